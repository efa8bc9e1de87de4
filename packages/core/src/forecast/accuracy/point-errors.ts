import { absoluteScale, type ScaleSettings, squaredScale } from './scale.js';

/**
 * Root mean squared scaled error: the error of a forecast beside the one-step naive forecast of its
 * history.
 *
 *     RMSSE = √( mean (aₜ − fₜ)² / mean (yₜ − yₜ₋₁)² )
 *
 * Below 1 it errs less, at all steps of the horizon, than the last value did for the next one.
 *
 * @param history  y, oldest first
 * @param actual   a, the steps forecast; NaN = not observed, not judged
 * @param forecast f, as many
 * @returns NaN where the history is constant, since it gives no scale, or no step was observed
 * @throws RangeError when the forecast has another length
 * @see Makridakis, Spiliotis & Assimakopoulos (2022), "The M5 competition", IJF 38; Hyndman & Koehler
 *   (2006), "Another look at measures of forecast accuracy", IJF 22
 * @example history 0 2 0 2 from the start, actual 1 1, forecast 1 2: √(0.5 / 4) = 0.354
 */
export const rmsse = (
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  settings: ScaleSettings = {},
): number => Math.sqrt(meanOf(actual, forecast, squaredError) / squaredScale(history, settings));

/**
 * Mean absolute scaled error: mean |aₜ − fₜ| over mean |yₜ − yₜ₋ₗ|. On items that mostly sell nothing a
 * forecast of zeros is good by it; read it beside the bias.
 *
 * @returns NaN where the history is constant
 * @throws RangeError when the forecast has another length
 * @see Hyndman & Koehler (2006), "Another look at measures of forecast accuracy", IJF 22
 */
export const mase = (
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  settings: ScaleSettings = {},
): number => meanOf(actual, forecast, absoluteError) / absoluteScale(history, settings);

/**
 * Symmetric mean absolute percentage error, mean 200 |aₜ − fₜ| / (|aₜ| + |fₜ|): 0 to 200, in percent. A
 * step with both at 0 counts as exact.
 *
 * @throws RangeError when the forecast has another length
 * @see Makridakis, Spiliotis & Assimakopoulos (2020), "The M4 competition", IJF 36
 * @example actual 100, forecast 120: 200 · 20 / 220 = 18.18
 */
export const smape = (actual: ArrayLike<number>, forecast: ArrayLike<number>): number =>
  meanOf(actual, forecast, percentageError);

/**
 * Overall weighted average of M4: the mean of sMAPE and MASE, each as a share of Naive2's on the same
 * series (both already means over the series). Below 1 it beats Naive2.
 *
 * @see Makridakis, Spiliotis & Assimakopoulos (2020), "The M4 competition", IJF 36; `naive2`
 */
export const owa = (
  method: { readonly smape: number; readonly mase: number },
  naive2: { readonly smape: number; readonly mase: number },
): number => (method.smape / naive2.smape + method.mase / naive2.mase) / 2;

/**
 * Weighted mean of scores of several series: of RMSSE it is M5's WRMSSE, of SPL its WSPL. Weights need not
 * sum to 1; a score that is NaN (no scale) is left out with its weight.
 *
 * @param weights each at least 0: money or pieces sold in the last steps of the training part
 * @returns NaN where no weight is left
 * @throws RangeError when there are more scores than weights or fewer, or a weight is negative
 * @see Makridakis, Spiliotis & Assimakopoulos (2022), "The M5 competition", IJF 38
 */
export function weightedScore(scores: ArrayLike<number>, weights: ArrayLike<number>): number {
  if (scores.length !== weights.length)
    throw new RangeError(
      `${scores.length} scores but ${weights.length} weights; give one for each`,
    );
  let sum = 0;
  let mass = 0;
  for (let s = 0; s < scores.length; s++) {
    if (!(weights[s] >= 0))
      throw new RangeError(`weights[${s}] is ${weights[s]}; it must be at least 0`);
    if (Number.isNaN(scores[s])) continue;
    sum += weights[s] * scores[s];
    mass += weights[s];
  }
  return mass > 0 ? sum / mass : Number.NaN;
}

/** WRMSSE: `weightedScore` of the series' RMSSE, under its own name. */
export const wrmsse = weightedScore;

/**
 * Bias, Σ (f − a) / Σ a over all steps observed: above 0 too much was forecast.
 *
 * @returns NaN where nothing came
 * @throws RangeError when the forecast has another length
 */
export function bias(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  const error = meanOf(actual, forecast, (a, f) => f - a);
  const came = meanOf(actual, actual, (a) => a);
  return came === 0 ? Number.NaN : error / came;
}

const squaredError = (a: number, f: number): number => (a - f) * (a - f);
const absoluteError = (a: number, f: number): number => Math.abs(a - f);
const percentageError = (a: number, f: number): number =>
  a === f ? 0 : (200 * Math.abs(a - f)) / (Math.abs(a) + Math.abs(f));

/** Mean error over the steps observed; NaN where there are none. */
function meanOf(
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  errorOf: (actual: number, forecast: number) => number,
): number {
  requireSameLength(actual, forecast);
  let sum = 0;
  let count = 0;
  for (let h = 0; h < actual.length; h++) {
    if (Number.isNaN(actual[h])) continue;
    sum += errorOf(actual[h], forecast[h]);
    count += 1;
  }
  return sum / count;
}

/** @throws RangeError when a forecast has another number of steps than what came */
export function requireSameLength(actual: ArrayLike<number>, forecast: ArrayLike<number>): void {
  if (actual.length !== forecast.length)
    throw new RangeError(`the forecast has ${forecast.length} steps, the actual ${actual.length}`);
}
