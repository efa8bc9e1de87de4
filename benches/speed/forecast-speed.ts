import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manySeriesRows } from '../src/forecast/many-series.js';
import type { MethodRun } from '../src/forecast/method-run.js';
import { readExchange, writeExchange } from '../src/forecast/peer-exchange.js';
import { readEvaluationSets } from '../src/forecast/sets/read-sets.js';
import { defaultRow, PAIRS, pairRows } from '../src/forecast/speed-rows.js';
import { type SpeedSet, speedRanks, speedSets } from '../src/forecast/speed-sets.js';
import type { Bench, BenchRow } from '../src/harness/bench-shape.js';
import { askPeer } from '../src/harness/peers.js';
import { resolveFolder } from '../src/harness/resolve-folder.js';
import { WrongUse } from '../src/harness/wrong-use.js';

const SHARED_DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Forecasters of other languages, and what a peer is to be beaten by. */
const PEERS = [
  { answers: 'statsforecast', script: 'statsforecast_sets.py', factor: 1 },
  { answers: 'r', script: 'r_sets.R', factor: 10 },
] as const;

/** Seconds that a peer's method may take, over those of the bench forecast-accuracy. */
const BUDGET_SHARE = 2;
const MANY_SERIES = 100_000;

/**
 * CPU time per series of fitting a model and forecasting its mean, on one core, beside the peers' on the very
 * same series and with the score of both next to it. Each side is warmed up first; imports and compiling
 * count for nothing. statsforecast's models are called one series after another, without its data frames,
 * which is the quickest way to use them.
 */
const bench: Bench = {
  name: 'forecast-speed',
  describe:
    'CPU time per series of each forecast model beside its peers, and memory over many series',
  async run({ dataFolder, quick, seed, log, version }) {
    const folder = dataFolder ?? resolveFolder(SHARED_DATA);
    if (folder === null) throw new WrongUse('no data: give a folder of sets by --data <folder>');
    const sets = speedSets(readEvaluationSets(folder), quick);
    if (sets.length === 0) throw new WrongUse(`${folder} holds no set that this bench reads`);
    const work = await mkdtemp(join(tmpdir(), 'stockwright-speed-'));
    try {
      const parts = sets.map((set, s) => {
        const part = { set, ranks: speedRanks(set), folder: join(work, String(s)) };
        mkdirSync(part.folder);
        writeExchange(part.folder, set, part.ranks, quick ? 0.1 : BUDGET_SHARE, 'speed');
        return part;
      });
      const folders = parts.map((part) => part.folder);
      const rows: BenchRow[] = [];
      const peerRuns = new Map<SpeedSet, { run: MethodRun; factor: number }[]>();
      for (const { answers, script, factor } of PEERS) {
        const answer = await askPeer(script, { folders }, folders);
        if (!answer.ok) {
          log(answer.howTo);
          continue;
        }
        for (const [part, number] of Object.entries(answer.versions)) version(part, number);
        for (const { set, ranks, folder: own } of parts) {
          const runs = readExchange(own, answers, set, ranks, seed, log);
          const known = peerRuns.get(set) ?? [];
          peerRuns.set(set, [...known, ...runs.map((run) => ({ run, factor }))]);
        }
      }
      for (const { set } of parts) {
        log(`${set.name}: ${set.series.length} series`);
        rows.push(...defaultRow(set, seed));
        for (const pair of PAIRS) rows.push(...pairRows(set, pair, peerRuns.get(set) ?? [], seed));
      }
      const daily = sets.find(({ step }) => step === 'day');
      if (daily) rows.push(...(await manySeriesRows(daily, quick ? 1000 : MANY_SERIES, seed, log)));
      return rows;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  },
};
export default bench;
