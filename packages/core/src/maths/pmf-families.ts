import { requireFinite, requireNonNegative, requirePositive, requireWhole } from './arguments.js';
import { incompleteGamma } from './incomplete-gamma.js';
import { normalCdf } from './normal.js';
import { type Pmf, pointPmf, tidyPmf } from './pmf.js';

/**
 * Weights so far below the greatest are left out. What they would add to an expected shortage is some
 * 1e-20 of the mean, beyond the digits of a double.
 */
const NEGLIGIBLE = 1e-25;

/**
 * A distribution from the ratios of neighbouring probabilities, walked outward from the mode: no
 * factorial, no logarithm, and no underflow for large means.
 *
 * @param ratioUp P(d + 1)/P(d)
 */
function fromRatios(mode: number, ratioUp: (pieces: number) => number): Pmf {
  const below: number[] = [];
  for (let d = mode, weight = 1; d > 0; d--) {
    weight /= ratioUp(d - 1);
    if (weight < NEGLIGIBLE) break;
    below.push(weight);
  }
  const above = [1];
  for (let d = mode, weight = 1; ; d++) {
    weight *= ratioUp(d);
    if (!(weight >= NEGLIGIBLE)) break;
    above.push(weight);
  }
  return tidyPmf(mode - below.length, Float64Array.from([...below.reverse(), ...above]));
}

/**
 * Poisson demand, P(d) = e^(−m) m^d / d!.
 *
 * @param mean m >= 0
 * @throws RangeError on another mean
 */
export function poissonPmf(mean: number): Pmf {
  requireNonNegative('mean', mean);
  if (mean === 0) return pointPmf(0);
  return fromRatios(Math.floor(mean), (d) => mean / (d + 1));
}

/**
 * Negative binomial demand, P(d) = C(d+r−1, d) u^r (1−u)^d with u = r/(r + mean): Poisson with a gamma
 * mean, variance mean + mean²/r.
 *
 * @param r > 0, need not be whole
 * @param mean >= 0
 * @throws RangeError on other arguments
 */
export function negativeBinomialPmf(r: number, mean: number): Pmf {
  requirePositive('r', r);
  requireNonNegative('mean', mean);
  if (mean === 0) return pointPmf(0);
  const failure = mean / (r + mean);
  const mode = r > 1 ? Math.floor(((r - 1) * mean) / r) : 0;
  return fromRatios(mode, (d) => (failure * (d + r)) / (d + 1));
}

/**
 * Geometric demand on 0, 1, 2, …: P(d) = (1 − q) q^d with q = mean/(1 + mean).
 *
 * @param mean >= 0
 * @throws RangeError on another mean
 */
export const geometricPmf = (mean: number): Pmf => negativeBinomialPmf(1, mean);

/**
 * Every whole number from low to high equally likely, both included.
 *
 * @throws RangeError unless both are whole and low <= high
 */
export function uniformPmf(low: number, high: number): Pmf {
  requireWhole('low', low, Number.MIN_SAFE_INTEGER);
  requireWhole('high', high, low);
  return tidyPmf(low, new Float64Array(high - low + 1).fill(1));
}

/**
 * The distribution with the given probabilities of the given whole numbers, in any order; a value named
 * twice counts twice.
 *
 * @throws RangeError when a value is not whole, a probability is negative, the lengths differ, or the
 *   probabilities add up to something further than 1e-6 from 1
 */
export function discretePmf(values: readonly number[], probabilities: readonly number[]): Pmf {
  if (values.length === 0 || values.length !== probabilities.length)
    throw new RangeError(
      `${values.length} values and ${probabilities.length} probabilities; need as many of each, at least one`,
    );
  let total = 0;
  for (const probability of probabilities) total += requireNonNegative('probability', probability);
  if (!(Math.abs(total - 1) <= 1e-6))
    throw new RangeError(`the probabilities add up to ${total}; they must add up to 1`);
  for (const value of values) requireWhole('value', value, Number.MIN_SAFE_INTEGER);
  const low = Math.min(...values);
  const weights = new Float64Array(Math.max(...values) - low + 1);
  for (const [i, value] of values.entries()) weights[value - low] += probabilities[i];
  return tidyPmf(low, weights);
}

/** P(d) = probability of the cell [d − ½, d + ½], cut where the upper tail becomes negligible. */
function fromCells(first: number, cell: (from: number, to: number) => number, mean: number): Pmf {
  const weights: number[] = [];
  let greatest = 0;
  for (let d = first; ; d++) {
    const weight = cell(d - 0.5, d + 0.5);
    weights.push(weight);
    if (weight > greatest) greatest = weight;
    if (d > mean && weight <= greatest * NEGLIGIBLE) break;
  }
  return tidyPmf(first, Float64Array.from(weights));
}

/**
 * Normal demand rounded to whole pieces: P(d) = Φ(d + ½) − Φ(d − ½) on d >= 0, scaled to add up to 1.
 *
 * @throws RangeError unless mean is finite, sd > 0 and the mean lies at most 30 sd below 0
 */
export function roundedNormalPmf(mean: number, sd: number): Pmf {
  requireFinite('mean', mean);
  requirePositive('sd', sd);
  if (mean < -30 * sd) throw new RangeError(`mean ${mean} lies too far below 0 for sd ${sd}`);
  const cell = (from: number, to: number): number => {
    const low = (from - mean) / sd;
    const high = (to - mean) / sd;
    // Above the mean the difference of upper tails keeps its digits.
    return low > 0 ? normalCdf(-low) - normalCdf(-high) : normalCdf(high) - normalCdf(low);
  };
  return fromCells(0, cell, mean);
}

/**
 * Gamma demand rounded to whole pieces: P(d) = F(d + ½) − F(d − ½) with shape 1/cv² and scale mean·cv².
 *
 * @param cv coefficient of variation, sd/mean, > 0
 * @throws RangeError unless mean and cv are positive
 */
export function roundedGammaPmf(mean: number, cv: number): Pmf {
  requirePositive('mean', mean);
  requirePositive('cv', cv);
  const shape = 1 / (cv * cv);
  const scale = mean * cv * cv;
  const at = (pieces: number) => incompleteGamma(shape, Math.max(0, pieces) / scale);
  const cell = (from: number, to: number): number =>
    from > mean ? at(from).upper - at(to).upper : at(to).lower - at(from).lower;
  return fromCells(0, cell, mean);
}
