import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './harness/bench-shape.js';
import { findBenches, loadBench } from './harness/find-benches.js';
import { resolveFolder } from './harness/resolve-folder.js';
import { runBench } from './harness/run-bench.js';
import { formatReport } from './harness/table.js';
import { runCommand, WrongUse } from './harness/wrong-use.js';

const USAGE = `usage: npm run -s bench -- <name> [--data <folder>] [--seed N] [--quick] [--json] [--picture <file>]
       npm run -s bench -- list`;

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        seed: { type: 'string', default: '1' },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        picture: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

async function list(): Promise<void> {
  const files = findBenches();
  const width = Math.max(...files.map(({ name }) => name.length));
  for (const file of files) {
    // One bench that cannot be loaded must not hide the others.
    const line = await loadBench(file).then(
      (bench) => bench.describe,
      (error: unknown) => `(cannot be loaded: ${error instanceof Error ? error.message : error})`,
    );
    console.log(`${file.name.padEnd(width)}  ${line}`);
  }
}

/** The file that --picture names, seen from where the command was typed in; null where it was not given. */
function pictureFile(given: string | undefined, bench: Bench): string | null {
  if (given === undefined) return null;
  if (!bench.draws) throw new WrongUse(`${bench.name} draws no picture`);
  // npm moves to the package's root before it runs a script.
  const file = resolve(process.env.INIT_CWD ?? '', given);
  if (!existsSync(dirname(file))) throw new WrongUse(`--picture ${given}: no such folder`);
  return file;
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [name, ...more] = positionals;
  if (!name || more.length > 0) throw new WrongUse('name one bench');
  if (name === 'list') return list();
  const file = findBenches().find((each) => each.name === name);
  if (!file) throw new WrongUse(`no bench is named "${name}"; "bench -- list" names them`);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new WrongUse(`--seed ${values.seed} is no whole number`);
  const dataFolder = values.data === undefined ? null : resolveFolder(values.data);
  if (values.data !== undefined && dataFolder === null)
    throw new WrongUse(`--data ${values.data}: no such folder`);
  const bench = await loadBench(file);
  const picture = pictureFile(values.picture, bench);
  const report = await runBench(bench, {
    dataFolder,
    seed,
    quick: values.quick,
    log,
    picture: (svg) => {
      if (picture !== null) writeFileSync(picture, svg);
    },
  });
  console.log(values.json ? JSON.stringify(report) : formatReport(report, bench.layout));
}

await runCommand(USAGE, main);
