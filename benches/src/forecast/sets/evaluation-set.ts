import type { EpochDay } from '@stockwright/core/units';

export type Step = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'hour' | 'other';

/** What a set is, told by the form of its files; it decides windows, scores and promises. */
export type SetForm =
  | 'competition'
  | 'daily items'
  | 'daily levels'
  | 'monthly items'
  | 'monthly parts';

export interface EvaluatedSeries {
  /** All that is known, from the first sale on; NaN = not observed. */
  readonly values: Float64Array;
  /** Of the first value: days since 1970 for days, months since 1970-01 for months, else 0. */
  readonly firstStep: number;
  /** What the file says of it: item_id, dept_id, cat_id, store_id, level … */
  readonly keys: Readonly<Record<string, string>>;
  /** Price of each step, where known, reaching at least as far as the values. */
  readonly price?: Float64Array;
}

/** What is known ahead of each day. */
export interface EventCalendar {
  readonly firstDay: EpochDay;
  readonly dayCount: number;
  readonly events: readonly {
    readonly name: string;
    readonly kind: string;
    readonly days: readonly EpochDay[];
  }[];
  /** Columns of 0 and 1, one value per day: food stamps paid out in a state … */
  readonly flags: readonly { readonly name: string; readonly values: Float64Array }[];
}

/** One forecast to make: of a series from the steps before an origin. */
export interface EvaluationTask {
  readonly series: number;
  /** 0 = the newest. */
  readonly window: number;
  /** Steps known. */
  readonly origin: number;
  /** What the series weighs within its window; 1 where all weigh the same. */
  readonly weight: number;
}

export interface EvaluationSet {
  readonly name: string;
  readonly form: SetForm;
  readonly step: Step;
  readonly horizon: number;
  /** Steps in a season, shortest first, as the models are told; none where the competition has none. */
  readonly periods: readonly number[];
  readonly domain: 'demand' | 'real';
  /** Whole pieces of single items. */
  readonly counts: boolean;
  readonly series: readonly EvaluatedSeries[];
  /** 1 = all series that the files hold; n = every n-th, since all would take too long. */
  readonly every: number;
  /** Newest window first. */
  readonly tasks: readonly EvaluationTask[];
  readonly calendar?: EventCalendar;
}

/** The season that methods of one season are told, 1 = none. */
export const seasonOf = (set: EvaluationSet): number => set.periods[0] ?? 1;

export interface Windows {
  readonly count: number;
  readonly horizon: number;
  /** Steps that an origin needs before it, from the first sale. */
  readonly minHistory: number;
}

/**
 * The tasks of origins a horizon apart, counted back from the last step of the set (series that ended
 * before it have none in the newer windows). A window whose steps are not all observed is left out.
 */
export function rollingTasks(
  series: readonly EvaluatedSeries[],
  { count, horizon, minHistory }: Windows,
  weigh: (series: EvaluatedSeries, origin: number) => number = () => 1,
): EvaluationTask[] {
  const end = series.reduce((last, one) => Math.max(last, one.firstStep + one.values.length), 0);
  const tasks: EvaluationTask[] = [];
  for (let window = 0; window < count; window++)
    series.forEach((one, s) => {
      const origin = end - one.firstStep - horizon * (window + 1);
      if (origin < minHistory || origin + horizon > one.values.length) return;
      if (one.values.subarray(origin, origin + horizon).some(Number.isNaN)) return;
      tasks.push({ series: s, window, origin, weight: weigh(one, origin) });
    });
  return tasks;
}

/** Every so many series of a set that would take too long; the name says so. */
export function thinned(set: EvaluationSet, mostTasks: number): EvaluationSet {
  const every = Math.ceil(set.tasks.length / mostTasks);
  if (every <= 1) return set;
  return {
    ...set,
    name: `${set.name}, 1 in ${every} series`,
    every,
    tasks: set.tasks.filter(({ series }) => series % every === 0),
  };
}

/** The values from the first sale on, and where they begin; null where nothing was ever sold. */
export function fromFirstSale(
  values: Float64Array,
): { begin: number; values: Float64Array } | null {
  const begin = values.findIndex((value) => value > 0);
  return begin < 0 ? null : { begin, values: values.subarray(begin) };
}
