import { requirePositive } from './arguments.js';

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** Stirling's series is used from here on; below, the recurrence shifts the argument up. */
const STIRLING_FROM = 15;

/**
 * What Stirling's formula leaves out of log Γ(x + 1) = (x + ½) log x − x + ½ log 2π + error(x):
 * 1/(12x) − 1/(360x³) + 1/(1260x⁵) − … With x >= 15 the first term left out is below 1e-17.
 *
 * @see Abramowitz & Stegun (1964), 6.1.41
 */
export function stirlingError(x: number): number {
  const r = 1 / (x * x);
  return (
    (1 / 12 -
      r *
        (1 / 360 -
          r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r / 156)))))) /
    x
  );
}

/**
 * log Γ(x) for x > 0, to about 15 digits (absolute near 1 and 2, where it crosses zero).
 *
 * @throws RangeError unless x is positive and finite
 * @see Abramowitz & Stegun (1964), 6.1.15 and 6.1.41
 */
export function logGamma(x: number): number {
  requirePositive('x', x);
  if (x === 1 || x === 2) return 0;
  let product = 1;
  let shifted = x;
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted++;
  }
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    HALF_LOG_TWO_PI +
    stirlingError(shifted) -
    Math.log(product)
  );
}
