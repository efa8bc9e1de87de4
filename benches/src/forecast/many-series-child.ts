/** Forecasts an order of series, batch by batch, and reports its memory; run by `manySeriesRows`. */
import { PROBABILITIES } from './method-run.js';
import { forecastSet } from './our-default.js';
import type { Step } from './sets/evaluation-set.js';

export interface ManySeriesOrder {
  readonly count: number;
  readonly step: Step;
  readonly horizon: number;
  readonly seed: number;
  readonly series: readonly {
    readonly values: readonly number[];
    readonly firstStep: number;
    readonly keys: Readonly<Record<string, string>>;
  }[];
}

export interface ManySeriesReport {
  readonly peakMiB: number;
  /** Highest memory over the second tenth of the series, and over the last. */
  readonly earlyMiB: number;
  readonly endMiB: number;
}

process.once('message', (message) => {
  process.send?.(run(message as ManySeriesOrder), () => process.disconnect());
});

function run({ count, step, horizon, seed, series }: ManySeriesOrder): ManySeriesReport {
  let earlyMiB = 0;
  let endMiB = 0;
  for (let done = 0; done < count; done += series.length) {
    const batch = series.slice(0, Math.min(series.length, count - done));
    // A catalogue is read from disk: every batch has arrays of its own.
    forecastSet({
      step,
      series: batch.map(({ values, ...rest }) => ({ values: Float64Array.from(values), ...rest })),
      horizon,
      probabilities: PROBABILITIES,
      pathCount: 200,
      seed: seed + done,
    });
    const memory = process.memoryUsage().rss / 2 ** 20;
    const share = done / count;
    if (share >= 0.1 && share < 0.2) earlyMiB = Math.max(earlyMiB, memory);
    if (share >= 0.9) endMiB = Math.max(endMiB, memory);
  }
  return { peakMiB: process.resourceUsage().maxRSS / 1024, earlyMiB, endMiB };
}
