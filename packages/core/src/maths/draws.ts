import { requireFinite, requireNonNegative, requirePositive } from './arguments.js';
import type { Dice } from './dice.js';
import { logGamma } from './log-gamma.js';
import { normalQuantile } from './normal.js';

/** Half a step of a 32-bit uniform: keeps draws away from 0, whose logarithm does not exist. */
const HALF_STEP = 2 ** -33;

const uniform = (dice: Dice): number => dice.next() + HALF_STEP;

const standardNormal = (dice: Dice): number => normalQuantile(uniform(dice));

/**
 * A normal draw by inversion: one number from the dice per draw and monotone in it, so two runs that
 * share a seed stay in step (common random numbers).
 *
 * @throws RangeError unless mean is finite and sd >= 0
 */
export function drawNormal(dice: Dice, mean = 0, sd = 1): number {
  requireFinite('mean', mean);
  requireNonNegative('sd', sd);
  return mean + sd * standardNormal(dice);
}

/** Gamma of scale 1; the arguments have been checked. */
function standardGamma(dice: Dice, shape: number): number {
  // Γ(a) for a < 1 is Γ(a + 1) times U^(1/a).
  const boost = shape < 1 ? uniform(dice) ** (1 / shape) : 1;
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = standardNormal(dice);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (Math.log(uniform(dice)) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v * boost;
  }
}

/**
 * A gamma draw with mean shape × scale.
 *
 * @throws RangeError unless shape and scale are positive
 * @see Marsaglia & Tsang (2000), "A simple method for generating gamma variables", ACM TOMS 26(3)
 */
export function drawGamma(dice: Dice, shape: number, scale: number): number {
  requirePositive('shape', shape);
  requirePositive('scale', scale);
  return scale * standardGamma(dice, shape);
}

/** Poisson by multiplying uniforms until they fall below exp(−mean); good for small means. */
function smallPoisson(dice: Dice, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(dice); product > limit; product *= uniform(dice)) count++;
  return count;
}

/** Poisson by transformed rejection with squeeze (algorithm PTRS), for means of 10 and more. */
function largePoisson(dice: Dice, mean: number): number {
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform(dice) - 0.5;
    const v = uniform(dice);
    const edge = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= squeeze) return count;
    if (count < 0 || (edge < 0.013 && v > edge)) continue;
    if (
      Math.log((v * inverseAlpha) / (a / (edge * edge) + b)) <=
      count * logMean - mean - logGamma(count + 1)
    )
      return count;
  }
}

const poisson = (dice: Dice, mean: number): number =>
  mean < 10 ? smallPoisson(dice, mean) : largePoisson(dice, mean);

/**
 * A Poisson draw: whole pieces. A mean of 0 draws 0.
 *
 * @throws RangeError unless mean >= 0
 * @see Hörmann (1993), "The transformed rejection method for generating Poisson random variables"
 */
export function drawPoisson(dice: Dice, mean: number): number {
  return poisson(dice, requireNonNegative('mean', mean));
}

/**
 * A negative binomial draw, P(d) = C(d+r−1, d) u^r (1−u)^d with u = r/(r + mean): a Poisson whose mean
 * is gamma distributed; variance = mean + mean²/r. A mean of 0 draws 0.
 *
 * @param r > 0, need not be whole
 * @throws RangeError unless r > 0 and mean >= 0
 */
export function drawNegativeBinomial(dice: Dice, r: number, mean: number): number {
  requirePositive('r', r);
  requireNonNegative('mean', mean);
  return mean === 0 ? 0 : poisson(dice, (standardGamma(dice, r) * mean) / r);
}
