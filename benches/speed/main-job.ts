import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFiles, type JobProgress, openStore, runPlan } from '@stockwright/app';
import type { Bench, BenchRow } from '../src/harness/bench-shape.js';
import { type Measured, measure } from '../src/harness/measure.js';

const SHIPPED = fileURLToPath(new URL('../../data/online-retail', import.meta.url));

const silent: JobProgress = {
  report() {},
  log() {},
  signal: new AbortController().signal,
};

interface Summary {
  readonly itemLocationCount: number;
  readonly seconds: { readonly forecastAndPlan: number };
}

/**
 * The main job as a new user meets it: an empty data folder with the embedded database, the shipped set
 * imported, every item-location forecast and planned, all stored.
 */
const bench: Bench = {
  name: 'main-job',
  describe: 'import + forecast + plan of the shipped set: wall, CPU, peak memory, item-locations/s',
  async run({ dataFolder, seed, log }) {
    const folder = await mkdtemp(join(tmpdir(), 'stockwright-main-job-'));
    try {
      const opened = await measure(() => openStore({ folder }));
      const store = opened.value;
      try {
        const imported = await measure(() =>
          importFiles({ store, paths: [dataFolder ?? SHIPPED], progress: silent }),
        );
        log(`imported in ${imported.wallSeconds.toFixed(1)} s`);
        const planned = await measure(() => runPlan(store, { seed: String(seed) }, silent));
        const run = await store.database.kysely
          .selectFrom('plan_run')
          .select('summary')
          .where('id', '=', planned.value.runId)
          .executeTakeFirstOrThrow();
        const summary = run.summary as Summary;
        return rows(opened, imported, planned, summary);
      } finally {
        await store.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function rows(
  opened: Measured<unknown>,
  imported: Measured<unknown>,
  planned: Measured<unknown>,
  { itemLocationCount, seconds }: Summary,
): BenchRow[] {
  const row = (method: string, metric: string, unit: string, value: number, target?: number) => ({
    set: `shipped set, ${itemLocationCount} item-locations`,
    method,
    metric,
    unit,
    value,
    ...(target === undefined ? {} : { target, met: value >= target }),
  });
  const steps = [
    ['new data folder', opened],
    ['import', imported],
    ['forecast + plan + store', planned],
  ] as const;
  return [
    ...steps.flatMap(([method, step]) => [
      row(method, 'wall', 's', step.wallSeconds),
      row(method, 'CPU', 's', step.cpuSeconds),
    ]),
    row(
      'all',
      'wall',
      's',
      steps.reduce((sum, [, step]) => sum + step.wallSeconds, 0),
    ),
    row(
      'all',
      'CPU',
      's',
      steps.reduce((sum, [, step]) => sum + step.cpuSeconds, 0),
    ),
    row('all', 'peak memory', 'MiB', planned.peakMiB),
    row(
      'forecast + plan',
      'item-locations/s',
      '1/s',
      itemLocationCount / seconds.forecastAndPlan,
      300,
    ),
  ];
}

export default bench;
