import { requireProbability } from './arguments.js';

/**
 * Quantile of Student's t distribution, found by halving on the exact distribution.
 *
 * @param freedom degrees of freedom, a whole number of at least 1
 * @throws RangeError when the probability lies outside [0, 1] or the degrees are none
 * @see Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.7.3 and 26.7.4
 * @example studentQuantile(0.975, 11) is 2.20099
 */
export function studentQuantile(probability: number, freedom: number): number {
  requireProbability('probability', probability);
  if (!(Number.isInteger(freedom) && freedom >= 1))
    throw new RangeError(`freedom is ${freedom}; it must be a whole number of at least 1`);
  const central = Math.abs(2 * probability - 1);
  if (central === 1) return probability === 1 ? Infinity : -Infinity;
  let low = 0;
  let high = Math.PI / 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (centralShare(middle, freedom) < central) low = middle;
    else high = middle;
  }
  return Math.sign(probability - 0.5) * Math.sqrt(freedom) * Math.tan(low);
}

/** P(|T| ≤ √ν tan θ), a finite sum of powers of cos θ; terms too small to matter end it. */
function centralShare(angle: number, freedom: number): number {
  const cosine = Math.cos(angle);
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= freedom - 2 && term > 1e-18; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
