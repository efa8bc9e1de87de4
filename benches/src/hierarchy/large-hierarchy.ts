import {
  equalVariances,
  groupedHierarchy,
  type Hierarchy,
  incoherence,
  minimumTrace,
  structuralVariances,
  sumUp,
} from '@stockwright/core/forecast';
import { createDice, type Dice } from '@stockwright/core/maths';
import type { BenchRow } from '../harness/bench-shape.js';
import { measure } from '../harness/measure.js';

const HORIZON = 28;
const STORES = 10;
const STATES = 3;
const DEPARTMENTS = 7;
const CATEGORIES = 3;
/** What is promised: a large catalogue in a minute of one core, with memory that does not grow. */
const PROMISED_SECONDS = 60;
const PROMISED_MIB = 1024;

/** The twelve levels of M5 over made-up items. */
function largeHierarchy(bottomCount: number): Hierarchy {
  const items = Math.ceil(bottomCount / STORES);
  const bottoms = Array.from({ length: bottomCount }, (_, j) => {
    const item = j % items;
    const store = Math.floor(j / items);
    const department = item % DEPARTMENTS;
    return {
      item: String(item),
      store: String(store),
      state: String(store % STATES),
      department: String(department),
      category: String(department % CATEGORIES),
    };
  });
  return groupedHierarchy(bottoms, [
    [],
    ['state'],
    ['store'],
    ['category'],
    ['department'],
    ['state', 'category'],
    ['state', 'department'],
    ['store', 'category'],
    ['store', 'department'],
    ['item'],
    ['state', 'item'],
    ['item', 'store'],
  ]);
}

/** Slow items, most of them near 0, and base forecasts that miss by up to a tenth and do not add up. */
function roughForecasts(hierarchy: Hierarchy, dice: Dice): Float64Array {
  const bottoms = new Float64Array(hierarchy.bottomCount * HORIZON).map(
    () => -0.8 * Math.log(1 - dice.next()),
  );
  return sumUp(hierarchy, bottoms, HORIZON).map((value) => value * (0.9 + 0.2 * dice.next()));
}

/** Time and memory of reconciling a large catalogue, without negatives. */
export async function speedRows(
  bottomCount: number,
  seed: number,
  log: (line: string) => void,
): Promise<BenchRow[]> {
  const dice = createDice('hierarchy', seed);
  const hierarchy = largeHierarchy(bottomCount);
  const base = roughForecasts(hierarchy, dice);
  const { aggregateCount, members } = hierarchy;
  log(
    `${bottomCount} bottoms, ${aggregateCount} sums, ${members.length} entries, ${HORIZON} steps`,
  );
  const errorLike = Float64Array.from(
    { length: aggregateCount + bottomCount },
    (_, node) => 0.05 + base[node * HORIZON] * (0.5 + dice.next()),
  );
  const variants = [
    ['MinT OLS', equalVariances(hierarchy)],
    ['MinT WLS structural', structuralVariances(hierarchy)],
    ['MinT WLS variance', errorLike],
  ] as const;
  const rows: BenchRow[] = [];
  for (const [method, variance] of variants) {
    const { value, cpuSeconds, wallSeconds, peakMiB } = await measure(() =>
      minimumTrace(hierarchy, variance)(base, HORIZON),
    );
    const zeros = value.subarray(aggregateCount * HORIZON).filter((bottom) => bottom === 0).length;
    const least = value.reduce((a, b) => Math.min(a, b));
    log(`${method}: ${wallSeconds.toFixed(1)} s of wall time, ${zeros} forecasts held at 0`);
    const about = { set: `${bottomCount} bottoms, ${HORIZON} steps, made up`, method };
    rows.push(
      {
        ...about,
        metric: 'CPU time',
        unit: 's',
        value: cpuSeconds,
        target: PROMISED_SECONDS,
        met: cpuSeconds <= PROMISED_SECONDS,
      },
      {
        ...about,
        metric: 'peak memory',
        unit: 'MiB',
        value: peakMiB,
        target: PROMISED_MIB,
        met: peakMiB <= PROMISED_MIB,
      },
      {
        ...about,
        metric: 'incoherence',
        unit: '1',
        value: incoherence(hierarchy, value, HORIZON),
        target: 1e-9,
        met: incoherence(hierarchy, value, HORIZON) <= 1e-9 && least >= 0,
      },
    );
  }
  return rows;
}
