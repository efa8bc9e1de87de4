import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const peersFolder = fileURLToPath(new URL('../../peers', import.meta.url));

export type PeerAnswer<T> =
  | { readonly ok: true; readonly versions: Readonly<Record<string, string>>; readonly value: T }
  /** The peer is not there; `howTo` tells how to install it. */
  | { readonly ok: false; readonly howTo: string };

/**
 * Asks a Python peer: runs peers/<script>.py, gives it `request` as JSON on stdin and reads its JSON
 * answer from stdout. The interpreter is STOCKWRIGHT_PEERS_PYTHON (that of a virtual environment), or
 * python3. The script measures its own time, so the start of Python counts for nothing.
 *
 * @throws Error when the peer is installed and breaks: a peer that fails is no comparison
 */
export async function askPeer<T>(script: string, request: unknown): Promise<PeerAnswer<T>> {
  const python = process.env.STOCKWRIGHT_PEERS_PYTHON ?? 'python3';
  const child = spawn(python, ['-B', `${script}.py`], { cwd: peersFolder });
  let output = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  // A peer that ends before it has read everything closes the pipe; its exit code tells the story.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(request));
  const code = await new Promise<number | null>((done) => {
    child.on('error', () => done(null));
    child.on('close', done);
  });
  if (code === null)
    return {
      ok: false,
      howTo: `no Python at "${python}"; install Python 3 or set STOCKWRIGHT_PEERS_PYTHON`,
    };
  if (code !== 0) throw new Error(`peer ${script} ended with ${code}: ${complaints.trim()}`);
  const answer = JSON.parse(output) as
    | { missing: string }
    | { versions: Record<string, string>; value: T };
  if ('missing' in answer)
    return {
      ok: false,
      howTo: `python3 -m venv <folder> && <folder>/bin/pip install ${answer.missing}, then set STOCKWRIGHT_PEERS_PYTHON=<folder>/bin/python`,
    };
  return { ok: true, versions: answer.versions, value: answer.value };
}
