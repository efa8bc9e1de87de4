import { fileURLToPath } from 'node:url';
import { readEvaluationSets } from '../src/forecast/sets/read-sets.js';
import type { Bench, BenchContext, BenchRow } from '../src/harness/bench-shape.js';
import { resolveFolder } from '../src/harness/resolve-folder.js';
import { WrongUse } from '../src/harness/wrong-use.js';
import { type BaseForecasts, baseForecasts, pastErrors } from '../src/hierarchy/base-forecasts.js';
import { comparedMethods } from '../src/hierarchy/compared-methods.js';
import { type Judged, judgeWindow, rowsOfLevels } from '../src/hierarchy/judged-rows.js';
import { speedRows } from '../src/hierarchy/large-hierarchy.js';
import { type SummedSales, summedSales } from '../src/hierarchy/summed-sales.js';

const SHARED_DATA = fileURLToPath(new URL('../../../shared/data/m5', import.meta.url));
const HORIZON = 28;
const PATHS = 200;
/** Windows judged, and origins before each whose errors weigh and tie its forecasts; all a horizon apart. */
const WINDOWS = 6;
const PAST = 12;
const QUICK = { windows: 1, past: 3 };
const LARGE = 30_000;
const QUICK_LARGE = 2000;

const bench: Bench = {
  name: 'hierarchy',
  describe: 'forecasts that add up: errors by level after each way of reconciling, and its speed',
  layout: 'methods',
  async run(context) {
    const { dataFolder, quick, seed, log } = context;
    const folder = dataFolder ?? resolveFolder(SHARED_DATA);
    if (folder === null) throw new WrongUse('no data: give a folder such as M5 by --data <folder>');
    const sets = readEvaluationSets(folder)
      .map(summedSales)
      .filter((set) => set !== null);
    if (sets.length === 0) throw new WrongUse(`${folder} holds no daily sales of items or levels`);
    // Speed first: memory is told as the process's peak.
    const rows = await speedRows(quick ? QUICK_LARGE : LARGE, seed, log);
    return [...sets.flatMap((set) => accuracyRows(set, context)), ...rows];
  },
};

function accuracyRows(data: SummedSales, { quick, seed, log }: BenchContext): BenchRow[] {
  const { windows, past } = quick ? QUICK : { windows: WINDOWS, past: PAST };
  const forecasts: BaseForecasts[] = [];
  for (let back = 1; back <= windows + past; back++) {
    const origin = data.days - back * HORIZON;
    if (origin < 2 * HORIZON) break;
    forecasts.push(baseForecasts(data, origin, HORIZON, PATHS, seed));
  }
  if (forecasts.length <= past) {
    log(`${data.name}: too short`);
    return [];
  }
  const judged = new Map<string, Judged>();
  for (let w = 0; w + past < forecasts.length; w++) {
    const base = forecasts[w];
    const before = forecasts.slice(w + 1, w + 1 + past);
    const methods = comparedMethods(data, {
      base,
      errors: pastErrors(data, before, HORIZON),
      originCount: past,
      horizon: HORIZON,
      pathCount: PATHS,
      seed,
    });
    for (const [method, made] of methods) {
      const into = judged.get(method) ?? { rows: [], weights: [] };
      judged.set(method, into);
      judgeWindow(data, made, w, base.origin, HORIZON, into);
    }
    log(`${data.name}: window ${w + 1} judged`);
  }
  return rowsOfLevels(data, judged);
}
export default bench;
