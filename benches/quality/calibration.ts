import { fileURLToPath } from 'node:url';
import { type Calibration, calibrationsOf, type Kind } from '../src/calibration/calibration.js';
import { type Judged, judgedSet } from '../src/calibration/judged-set.js';
import { drawCalibration, type PanelColumn } from '../src/calibration/picture.js';
import { calibrationRows } from '../src/calibration/rows.js';
import { groupSets } from '../src/calibration/set-groups.js';
import { readEvaluationSets } from '../src/forecast/sets/read-sets.js';
import type { Bench, BenchRow } from '../src/harness/bench-shape.js';
import { resolveFolder } from '../src/harness/resolve-folder.js';
import { WrongUse } from '../src/harness/wrong-use.js';

/** Read where no folder is given: counts by day and by month, sums, and series of measures. */
const SHARED_SETS = ['m5', 'm4', 'carparts'];

/**
 * Forecasts of a group of sets, about: its larger sets are judged on every so many series. Days have the
 * longest histories and horizons, so there are fewer of them.
 */
const MOST_TASKS = { day: 800, other: 2400 };
const QUICK_TASKS = { day: 24, other: 24 };

const bench: Bench = {
  name: 'calibration',
  describe:
    'how often what came lies below each quantile forecast, of steps and totals, with a picture',
  layout: 'methods',
  draws: true,
  async run({ dataFolder, seed, quick, log, picture }) {
    const folders = dataFolder === null ? sharedFolders() : [dataFolder];
    const groups = groupSets(folders.flatMap(readEvaluationSets), quick ? QUICK_TASKS : MOST_TASKS);
    if (groups.length === 0)
      throw new WrongUse('no data: give a folder of sets by --data <folder>');
    const rows: BenchRow[] = [];
    const columns: PanelColumn[] = [];
    for (const { name, title, counts, sets } of groups) {
      const judged: Judged[][] = [];
      for (const set of sets) {
        const started = performance.now();
        judged.push(await judgedSet(set, seed));
        const seconds = (performance.now() - started) / 1000;
        log(
          `${set.name}: ${set.tasks.length} forecasts of ${set.horizon} steps, ${seconds.toFixed(0)} s`,
        );
      }
      const of = (kind: Kind): Calibration[] => calibrationsOf(judged, kind);
      const steps = of('steps');
      const totals = of('totals');
      rows.push(...calibrationRows(`${name}, single steps`, counts, steps));
      rows.push(...calibrationRows(`${name}, totals of ${sets[0].horizon} steps`, counts, totals));
      const { step, horizon } = sets[0];
      columns.push({ title, step, horizon, steps, totals });
    }
    picture(drawCalibration(columns));
    return rows;
  },
};

const sharedFolders = (): string[] =>
  SHARED_SETS.map((name) =>
    resolveFolder(fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url))),
  ).filter((folder) => folder !== null);

export default bench;
