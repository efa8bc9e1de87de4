import { requireSameLength } from './point-errors.js';
import { absoluteScale, type ScaleSettings } from './scale.js';

/** The probabilities of M5's uncertainty competition: median, 50 %, 67 %, 95 % and 99 % intervals. */
export const M5_PROBABILITIES: readonly number[] = [
  0.005, 0.025, 0.165, 0.25, 0.5, 0.75, 0.835, 0.975, 0.995,
];

/**
 * Pinball loss of a quantile: p · (a − q) where the actual lies above it, (1 − p) · (q − a) below. Its
 * mean is least for the true p-quantile.
 *
 * @see Koenker & Bassett (1978), "Regression quantiles", Econometrica 46
 */
export const pinball = (actual: number, quantile: number, probability: number): number =>
  actual >= quantile ? probability * (actual - quantile) : (1 - probability) * (quantile - actual);

/**
 * Scaled pinball loss of one series: the mean pinball loss over the steps and the probabilities, over the
 * mean |yₜ − yₜ₋₁| of its history. M5's WSPL is the `weightedScore` of it.
 *
 * @param quantiles quantiles[p * actual.length + h]
 * @returns NaN where the history gives no scale
 * @throws RangeError when the quantiles are not one per probability and step
 * @see Makridakis, Spiliotis, Assimakopoulos, Chen, Gaba, Tsetlin & Winkler (2022), "The M5 uncertainty
 *   competition", IJF 38
 */
export function spl(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  quantiles: ArrayLike<number>,
  probabilities: readonly number[],
  settings: ScaleSettings = {},
): number {
  return meanPinball(actual, quantiles, probabilities) / absoluteScale(history, settings);
}

/** Mean pinball loss over steps observed and probabilities; NaN where no step was. */
export function meanPinball(
  actual: ArrayLike<number>,
  quantiles: ArrayLike<number>,
  probabilities: readonly number[],
): number {
  const horizon = actual.length;
  requireQuantiles(horizon, quantiles, probabilities);
  let sum = 0;
  let count = 0;
  for (let h = 0; h < horizon; h++) {
    if (Number.isNaN(actual[h])) continue;
    for (let p = 0; p < probabilities.length; p++)
      sum += pinball(actual[h], quantiles[p * horizon + h], probabilities[p]);
    count += probabilities.length;
  }
  return sum / count;
}

/**
 * Mean scaled interval score: the width of the interval plus 2/α times how far what came lay outside it,
 * over the mean |yₜ − yₜ₋ₗ| of the history.
 *
 * @param low   lower ends, the α/2 quantiles
 * @param high  upper ends, as many
 * @param alpha α, share of what comes that may lie outside: 0.05 for a 95 % interval
 * @throws RangeError when lengths differ or alpha lies outside (0, 1)
 * @see Gneiting & Raftery (2007), "Strictly proper scoring rules, prediction, and estimation", JASA 102;
 *   Makridakis, Spiliotis & Assimakopoulos (2020), "The M4 competition", IJF 36
 * @example a history that steps by 1; interval 2 to 4, 5 came, α = 0.05: 2 + 40 · 1 = 42
 */
export function msis(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  alpha: number,
  settings: ScaleSettings = {},
): number {
  requireSameLength(actual, low);
  requireSameLength(actual, high);
  if (!(alpha > 0 && alpha < 1))
    throw new RangeError(`alpha is ${alpha}; it must lie between 0 and 1`);
  let sum = 0;
  let count = 0;
  for (let h = 0; h < actual.length; h++) {
    if (Number.isNaN(actual[h])) continue;
    const outside = Math.max(0, low[h] - actual[h], actual[h] - high[h]);
    sum += high[h] - low[h] + (2 / alpha) * outside;
    count += 1;
  }
  return sum / count / absoluteScale(history, settings);
}

/** @throws RangeError when there is not one quantile per probability and step */
export function requireQuantiles(
  horizon: number,
  quantiles: ArrayLike<number>,
  probabilities: readonly number[],
): void {
  if (quantiles.length !== horizon * probabilities.length)
    throw new RangeError(
      `${quantiles.length} quantiles for ${horizon} steps and ${probabilities.length} probabilities`,
    );
}
