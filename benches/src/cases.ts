import { parseArgs } from 'node:util';
import { runCases } from './cases/run-cases.js';
import { resolveFolder } from './harness/resolve-folder.js';
import { runCommand, WrongUse } from './harness/wrong-use.js';

const USAGE = 'usage: npm run -s cases -- <folder> [--kind K] [--seconds S] [--json]';

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        seconds: { type: 'string', default: '10' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

await runCommand(USAGE, () => {
  const { values, positionals } = readArguments();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [named, ...more] = positionals;
  if (!named || more.length > 0) throw new WrongUse('name one folder of cases');
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new WrongUse(`--seconds ${values.seconds} is no positive number`);
  const folder = resolveFolder(named);
  if (folder === null) throw new WrongUse(`${named}: no such folder`);
  const report = runCases(folder, { kind: values.kind, seconds });
  if (values.kind !== undefined && report.cases.length + report.notUnderstood.length === 0)
    throw new WrongUse(`${named} holds no cases of kind "${values.kind}"`);
  if (report.failed > 0) process.exitCode = 1;
  if (values.json) {
    console.log(JSON.stringify(report));
    return;
  }
  for (const { outcome, kind, id, problems, notProduced } of report.cases) {
    if (outcome !== 'passed') console.log(`${outcome} ${kind} ${id}: ${problems.join('; ')}`);
    if (notProduced.length > 0)
      console.log(`${kind} ${id}: not produced ${notProduced.join(', ')}`);
  }
  for (const { what, cases } of report.notUnderstood)
    console.log(`not understood ${what}: ${cases} skipped`);
  console.log(`${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped`);
});
