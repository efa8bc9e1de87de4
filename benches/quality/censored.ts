import { fileURLToPath } from 'node:url';
import { readForecastSets } from '../src/forecast/forecast-set.js';
import type { Bench, BenchRow } from '../src/harness/bench-shape.js';
import { resolveFolder } from '../src/harness/resolve-folder.js';
import { WrongUse } from '../src/harness/wrong-use.js';
import { newestDays, recover, shelvesSoldOut } from '../src/retail/cut-demand.js';

const DAYS = 728;
/** Shares of days that end with an empty shelf. */
const SEVERITIES = [0.05, 0.12, 0.25];
/** What is promised of bias and mean error, as a share of the true demand. */
const WITHIN = 0.03;

const SHARED_DATA = fileURLToPath(new URL('../../../shared/data/m5', import.meta.url));

const bench: Bench = {
  name: 'censored',
  describe: 'mean demand recovered from real sales that a simulated stock has cut',
  run({ dataFolder, seed, quick, log }) {
    const folder = dataFolder ?? resolveFolder(SHARED_DATA);
    if (folder === null) throw new WrongUse('no data: give a folder with daily sales by --data');
    const sets = readForecastSets(folder);
    if (sets.length === 0) throw new WrongUse(`${folder} holds no sales that this bench reads`);
    return sets.flatMap(({ name, panel }): BenchRow[] => {
      // A set too short for two years is taken from its first day on.
      const span = panel.lastDay - panel.firstDay.reduce((a, b) => Math.min(a, b)) + 1;
      const all = newestDays(panel, Math.min(DAYS, span));
      const truth = quick ? all.filter((_, i) => i % 20 === 0) : all;
      if (truth.length === 0) return [];
      return SEVERITIES.flatMap((severity): BenchRow[] => {
        const { shelves, cover, share } = shelvesSoldOut(truth, severity, seed);
        const result = recover(truth, shelves);
        const set = `${name}, ${Math.round(100 * severity)} % of days sold out`;
        log(
          `${set}: ${truth.length} series of ${truth[0].demand.length} days, shelves filled to ` +
            `${cover.toFixed(2)} mean cycles, sold out on ${(100 * share).toFixed(1)} % of days`,
        );
        const [own, ...others] = result.recovered;
        const rows = [own, ...others].flatMap((one): BenchRow[] => {
          const best = (metric: 'bias' | 'meanAbsoluteError') =>
            others.reduce((a, b) => (Math.abs(b[metric]) < Math.abs(a[metric]) ? b : a));
          const compare = (metric: 'bias' | 'meanAbsoluteError') =>
            one === own && {
              peer: best(metric).method,
              peerValue: best(metric)[metric],
              ratio: Math.abs(best(metric)[metric] / own[metric]),
              target: WITHIN,
              met: Math.abs(own[metric]) <= WITHIN,
            };
          const { method, bias, biasMargin, meanAbsoluteError } = one;
          return [
            {
              ...{ set, method, metric: 'bias', unit: '1', value: bias },
              ci95: [bias - biasMargin, bias + biasMargin],
              ...compare('bias'),
            },
            {
              ...{ set, method, metric: 'mean abs error', unit: '1', value: meanAbsoluteError },
              ...compare('meanAbsoluteError'),
            },
          ];
        });
        const about = { set, method: own.method };
        return [
          ...rows,
          { ...about, metric: 'lost ratio', unit: '1', value: result.lostRatio },
          { ...about, metric: 'lost coverage80', unit: '1', value: result.lostCoverage80 },
          { ...about, metric: 'ms/series', unit: 'ms', value: result.millisecondsPerSeries },
        ];
      });
    });
  },
};
export default bench;
