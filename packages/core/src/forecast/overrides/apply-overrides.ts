import { type Dice, drawGamma, drawPoisson, quantileOfSorted } from '../../maths/index.js';
import type { EpochDay } from '../../units/index.js';
import type { SeriesForecast } from '../series-forecast.js';

/** What a person set on the forecast of one item-location for some days. */
export interface SeriesOverride {
  /** Number of the override, for the explanation. */
  readonly override: number;
  readonly firstDay: EpochDay;
  /** Included. */
  readonly lastDay: EpochDay;
  /** `factor` multiplies the pieces of each day; `level` is pieces a day on the mean of the days. */
  readonly kind: 'factor' | 'level';
  /** 0 or more. */
  readonly value: number;
}

/** What an override did to a forecast. */
export interface AppliedOverride {
  readonly override: number;
  /** Days of the horizon on which it is the one in force. */
  readonly days: number;
  /** Pieces expected on these days, computed and as set. */
  readonly computedPieces: number;
  readonly pieces: number;
}

/** A forecast as people set it; the computed one stays as it was. */
export interface OverriddenForecast {
  readonly mean: Float64Array;
  /** quantiles[p * horizonDays + d] */
  readonly quantiles: Float64Array;
  /** paths[k * horizonDays + d] */
  readonly paths: Float32Array;
  readonly applied: readonly AppliedOverride[];
}

type ForecastToOverride = Pick<
  SeriesForecast,
  'horizonDays' | 'mean' | 'probabilities' | 'quantiles' | 'pathCount' | 'paths'
>;

/**
 * Beyond this factor paths are not stretched but drawn: an item that sells once a year, set to ten a day,
 * would otherwise come in lumps of thousands.
 */
const MOST_STRETCH = 4;
/** Coefficient of variation of the level of paths that are drawn: a person's level is a guess, too. */
const DRAWN_SPREAD = 0.3;

/**
 * Puts people's overrides on a forecast: mean, quantiles and sample paths, so that lead-time sums follow.
 *
 * On each day one override counts, the first of the list that covers it; overrides never multiply. The shape
 * over the days stays the forecast's: a level is spread over its days in proportion to the computed means,
 * evenly where these are all 0. Paths keep whole pieces: scaled ones are rounded up or down by chance, so that the
 * mean is kept.
 *
 * @param firstDay  day of the horizon's first entry
 * @param overrides the one that counts first; out of the horizon they do nothing
 * @returns null where no override concerns the horizon
 * @throws RangeError on a value that is negative or not finite
 */
export function applyOverrides(
  forecast: ForecastToOverride,
  firstDay: EpochDay,
  overrides: readonly SeriesOverride[],
  dice: Dice,
): OverriddenForecast | null {
  const { horizonDays, probabilities, pathCount } = forecast;
  const owner = daysOwned(overrides, firstDay, horizonDays);
  const mean = Float64Array.from(forecast.mean);
  const paths = Float32Array.from(forecast.paths);
  const quantiles = Float64Array.from(forecast.quantiles);
  const applied: AppliedOverride[] = [];
  for (let o = 0; o < overrides.length; o++) {
    const days: number[] = [];
    for (let d = 0; d < horizonDays; d++) if (owner[d] === o) days.push(d);
    if (days.length === 0) continue;
    const computedPieces = sumOver(forecast.mean, days);
    setMean(mean, days, overrides[o], computedPieces);
    const pieces = sumOver(mean, days);
    const factor = pieces / computedPieces;
    if (factor <= MOST_STRETCH || pieces === 0)
      stretch(paths, horizonDays, days, pieces === 0 ? 0 : factor, dice);
    else draw(paths, horizonDays, days, mean, dice);
    applied.push({ override: overrides[o].override, days: days.length, computedPieces, pieces });
  }
  if (applied.length === 0) return null;
  const values = new Float32Array(pathCount);
  for (let d = 0; d < horizonDays; d++) {
    if (owner[d] < 0) continue;
    for (let k = 0; k < pathCount; k++) values[k] = paths[k * horizonDays + d];
    values.sort();
    for (let p = 0; p < probabilities.length; p++)
      quantiles[p * horizonDays + d] = quantileOfSorted(values, probabilities[p]);
  }
  return { mean, quantiles, paths, applied };
}

/** Index of the override that counts on each day; −1 = none. */
function daysOwned(
  overrides: readonly SeriesOverride[],
  firstDay: EpochDay,
  horizonDays: number,
): Int32Array {
  const owner = new Int32Array(horizonDays).fill(-1);
  for (let o = overrides.length - 1; o >= 0; o--) {
    const { value, override } = overrides[o];
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`override ${override} is ${value}; it must be 0 or more, and finite`);
    const from = Math.max(0, overrides[o].firstDay - firstDay);
    const to = Math.min(horizonDays - 1, overrides[o].lastDay - firstDay);
    for (let d = from; d <= to; d++) owner[d] = o;
  }
  return owner;
}

function sumOver(values: Float64Array, days: readonly number[]): number {
  let sum = 0;
  for (const d of days) sum += values[d];
  return sum;
}

function setMean(
  mean: Float64Array,
  days: readonly number[],
  { kind, value }: SeriesOverride,
  computedPieces: number,
): void {
  if (kind === 'level' && computedPieces === 0) {
    for (const d of days) mean[d] = value;
    return;
  }
  const factor = kind === 'factor' ? value : (value * days.length) / computedPieces;
  for (const d of days) mean[d] *= factor;
}

function stretch(
  paths: Float32Array,
  horizonDays: number,
  days: readonly number[],
  factor: number,
  dice: Dice,
): void {
  for (let start = 0; start < paths.length; start += horizonDays)
    for (const d of days) {
      const pieces = paths[start + d];
      if (pieces > 0 && factor !== 1) paths[start + d] = Math.floor(pieces * factor + dice.next());
    }
}

/** Draws the days anew around their means; the days of one path share its level. */
function draw(
  paths: Float32Array,
  horizonDays: number,
  days: readonly number[],
  mean: Float64Array,
  dice: Dice,
): void {
  const shape = 1 / DRAWN_SPREAD ** 2;
  for (let start = 0; start < paths.length; start += horizonDays) {
    const level = drawGamma(dice, shape, 1 / shape);
    for (const d of days) paths[start + d] = drawPoisson(dice, mean[d] * level);
  }
}
