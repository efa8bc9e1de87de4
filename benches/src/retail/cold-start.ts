import {
  drawLaunchPaths,
  forecastLaunches,
  type KnownItem,
  type LaunchLessons,
  type LevelBelief,
  learnFromSales,
  meanLevel,
} from '@stockwright/core/forecast';
import { createDice, quantileOfSorted } from '@stockwright/core/maths';
import type { ItemLife, LaunchSet } from './launch-sets.js';

/** Forecasts of the total of the first periods of one launch, and what came. */
export interface JudgedLaunch {
  readonly actual: number;
  /** Sorted samples of our forecast of the total: before any sale, and after the first known periods. */
  readonly samples: readonly Float64Array[];
  readonly means: readonly number[];
  /** Sales so far at the same points, extended at the curve of past launches. */
  readonly runRates: readonly number[];
  /** Totals of the earlier launches of its category (else of its location, else of all). */
  readonly category: Float64Array;
}

export interface ColdStart {
  readonly judged: readonly JudgedLaunch[];
  readonly lessons: LaunchLessons | null;
  readonly seconds: number;
}

const COHORT_DAYS = 28;
const PATHS = 400;
const FEWEST_LAUNCHES = 30;
/** Cohorts between searches of the weights. */
const COHORTS_PER_SEARCH = 6;

/**
 * Goes through the launches of a set in time, four weeks at a time. Each cohort is forecast from the
 * launches whose first periods were over before it began, and from established items.
 *
 * @param known numbers of first periods known at the points judged, 0 first
 */
export function coldStart(
  set: LaunchSet,
  known: readonly number[],
  every: number,
  seed: number,
): ColdStart {
  const started = performance.now();
  const { periodCount, periodDays } = set;
  const span = Math.ceil(periodCount * periodDays);
  const launches = set.lives.filter((life) => !life.established);
  const established = set.lives.filter((life) => life.established);
  const judged: JudgedLaunch[] = [];
  let lessons: LaunchLessons | null = null;
  let cohorts = 0;
  for (let day = set.firstDay + span; day + span <= set.lastDay + 1; day += COHORT_DAYS) {
    const past = launches.flatMap((life): { life: ItemLife; sales: number[] }[] => {
      if (life.launchDay + span > day) return [];
      const sales = life.periods(life.launchDay, periodCount);
      return sales ? [{ life, sales }] : [];
    });
    if (past.length < FEWEST_LAUNCHES) continue;
    const cohort = launches.filter(
      ({ launchDay, periods }, i) =>
        i % every === 0 &&
        launchDay >= day &&
        launchDay < day + COHORT_DAYS &&
        periods(launchDay, periodCount) !== null,
    );
    if (cohort.length === 0) continue;
    const items: KnownItem[] = [
      ...past.map(({ life, sales }) => ({ ...life.attributes, sales })),
      ...launches.flatMap((life): KnownItem[] => {
        const over = Math.floor((day - life.launchDay) / periodDays);
        const sales = over < periodCount ? life.periods(life.launchDay, over) : null;
        return sales && life.launchDay + span > day ? [{ ...life.attributes, sales }] : [];
      }),
      ...established.flatMap((life): KnownItem[] => {
        const sales = life.periods(day - span, periodCount);
        return sales
          ? [{ ...life.attributes, launchDay: undefined, sales, established: true }]
          : [];
      }),
    ];
    const fresh = cohorts % COHORTS_PER_SEARCH === 0;
    cohorts += 1;
    const {
      curve,
      forecasts,
      lessons: learnt,
    } = forecastLaunches(
      items,
      cohort.map(({ attributes }) => attributes),
      { periods: periodCount, ...(!fresh && lessons && { lessons }) },
    );
    lessons = learnt;
    const totals = past.map(({ life, sales }) => ({ ...life.attributes, total: sum(sales) }));
    cohort.forEach((life, c) => {
      const sales = life.periods(life.launchDay, periodCount) ?? [];
      const samples: Float64Array[] = [];
      const means: number[] = [];
      const runRates: number[] = [];
      for (const count of known) {
        const so = sales.slice(0, count);
        const belief = learnFromSales(forecasts[c].belief, so, curve);
        const shareLeft = sum(curve.shares.subarray(count));
        samples.push(totalsOf(belief, curve, so, createDice('cold-start', seed, day, c, count)));
        means.push(sum(so) + meanLevel(belief) * shareLeft);
        runRates.push(count > 0 ? sum(so) / (1 - shareLeft) : Number.NaN);
      }
      const { category, location } = life.attributes;
      const alike = [
        totals.filter((other) => category !== undefined && other.category === category),
        totals.filter((other) => other.location === location),
        totals,
      ].find((group) => group.length > 0);
      judged.push({
        actual: sum(sales),
        samples,
        means,
        runRates,
        category: Float64Array.from(alike ?? [], ({ total }) => total).sort(),
      });
    });
  }
  return {
    judged,
    lessons,
    seconds: (performance.now() - started) / 1000,
  };
}

const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
};

function totalsOf(
  belief: LevelBelief,
  curve: Parameters<typeof drawLaunchPaths>[1],
  soFar: readonly number[],
  dice: ReturnType<typeof createDice>,
): Float64Array {
  const left = curve.shares.length - soFar.length;
  const paths = drawLaunchPaths(belief, curve, soFar.length, PATHS, dice);
  const sold = sum(soFar);
  return Float64Array.from(
    { length: PATHS },
    (_, k) => sold + sum(paths.subarray(k * left, (k + 1) * left)),
  ).sort();
}

/** Continuous ranked probability score of equally likely sorted samples: E|X − y| − ½ E|X − X′|. */
export function crpsOfSorted(samples: Float64Array, actual: number): number {
  const n = samples.length;
  let distance = 0;
  let between = 0;
  for (let i = 0; i < n; i++) {
    distance += Math.abs(samples[i] - actual);
    between += (2 * i + 1 - n) * samples[i];
  }
  return distance / n - between / (n * n);
}

export const medianOf = (samples: Float64Array): number => quantileOfSorted(samples, 0.5);
