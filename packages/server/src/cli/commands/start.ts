import { type Command, Option } from 'commander';
import type { House } from '../../composition.js';
import { demoFolder } from '../demo-folder.js';
import { importHere } from '../import-here.js';
import { runPlanHere } from '../plan-here.js';
import type { Verbs } from '../program.js';
import { refuseBusyPort, serveUntilStopped } from '../serving.js';
import type { Session } from '../session.js';
import { oneOf, portOf } from '../values.js';
import { printLines, printSummary } from './plan/index.js';

interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
  readonly logLevel: string;
  readonly empty?: boolean;
}

const DEFAULT_PORT = '4600';
const TOP_LINES = 5;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** `stockwright start` and `stockwright serve`. */
export function startVerbs(program: Command, verbs: Verbs): void {
  const port = [
    '--port <number>',
    verbs.word('option.port'),
    portOf,
    portOf(DEFAULT_PORT),
  ] as const;
  // Each command its own: an option holds what it was given.
  const logLevel = () =>
    new Option('--log-level <level>', verbs.word('option.logLevel'))
      .choices(LOG_LEVELS)
      .argParser(oneOf(LOG_LEVELS))
      .env('STOCKWRIGHT_LOG_LEVEL')
      .default('warn');
  verbs
    .verb(program, 'start', 'help.start', 'npx stockwright start --data-dir ./my-shop --port 4700')
    .option(...port)
    .option('--no-open', verbs.word('option.noOpen'))
    .addOption(logLevel())
    .option('--empty', verbs.word('option.empty'))
    .action(async (options: ServeOptions, command: Command) => {
      const session = verbs.open(command);
      await refuseBusyPort(options.port);
      await session.withHouse(async (house) => {
        if (!options.empty) await firstSteps(session, house);
        await serveUntilStopped(session, house, options);
      });
    });
  verbs
    .verb(program, 'serve', 'help.serve', 'npx stockwright serve --port 4700')
    .option(...port)
    .option('--no-open', verbs.word('option.noOpen'))
    .addOption(logLevel())
    .action(async (options: ServeOptions, command: Command) => {
      const session = verbs.open(command);
      await refuseBusyPort(options.port);
      await session.withHouse((house) => serveUntilStopped(session, house, options));
    });
}

/**
 * Leaves a plan to look at: an empty house gets the shipped data, and data without a plan is planned.
 * Each step looks at what is there, so a start that was cut off goes on where it stopped.
 */
async function firstSteps(session: Session, house: House): Promise<void> {
  const { getPlanRun, listPlanLines, status } = await import('@stockwright/app');
  const { voice } = session;
  const { database } = house.store;
  const before = await status(house.store);
  if (before.latestRunId !== null) return voice.tell('start.opened', { folder: session.dataDir });
  if (before.historyLastDay === null) {
    const demo = demoFolder();
    if (!demo) return voice.tell('start.noDemo');
    voice.tell('start.firstTime', { folder: session.dataDir });
    await importHere(session, house, { paths: [demo] });
  }
  const { runId } = await runPlanHere(session, house, {});
  if (voice.json) return;
  await printSummary(voice, database, await getPlanRun(database, runId));
  const top = await listPlanLines(database, runId, { sort: 'valueAtRisk', limit: TOP_LINES });
  if (top.total > 0) {
    voice.line(voice.word('summary.top', { lines: top.data.length }));
    printLines(voice, top.data);
  }
  if ((await status(house.store)).hasAssumptions) voice.line(voice.word('summary.assumptions'));
  voice.line();
}
