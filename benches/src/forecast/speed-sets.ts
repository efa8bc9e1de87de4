import type { Ranks } from './method-run.js';
import type { EvaluationSet } from './sets/evaluation-set.js';

export type SpeedSet = EvaluationSet;

/** Steps of history that each series keeps: two years of days. */
const LAST_STEPS = 730;
const SERIES = { whole: 240, quick: 12 };

/** What speed is measured on, by form and step. */
const KINDS = [
  ['daily items', 'day'],
  ['monthly items', 'month'],
  ['competition', 'week'],
  ['competition', 'month'],
] as const;

/**
 * The sets that speed is measured on, one of each kind that the folder has: the newest window, the last two
 * years of days, and so many series as a peer gets through, spread evenly over all.
 */
export function speedSets(sets: readonly EvaluationSet[], quick: boolean): SpeedSet[] {
  return KINDS.flatMap(([form, step]) => {
    const alike = sets.filter((set) => set.form === form && set.step === step);
    // Of daily items those of a folder with a calendar and prices are the fullest.
    const full = alike.filter(({ calendar }) => calendar);
    const chosen = full.length > 0 ? full : alike;
    return chosen.length > 0
      ? [shortened(chosen[0], chosen, quick ? SERIES.quick : SERIES.whole)]
      : [];
  });
}

function shortened(shape: EvaluationSet, sets: readonly EvaluationSet[], count: number): SpeedSet {
  const { horizon } = shape;
  const newest = sets.flatMap((set) =>
    set.tasks
      .filter(({ window }) => window === 0)
      .map(({ series, origin }) => ({ ...set.series[series], origin })),
  );
  const spacing = Math.max(1, Math.floor(newest.length / count));
  const chosen = newest.filter((_, i) => i % spacing === 0).slice(0, count);
  const series = chosen.map(({ values, firstStep, keys, origin, price }) => {
    const begin = Math.max(0, origin - LAST_STEPS);
    return {
      values: values.slice(begin, origin + horizon),
      firstStep: firstStep > 0 ? firstStep + begin : 0,
      keys,
      ...(price && { price: price.slice(begin, origin + horizon) }),
    };
  });
  return {
    ...shape,
    name: `${shape.step}s, season ${shape.periods[0] ?? 'none'}, ${shape.form}`,
    every: spacing,
    series,
    tasks: series.map(({ values }, s) => ({
      series: s,
      window: 0,
      origin: values.length - horizon,
      weight: 1,
    })),
  };
}

/** Slow methods take every fourth series, the slowest every thirtieth. */
export const speedRanks = ({ tasks }: SpeedSet): Ranks => ({
  mediumEvery: 4,
  slowEvery: 28,
  of: Uint8Array.from(tasks, (_, task) => (task % 28 === 0 ? 0 : task % 4 === 0 ? 1 : 2)),
});
