import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Another process that runs a piece of our code, and tells what it prints line by line. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Waits until the child prints a line that starts with `text`. */
  printed(text: string): Promise<string>;
  /** kill −9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits for its end. */
  ended(): Promise<number | null>;
}

/** Starts `code` (an ES module in TypeScript) in a process of its own; it is killed after the test. */
export function childrenOfTests(): (code: string, args?: readonly string[]) => Promise<Child> {
  const children: Child[] = [];
  const scripts: string[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await child.kill();
    for (const script of scripts.splice(0)) await rm(script, { recursive: true, force: true });
  });
  return async (code, args = []) => {
    // Beside the tests, so that the packages are found by name.
    const folder = await mkdtemp(join(here, 'child-'));
    scripts.push(folder);
    const file = join(folder, 'child.mts');
    await writeFile(file, code);
    const child = start(file, args);
    children.push(child);
    return child;
  };
}

function start(file: string, args: readonly string[]): Child {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=stockwright-source', file, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const lines: string[] = [];
  let errors = '';
  let notify = () => {};
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    notify();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const gone = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      resolve(code);
      notify();
    });
  });
  return {
    process: child,
    pid: child.pid ?? 0,
    async printed(text) {
      for (;;) {
        const line = lines.find((each) => each.startsWith(text));
        if (line) return line;
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`The child ended without printing "${text}": ${errors}`);
        await new Promise<void>((resolve) => {
          notify = resolve;
        });
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    ended: () => gone,
  };
}
