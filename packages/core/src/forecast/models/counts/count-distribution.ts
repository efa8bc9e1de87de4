import {
  type Dice,
  drawNegativeBinomial,
  drawPoisson,
  negativeBinomialPmf,
  type Pmf,
  poissonPmf,
} from '../../../maths/index.js';

/**
 * The distribution of the count models: negative binomial with mean μ and variance (1 + δ) μ, δ being the
 * *excess* of the variance over that of a Poisson, which is the limit δ = 0:
 *
 *     P(y) = ∏_{j<y} (μ + jδ) · (1 + δ)^(−y − μ/δ) / y!
 *
 * It is the form of Snyder, Ord & Beaumont (2012), whose b is 1/δ, and of NB1 in econometrics. Its shape
 * parameter r = μ/δ moves with the mean, so sums of independent days are of the same family.
 *
 * @see Cameron & Trivedi (2013), Regression Analysis of Count Data (2nd ed.), section 3.3.1
 */

/** Rates log(1 + δ)/δ, at which the probability of no demand falls with the mean: P(0) = exp(−rate · μ). */
export const zeroRate = (excess: number): number =>
  excess > 1e-12 ? Math.log1p(excess) / excess : 1;

/** Factors taken one by one before the sum is approximated. */
const DIRECT = 16;

/**
 * Σ_{j<y} log(μ + jδ). A fraction counts as its two neighbours in proportion. Beyond the first terms by
 * the Euler-Maclaurin formula, so the cost does not grow with y.
 *
 * @param mean > 0
 */
export function logRising(mean: number, excess: number, y: number): number {
  const whole = Math.floor(y);
  const direct = Math.min(whole, DIRECT);
  let sum = 0;
  for (let j = 0; j < direct; j++) sum += Math.log(mean + j * excess);
  if (whole > direct) {
    // ∫ log(μ + xδ) dx from the first term left to y, minus half the step between the ends.
    const first = mean + direct * excess;
    const last = mean + whole * excess;
    const count = whole - direct;
    const growth = (excess * count) / first;
    const integral =
      growth < 1e-9
        ? count * Math.log(first)
        : count * (Math.log(first) - 1) + (last / excess) * Math.log1p(growth);
    sum += integral - 0.5 * Math.log1p(growth) + (excess / 12) * (1 / last - 1 / first);
  }
  return y > whole ? sum + (y - whole) * Math.log(mean + whole * excess) : sum;
}

/** The probabilities of each whole number. @throws RangeError unless both are finite and >= 0 */
export const countPmf = (mean: number, excess: number): Pmf =>
  excess > 0 && mean > 0 ? negativeBinomialPmf(mean / excess, mean) : poissonPmf(mean);

/** Above this mean a draw by walking up from 0 costs more than one by rejection. */
const WALK_UP_TO = 25;

/**
 * One draw. Small means by inversion: one number from the dice, and the draw rises with it.
 *
 * @param rate zeroRate(excess), which a caller computes once
 */
export function drawCount(dice: Dice, mean: number, excess: number, rate: number): number {
  if (mean <= 0) return 0;
  if (mean > WALK_UP_TO)
    return excess > 0 ? drawNegativeBinomial(dice, mean / excess, mean) : drawPoisson(dice, mean);
  let left = dice.next();
  let probability = Math.exp(-rate * mean);
  let count = 0;
  // The last 32-bit uniform lies 2^-32 below 1; the walk ends there at the latest.
  while (left >= probability && probability > 1e-13) {
    left -= probability;
    probability *= (mean + count * excess) / ((1 + excess) * (count + 1));
    count += 1;
  }
  return count;
}
