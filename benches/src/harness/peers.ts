import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const peersFolder = fileURLToPath(new URL('../../peers', import.meta.url));

export type PeerAnswer<T> =
  | { readonly ok: true; readonly versions: Readonly<Record<string, string>>; readonly value: T }
  /** The peer is not there; `howTo` tells how to install it. */
  | { readonly ok: false; readonly howTo: string };

/** What runs the peers of a language, told by the ending of the script's name. */
interface Interpreter {
  readonly command: () => string;
  readonly options: readonly string[];
  readonly setting: string;
  readonly install: (missing: string) => string;
}

const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  py: {
    command: () => process.env.STOCKWRIGHT_PEERS_PYTHON ?? 'python3',
    options: ['-B'],
    setting: 'STOCKWRIGHT_PEERS_PYTHON',
    install: (missing) =>
      `python3 -m venv <folder> && <folder>/bin/pip install ${missing}, then set STOCKWRIGHT_PEERS_PYTHON=<folder>/bin/python`,
  },
  R: {
    command: () => process.env.STOCKWRIGHT_PEERS_R ?? 'Rscript',
    options: ['--vanilla'],
    setting: 'STOCKWRIGHT_PEERS_R',
    install: (missing) => `R -e 'install.packages("${missing}")', or Debian's r-cran-${missing}`,
  },
  mjs: {
    command: () => process.execPath,
    options: [],
    setting: 'STOCKWRIGHT_PEERS_NODE',
    install: (missing) =>
      `npm install --prefix <folder> ${missing}, then set STOCKWRIGHT_PEERS_NODE=<folder>`,
  },
};

/** Times are of one core: no library of a peer may spread over several. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/**
 * Asks a peer: runs peers/<script>, gives it `request` as JSON on stdin and `parameters` on its command line,
 * and reads its JSON answer from stdout. Python is STOCKWRIGHT_PEERS_PYTHON (that of a virtual environment) or
 * python3, R is STOCKWRIGHT_PEERS_R or Rscript; packages of npm lie in STOCKWRIGHT_PEERS_NODE. The script
 * measures its own time, so the start of its language counts for nothing.
 *
 * @param script its file's name; without an ending it is Python
 * @throws Error when the peer is installed and breaks: a peer that fails is no comparison
 */
export async function askPeer<T>(
  script: string,
  request: unknown,
  parameters: readonly string[] = [],
): Promise<PeerAnswer<T>> {
  const file = script.includes('.') ? script : `${script}.py`;
  const { command, options, setting, install } =
    INTERPRETERS[file.slice(file.lastIndexOf('.') + 1)];
  const child = spawn(command(), [...options, file, ...parameters], {
    cwd: peersFolder,
    env: { ...process.env, ...ONE_THREAD },
  });
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
    return { ok: false, howTo: `nothing runs at "${command()}"; install it or set ${setting}` };
  if (code !== 0) throw new Error(`peer ${script} ended with ${code}: ${complaints.trim()}`);
  const answer = JSON.parse(output) as
    | { missing: string }
    | { versions: Record<string, string>; value: T };
  if ('missing' in answer) return { ok: false, howTo: install(answer.missing) };
  return { ok: true, versions: answer.versions, value: answer.value };
}
