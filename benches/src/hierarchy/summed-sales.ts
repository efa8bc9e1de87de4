import { groupedHierarchy, type Hierarchy, nodeCountOf, sumUp } from '@stockwright/core/forecast';
import type {
  EvaluatedSeries,
  EvaluationSet,
  EventCalendar,
} from '../forecast/sets/evaluation-set.js';

/** Daily sales of a hierarchy: the bottoms as they were, and their sums. */
export interface SummedSales {
  readonly name: string;
  readonly hierarchy: Hierarchy;
  readonly days: number;
  readonly firstDay: number;
  /** sales[node * days + t]; 0 before the first sale. */
  readonly sales: Float64Array;
  /** Of each node, as the default forecaster is told. */
  readonly keys: readonly Readonly<Record<string, string>>[];
  readonly calendar?: EventCalendar;
}

/** The levels of M5 between the total and department × store, of one state. */
const UPPER_LEVELS = [[], ['store_id'], ['cat_id'], ['dept_id'], ['cat_id', 'store_id']];
const DEPARTMENT_STORE = '9';

/** Items of a catalogue that are forecast, at most; a larger one gives every so many. */
const MOST_ITEMS = 72;

/** The hierarchy that a set of M5's daily sales holds; none where it is of another form. */
export function summedSales(set: EvaluationSet): SummedSales | null {
  if (set.form === 'daily levels') {
    const bottoms = set.series.filter(({ keys }) => keys.level === DEPARTMENT_STORE);
    const levels = [...UPPER_LEVELS, ['dept_id', 'store_id']];
    return bottoms.length === 0 ? null : summed(set, withCategory(bottoms), levels);
  }
  if (set.form !== 'daily items' || !set.series.every(({ keys }) => keys.item_id && keys.store_id))
    return null;
  const items = [...new Set(set.series.map(({ keys }) => keys.item_id))];
  const every = Math.ceil(items.length / MOST_ITEMS);
  const taken = new Set(items.filter((_, i) => i % every === 0));
  const bottoms = set.series.filter(({ keys }) => taken.has(keys.item_id));
  const name = every > 1 ? `${set.name}, 1 in ${every} items` : set.name;
  return summed({ ...set, name }, bottoms, [
    [],
    ['store_id'],
    ['item_id'],
    ['item_id', 'store_id'],
  ]);
}

/** A department's name begins with its category's: FOODS_1 is one of FOODS. */
const withCategory = (bottoms: readonly EvaluatedSeries[]): EvaluatedSeries[] =>
  bottoms.map((one) => ({
    ...one,
    keys: { ...one.keys, cat_id: one.keys.dept_id.replace(/_\d+$/, '') },
  }));

function summed(
  set: EvaluationSet,
  bottoms: readonly EvaluatedSeries[],
  levels: readonly (readonly string[])[],
): SummedSales {
  const hierarchy = groupedHierarchy(
    bottoms.map(({ keys }) => keys),
    levels,
  );
  const firstDay = Math.min(...bottoms.map(({ firstStep }) => firstStep));
  const days = Math.max(...bottoms.map((b) => b.firstStep + b.values.length)) - firstDay;
  const flat = new Float64Array(bottoms.length * days);
  bottoms.forEach(({ values, firstStep }, j) => {
    flat.set(values, j * days + firstStep - firstDay);
  });
  const keys = Array.from({ length: nodeCountOf(hierarchy) }, (_, node) => {
    const level = hierarchy.levels.find(({ first, count }) => node < first + count);
    const values = hierarchy.keys[node];
    return node >= hierarchy.aggregateCount
      ? bottoms[node - hierarchy.aggregateCount].keys
      : Object.fromEntries((level?.columns ?? []).map((column, c) => [column, values[c]]));
  });
  return {
    name: set.name,
    hierarchy,
    days,
    firstDay,
    sales: sumUp(hierarchy, flat, days),
    keys,
    ...(set.calendar && { calendar: set.calendar }),
  };
}

/** What a level is called in the table. */
export const levelName = ({ levels }: Hierarchy, level: number): string =>
  levels[level].columns.map((column) => column.replace('_id', '')).join(' × ') || 'total';
