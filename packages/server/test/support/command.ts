import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type CommandProcess, runCommand } from '../../src/cli/run.js';
import { type House, openHouse } from '../../src/composition.js';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly data: string;
  readonly talk: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly written: { data: string; talk: string };
  readonly ended: Promise<Ended>;
}

/** Starts the command as a shell would, from its source. */
export function start(argv: readonly string[], environment: Record<string, string> = {}): Running {
  const { LC_ALL, LC_MESSAGES, LANG, DATABASE_URL, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=stockwright-source', main, ...argv],
    { cwd: repository, env: { ...inherited, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const written = { data: '', talk: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.data += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.talk += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...written }));
  });
  return { child, written, ended };
}

/** Runs the command to its end. */
export const run = (argv: readonly string[], environment?: Record<string, string>) =>
  start(argv, environment).ended;

/** Runs the command in this very process, which saves the seconds that a new one takes. */
export async function runHere(
  argv: readonly string[],
  environment: Record<string, string> = {},
  openHouse?: CommandProcess['openHouse'],
): Promise<Ended> {
  const written = { data: '', talk: '' };
  const sink = (name: 'data' | 'talk') => ({
    write: (text: string | Uint8Array) => {
      written[name] += typeof text === 'string' ? text : new TextDecoder().decode(text);
    },
  });
  const code = await runCommand(argv, {
    stdout: sink('data'),
    stderr: sink('talk'),
    stdin: {},
    env: environment,
    openHouse,
    on: () => {},
    off: () => {},
    exit: (code) => {
      throw new Error(`exit ${code}`);
    },
  });
  return { code, ...written };
}

/** A house that stays open for many commands, since each would take a second to open it for itself. */
export interface KeptHouse {
  readonly house: House;
  /** Runs the command in this very process over the open house. */
  run(...argv: readonly string[]): Promise<Ended>;
  close(): Promise<void>;
}

export async function keepHouse(dataDir: string): Promise<KeptHouse> {
  const house = await openHouse({ dataDir });
  const lent = { ...house, close: async () => {} };
  return {
    house,
    run: (...argv) => runHere([...argv, '--data-dir', dataDir], {}, async () => lent),
    close: () => house.close(),
  };
}
