import { requireFinite, requirePositive, requireShare } from './arguments.js';
import { incompleteGamma, poissonDensity } from './incomplete-gamma.js';
import { normalCdf, normalLoss, normalQuantile } from './normal.js';

/** A continuous demand of one period, pieces. Every function takes and gives pieces. */
export interface ContinuousDemand {
  readonly mean: number;
  readonly sd: number;
  cdf(pieces: number): number;
  /** @throws RangeError unless 0 < probability < 1 */
  quantile(probability: number): number;
  /** E[(D − level)^+]: what `level` pieces of stock leave unserved. */
  expectedShortage(level: number): number;
}

/**
 * Normal demand, as in the textbooks: it may fall below zero when sd is large beside the mean.
 *
 * @throws RangeError unless mean is finite and sd > 0
 */
export function normalDemand(mean: number, sd: number): ContinuousDemand {
  requireFinite('mean', mean);
  requirePositive('sd', sd);
  return {
    mean,
    sd,
    cdf: (pieces) => normalCdf((pieces - mean) / sd),
    quantile: (probability) => mean + sd * normalQuantile(probability),
    expectedShortage: (level) => sd * normalLoss((level - mean) / sd),
  };
}

/**
 * Demand whose logarithm is normal with mean mu and standard deviation sigma.
 *
 * @throws RangeError unless mu is finite and sigma > 0
 */
export function lognormalDemand(mu: number, sigma: number): ContinuousDemand {
  requireFinite('mu', mu);
  requirePositive('sigma', sigma);
  const mean = Math.exp(mu + (sigma * sigma) / 2);
  return {
    mean,
    sd: mean * Math.sqrt(Math.expm1(sigma * sigma)),
    cdf: (pieces) => (pieces > 0 ? normalCdf((Math.log(pieces) - mu) / sigma) : 0),
    quantile: (probability) => Math.exp(mu + sigma * normalQuantile(probability)),
    expectedShortage: (level) => {
      if (level <= 0) return mean - level;
      const z = (mu - Math.log(level)) / sigma;
      return mean * normalCdf(z + sigma) - level * normalCdf(z);
    },
  };
}

/**
 * x with P(shape, x) = probability for scale 1. Newton's steps from the Wilson-Hilferty start, kept
 * inside a bracket that shrinks with every step.
 */
function standardGammaQuantile(shape: number, probability: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(probability) / (3 * Math.sqrt(shape));
  // Below the formula's reach P(a, x) is near x^a / Γ(a + 1), the density's series at x = 1 turned over.
  const nearZero = (probability / (poissonDensity(shape, 1) * Math.E)) ** (1 / shape);
  let x = root > 0.3 ? shape * root ** 3 : nearZero;
  let low = 0;
  let high = Infinity;
  for (let step = 0; step < 200; step++) {
    const { lower, upper } = incompleteGamma(shape, x);
    // The smaller tail holds more digits.
    const excess = probability < 0.5 ? lower - probability : 1 - probability - upper;
    if (excess > 0) high = x;
    else low = x;
    const density = (shape * poissonDensity(shape, x)) / x;
    let next = x - excess / density;
    if (!(next > low && next < high)) next = high === Infinity ? 2 * x : (low + high) / 2;
    const moved = Math.abs(next - x);
    x = next;
    if (moved <= 4e-16 * x) break;
  }
  return x;
}

/**
 * Gamma demand with mean shape × scale and variance shape × scale².
 *
 * @throws RangeError unless shape and scale are positive
 */
export function gammaDemand(shape: number, scale: number): ContinuousDemand {
  requirePositive('shape', shape);
  requirePositive('scale', scale);
  return {
    mean: shape * scale,
    sd: Math.sqrt(shape) * scale,
    cdf: (pieces) => (pieces > 0 ? incompleteGamma(shape, pieces / scale).lower : 0),
    quantile: (probability) =>
      scale * standardGammaQuantile(shape, requireShare('probability', probability)),
    expectedShortage: (level) => {
      if (level <= 0) return shape * scale - level;
      const x = level / scale;
      return (
        scale * ((shape - x) * incompleteGamma(shape, x).upper + shape * poissonDensity(shape, x))
      );
    },
  };
}
