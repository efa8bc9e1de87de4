import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BenchRow } from '../harness/bench-shape.js';
import type { ManySeriesOrder, ManySeriesReport } from './many-series-child.js';
import type { SpeedSet } from './speed-sets.js';

const CHILD = fileURLToPath(new URL('./many-series-child.ts', import.meta.url));
const PROCESSES = 2;
/** Memory at the end over that after a tenth of the series. */
const MOST_GROWTH = 1.1;

/**
 * Forecasts a catalogue of so many series (those of the set over and over) on two cores by the default, and
 * tells how the memory of the processes grew from a tenth of the way to the end.
 */
export async function manySeriesRows(
  set: SpeedSet,
  count: number,
  seed: number,
  log: (line: string) => void,
): Promise<BenchRow[]> {
  log(`${count} series on ${PROCESSES} cores`);
  const order: ManySeriesOrder = {
    count: Math.ceil(count / PROCESSES),
    step: set.step,
    horizon: set.horizon,
    seed,
    series: set.tasks.map(({ series, origin }) => ({
      values: Array.from(set.series[series].values.subarray(0, origin)),
      firstStep: set.series[series].firstStep,
      keys: { ...set.series[series].keys },
    })),
  };
  const started = performance.now();
  const reports = await Promise.all(
    Array.from({ length: PROCESSES }, () => reportOf(fork(CHILD), order)),
  );
  const wallSeconds = (performance.now() - started) / 1000;
  const total = (of: (report: ManySeriesReport) => number): number =>
    reports.reduce((sum, report) => sum + of(report), 0);
  const growth = total(({ endMiB }) => endMiB) / total(({ earlyMiB }) => earlyMiB);
  const row = {
    set: `${count} series like ${set.name}, ${PROCESSES} processes`,
    method: 'default',
  };
  return [
    { ...row, metric: 'series/s', unit: '1/s', value: (PROCESSES * order.count) / wallSeconds },
    { ...row, metric: 'peak memory', unit: 'MiB', value: total(({ peakMiB }) => peakMiB) },
    {
      ...row,
      metric: 'memory growth',
      unit: '1',
      value: growth,
      target: MOST_GROWTH,
      met: growth <= MOST_GROWTH,
    },
  ];
}

/** Hands the order to the child and waits for its report. */
function reportOf(child: ChildProcess, order: ManySeriesOrder): Promise<ManySeriesReport> {
  return new Promise((done, fail) => {
    child.on('message', (report) => done(report as ManySeriesReport));
    child.on('error', fail);
    child.on('exit', (code) => fail(new Error(`a forecasting process ended with ${code}`)));
    child.send(order);
  });
}
