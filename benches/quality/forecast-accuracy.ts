import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MethodRun, type Ranks, ranksOf } from '../src/forecast/method-run.js';
import { describeDefault } from '../src/forecast/our-default.js';
import { ourRuns } from '../src/forecast/our-runs.js';
import { readExchange, writeExchange } from '../src/forecast/peer-exchange.js';
import { rowsOf } from '../src/forecast/rows.js';
import { type EvaluationSet, thinned } from '../src/forecast/sets/evaluation-set.js';
import { readEvaluationSets } from '../src/forecast/sets/read-sets.js';
import type { Bench, BenchContext } from '../src/harness/bench-shape.js';
import { askPeer } from '../src/harness/peers.js';
import { resolveFolder } from '../src/harness/resolve-folder.js';
import { WrongUse } from '../src/harness/wrong-use.js';

const SHARED_DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Forecasts of one set, at most; a larger one is judged on every so many series. */
const MOST_TASKS = 6000;
const QUICK_TASKS = 12;
/** What the budgets of slow methods are multiplied with: few sets leave them more time. */
const budgetShare = (sets: number, quick: boolean): number => (quick ? 0.1 : Math.min(3, 5 / sets));

/** The peers, one after another; each writes <answers>.csv into the folder of every set. */
const PEERS = [
  { answers: 'statsforecast', script: 'statsforecast_sets.py', isQuick: true },
  { answers: 'r', script: 'r_sets.R', isQuick: false },
  { answers: 'node', script: 'node_sets.mjs', isQuick: false },
  { answers: 'prophet', script: 'prophet_sets.py', isQuick: false },
] as const;

interface Part {
  readonly set: EvaluationSet;
  readonly ranks: Ranks;
  readonly folder: string;
}

const bench: Bench = {
  name: 'forecast-accuracy',
  describe: 'forecast errors and calibration by rolling origins on real sets, beside peers',
  layout: 'methods',
  async run(context) {
    const { quick, log, seed } = context;
    const data = context.dataFolder ?? resolveFolder(SHARED_DATA);
    if (data === null) throw new WrongUse('no data: give a folder of sets by --data <folder>');
    const sets = readEvaluationSets(data).map((set) =>
      thinned(set, quick ? QUICK_TASKS : MOST_TASKS),
    );
    if (sets.length === 0) throw new WrongUse(`${data} holds no set that this bench reads`);
    log(`the default of all sets: ${describeDefault()}`);
    const share = budgetShare(sets.length, quick);
    const work = await mkdtemp(join(tmpdir(), 'stockwright-forecast-'));
    try {
      const parts = sets.map((set, s): Part => {
        const ranks = ranksOf(set);
        const folder = join(work, String(s));
        mkdirSync(folder);
        writeExchange(folder, set, ranks, share, quick ? 'quick' : 'accuracy');
        return { set, ranks, folder };
      });
      // Peers run in processes of their own while ours are made here.
      const peers = askPeers(parts, context);
      // Awaited below; a peer that breaks meanwhile must not end the process first.
      peers.catch(() => {});
      const ours: MethodRun[][] = [];
      for (const { set, ranks } of parts) {
        const windows = new Set(set.tasks.map(({ window }) => window)).size;
        const series = new Set(set.tasks.map((task) => task.series)).size;
        log(
          `${set.name}: ${series} series, ${windows} windows of ${set.horizon} steps, ${set.tasks.length} forecasts`,
        );
        ours.push(await ourRuns(set, ranks, seed, share, log));
      }
      log('ours done; waiting for the peers');
      const present = await peers;
      return parts.flatMap(({ set, ranks, folder }, s) => {
        const theirs = present.flatMap((peer) => readExchange(folder, peer, set, ranks, seed, log));
        return rowsOf(set, ranks, [...ours[s], ...theirs]);
      });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  },
};

/** Names of the peers that answered. */
async function askPeers(
  parts: readonly Part[],
  { quick, log, version }: BenchContext,
): Promise<string[]> {
  const folders = parts.map(({ folder }) => folder);
  const present: string[] = [];
  for (const { answers, script, isQuick } of PEERS) {
    if (quick && !isQuick) continue;
    const started = performance.now();
    const answer = await askPeer(script, { folders }, folders);
    if (!answer.ok) {
      log(answer.howTo);
      continue;
    }
    log(`${script} took ${((performance.now() - started) / 1000).toFixed(0)} s`);
    for (const [part, number] of Object.entries(answer.versions)) version(part, number);
    present.push(answers);
  }
  return present;
}
export default bench;
