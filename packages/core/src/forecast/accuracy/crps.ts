import { pinball } from './quantile-losses.js';

/**
 * Continuous ranked probability score of equally likely samples: E|X − a| − ½ E|X − X′|. In the unit of
 * what is forecast; of one sample it is the absolute error.
 *
 * @param samples at least one, any order
 * @throws RangeError when there is no sample
 * @see Gneiting & Raftery (2007), "Strictly proper scoring rules, prediction, and estimation", JASA 102
 * @example samples 0 and 2, actual 1: 1 − ½ · 1 = 0.5
 */
export function crpsOfSamples(actual: number, samples: ArrayLike<number>): number {
  const count = samples.length;
  if (count === 0) throw new RangeError('a score needs at least one sample');
  const sorted = Float64Array.from(samples).sort();
  let distance = 0;
  let spread = 0;
  for (let k = 0; k < count; k++) {
    distance += Math.abs(sorted[k] - actual);
    // Sorted, Σ|xᵢ − xⱼ| over all pairs is 2 Σ (2k + 1 − n) xₖ.
    spread += (2 * k + 1 - count) * sorted[k];
  }
  return distance / count - spread / count ** 2;
}

/**
 * Continuous ranked probability score of quantiles: twice the integral of the pinball loss over the
 * probabilities, by the trapezoid rule; beyond the outermost probabilities the loss falls to 0 at 0 and 1.
 *
 * @param quantiles     ascending, at least one
 * @param probabilities ascending, in (0, 1), as many
 * @throws RangeError when their numbers differ
 * @see Laio & Tamea (2007), "Verification tools for probabilistic forecasts of continuous hydrological
 *   variables", HESS 11
 */
export function crpsOfQuantiles(
  actual: number,
  quantiles: ArrayLike<number>,
  probabilities: readonly number[],
): number {
  if (quantiles.length !== probabilities.length || quantiles.length === 0)
    throw new RangeError(
      `${quantiles.length} quantiles for ${probabilities.length} probabilities; give one for each`,
    );
  let area = 0;
  let before = 0;
  let probability = 0;
  for (let p = 0; p < probabilities.length; p++) {
    const loss = pinball(actual, quantiles[p], probabilities[p]);
    area += ((loss + before) / 2) * (probabilities[p] - probability);
    before = loss;
    probability = probabilities[p];
  }
  return 2 * (area + (before / 2) * (1 - probability));
}
