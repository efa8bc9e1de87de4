import type { Dice } from '../../../maths/index.js';
import type { MeanAndPaths } from '../path-forecast.js';
import type { LaunchCurve } from './launch-curve.js';
import { drawLaunchPaths, type LevelBelief, learnFromSales, meanLevel } from './level-belief.js';

/** A young item-location, as its launch is forecast by days. */
export interface YoungItem {
  /** Pieces per day since its first sale, fewer days than the curve has; NaN = not observed. */
  readonly sales: ArrayLike<number>;
  /** Days of the horizon before an item that has not sold yet comes on sale. Default 0. */
  readonly waitDays?: number;
  /** Factor of each day of the horizon beside a mean day: weekday, season, events. Default 1. */
  readonly exposure?: ArrayLike<number>;
}

/**
 * The curve by days with the days of each week after the first day levelled out: which day of its life falls
 * on which weekday is an accident of the launches it was learnt from, and the first day is a day with a sale.
 */
export function levelWeeks(curve: LaunchCurve): LaunchCurve {
  const shares = Float64Array.from(curve.shares);
  for (let from = 1; from < shares.length; from = from === 1 ? 7 : from + 7) {
    const week = shares.subarray(from, from === 1 ? 7 : from + 7);
    week.fill(week.reduce((a, b) => a + b, 0) / week.length);
  }
  return { ...curve, shares };
}

/**
 * Forecasts a young item-location day by day: the belief that launches like it give, learnt further from its
 * own first sales, along the curve of past launches. Beyond the curve it goes on at the mean day of the first periods
 * times what later days were of it (`matureRatio`).
 *
 * @param belief before any sale (`forecastLaunches` with periods of a day)
 * @param curve  by days, from the first sale on
 * @throws RangeError where the item has been on sale for as many days as the curve has, or more
 */
export function forecastYoung(
  belief: LevelBelief,
  curve: LaunchCurve,
  { sales, waitDays = 0, exposure }: YoungItem,
  { horizonDays, pathCount }: { readonly horizonDays: number; readonly pathCount: number },
  dice: Dice,
): MeanAndPaths {
  const days = curve.shares.length;
  const from = sales.length;
  if (from >= days)
    throw new RangeError(`it has sold for ${from} days; the launch curve has ${days}`);
  const learnt = learnFromSales(belief, sales, curve);
  const shares = new Float64Array(from + horizonDays);
  shares.set(curve.shares.subarray(0, from));
  for (let d = waitDays; d < horizonDays; d++) {
    const age = from + d - waitDays;
    const share = age < days ? curve.shares[age] : curve.matureRatio / days;
    shares[from + d] = share * (exposure?.[d] ?? 1);
  }
  const level = meanLevel(learnt);
  return {
    mean: shares.subarray(from).map((share) => level * share),
    paths: Float32Array.from(drawLaunchPaths(learnt, { ...curve, shares }, from, pathCount, dice)),
  };
}
