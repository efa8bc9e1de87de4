import type { Dice } from '../../maths/index.js';

/**
 * Probability integral transform of what came, by its rank among equally likely samples, ties broken by
 * lot: uniform on (0, 1) where the samples are drawn from what comes, for counts as for measures.
 *
 *     u = ( #(x < a) + v · (1 + #(x = a)) ) / (n + 1),  v uniform in [0, 1)
 *
 * @param samples at least one, any order
 * @see Czado, Gneiting & Held (2009), "Predictive model assessment for count data", Biometrics 65; the
 *   rank form is exact for any number of samples (Hamill 2001, Monthly Weather Review 129)
 */
export function randomisedPit(actual: number, samples: ArrayLike<number>, dice: Dice): number {
  let below = 0;
  let ties = 0;
  for (let k = 0; k < samples.length; k++) {
    if (samples[k] < actual) below += 1;
    else if (samples[k] === actual) ties += 1;
  }
  return (below + dice.next() * (1 + ties)) / (samples.length + 1);
}

/**
 * Kolmogorov distance of values to the uniform distribution on (0, 1): the largest gap between their
 * empirical distribution and the diagonal. 0 is best; n independent uniform values come to 0.87/√n on
 * average.
 *
 * @returns NaN where there are no values
 * @see Kolmogorov (1933), "Sulla determinazione empirica di una legge di distribuzione"
 * @example of 0.5 alone: 0.5
 */
export function uniformDistance(values: ArrayLike<number>): number {
  const count = values.length;
  const sorted = Float64Array.from(values).sort();
  let distance = count > 0 ? 0 : Number.NaN;
  for (let i = 0; i < count; i++)
    distance = Math.max(distance, sorted[i] - i / count, (i + 1) / count - sorted[i]);
  return distance;
}

/**
 * Share of values within intervals, ends included; NaN = not observed, left out. A right 80 % interval of
 * a measure holds 0.8; of a count it holds at least that, since its ends are whole.
 */
export function coverage(
  actual: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
): number {
  let within = 0;
  let count = 0;
  for (let h = 0; h < actual.length; h++) {
    if (Number.isNaN(actual[h])) continue;
    count += 1;
    if (low[h] <= actual[h] && actual[h] <= high[h]) within += 1;
  }
  return within / count;
}

/** Shares of what came below a quantile and at or below it. */
export interface QuantileCoverage {
  readonly probability: number;
  /** P(Y < q) */
  readonly below: number;
  /** P(Y ≤ q) */
  readonly atOrBelow: number;
}

/**
 * How far a quantile is from being right, 0 where P(Y < q) ≤ τ ≤ P(Y ≤ q): the two-sided form that a
 * quantile of counts must meet, where P(Y ≤ q) = τ mostly cannot.
 *
 * @see Czado, Gneiting & Held (2009), "Predictive model assessment for count data", Biometrics 65
 * @example τ = 0.5, half of the days sell 0 and q = 0: P(Y < 0) = 0 ≤ 0.5 ≤ P(Y ≤ 0) = 0.5, so 0
 */
export const quantileMiss = ({ probability, below, atOrBelow }: QuantileCoverage): number =>
  Math.max(0, below - probability, probability - atOrBelow);
