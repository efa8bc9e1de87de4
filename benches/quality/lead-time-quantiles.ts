import { fileURLToPath } from 'node:url';
import { readForecastSets } from '../src/forecast/forecast-set.js';
import type { Bench, BenchRow } from '../src/harness/bench-shape.js';
import { resolveFolder } from '../src/harness/resolve-folder.js';
import { WrongUse } from '../src/harness/wrong-use.js';
import { leadTimeTotals } from '../src/retail/lead-time-totals.js';

const LEAD_TIMES = [7, 14, 28, 56];
const PROBABILITIES = [0.5, 0.8, 0.9, 0.95, 0.99];
const PATHS = 500;
/** Forecasts judged per set, at most about so many; longer sets skip series evenly. */
const FORECASTS = 3000;
const MOST_ORIGINS = 12;
const ORIGIN_STEP_DAYS = 28;
const MIN_HISTORY_DAYS = 56;

/** What is promised: the 95 % quantile is exceeded by 5 % of the totals, give or take two points. */
const PROMISED_PROBABILITY = 0.95;
const POINTS = 0.02;

const SHARED_DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));

const bench: Bench = {
  name: 'lead-time-quantiles',
  describe: 'how often demand over a lead time exceeds the quantiles of the default forecast',
  run({ dataFolder, seed, quick, log }) {
    const folder = dataFolder ?? resolveFolder(SHARED_DATA);
    if (folder === null)
      throw new WrongUse('no data: give a folder with daily or line sales by --data <folder>');
    const sets = readForecastSets(folder);
    if (sets.length === 0) throw new WrongUse(`${folder} holds no sales that this bench reads`);
    const horizonDays = Math.max(...LEAD_TIMES);
    return sets.flatMap(({ name, panel }): BenchRow[] => {
      const firstDay = panel.firstDay.reduce((a, b) => Math.min(a, b));
      const origins: number[] = [];
      for (
        let day = panel.lastDay - horizonDays;
        origins.length < (quick ? 1 : MOST_ORIGINS) && day - firstDay >= 2 * MIN_HISTORY_DAYS;
        day -= ORIGIN_STEP_DAYS
      )
        origins.push(day);
      if (origins.length === 0) {
        log(`${name}: too short`);
        return [];
      }
      const forecasts = quick ? 100 : FORECASTS;
      const every = Math.max(1, Math.ceil((panel.seriesCount * origins.length) / forecasts));
      const result = leadTimeTotals(panel, {
        leadTimes: LEAD_TIMES,
        probabilities: PROBABILITIES,
        pathCount: PATHS,
        minHistoryDays: MIN_HISTORY_DAYS,
        origins,
        seed,
        chosen: (series) => series % every === 0,
      });
      log(
        `${name}: ${result.count} forecasts of every ${every}. series at ${result.origins} origins, ` +
          `${PATHS} paths, ${result.millisecondsPerSeries.toFixed(2)} ms each`,
      );
      return LEAD_TIMES.flatMap((days, l) =>
        PROBABILITIES.flatMap((probability, p): BenchRow[] => {
          const cell = l * PROBABILITIES.length + p;
          const percent = Math.round(100 * probability);
          const value = result.aboveSplit[cell];
          const margin = result.aboveSplitMargin[cell];
          const about = { set: `${name}, ${days} days`, method: 'stockwright', unit: '1' };
          return [
            {
              ...about,
              metric: `exceed${percent}`,
              value,
              ci95: [value - margin, value + margin],
              target: 1 - probability,
              ...(probability === PROMISED_PROBABILITY && {
                met: Math.abs(value - (1 - probability)) <= POINTS,
              }),
            },
            { ...about, metric: `above${percent}`, value: result.above[cell] },
          ];
        }),
      );
    });
  },
};
export default bench;
