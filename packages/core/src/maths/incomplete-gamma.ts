import { requireNonNegative, requirePositive } from './arguments.js';
import { logGamma, stirlingError } from './log-gamma.js';

const EPSILON = 2 ** -53;
const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/** t − log(1 + t), without cancelling near 0. */
function excessOverLog(t: number): number {
  if (Math.abs(t) > 0.1) return t - Math.log1p(t);
  // t²/2 − t³/3 + t⁴/4 − …; with |t| <= 0.1, 16 terms reach the last digit.
  let sum = 0;
  for (let k = 17; k >= 2; k--) sum = sum * -t + 1 / k;
  return sum * t * t;
}

/**
 * x^a e^(−x) / Γ(a + 1): the Poisson probability of `a` at mean x, for real a. The exponent is formed
 * as −a (t − log(1 + t)), t = x/a − 1, so that large a and x lose no digits.
 *
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
export function poissonDensity(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a < 15) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  const exponent = -a * excessOverLog((x - a) / a) - stirlingError(a);
  return (INVERSE_SQRT_TWO_PI / Math.sqrt(a)) * Math.exp(exponent);
}

/** P(a, x) by its power series: converges fast for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * poissonDensity(a, x);
}

/** Q(a, x) by its continued fraction (modified Lentz): converges fast for x > a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / Number.MIN_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 100_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) <= EPSILON) break;
  }
  // x^a e^(−x) / Γ(a) is a times the Poisson density.
  return fraction * a * poissonDensity(a, x);
}

/**
 * Regularised incomplete gamma functions: lower P(a, x) = γ(a, x)/Γ(a), upper Q = 1 − P, each to about
 * 14 digits relative on the side where it is small.
 *
 * @param a > 0
 * @param x >= 0
 * @throws RangeError on other arguments
 * @see Abramowitz & Stegun (1964), 6.5.29 and 6.5.31; Lentz (1976), Applied Optics 15(3)
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  requirePositive('a', a);
  requireNonNegative('x', x);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x < a + 1) {
    const lower = Math.min(1, lowerSeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, upperFraction(a, x));
  return { lower: 1 - upper, upper };
}
