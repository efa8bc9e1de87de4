import { logGamma } from '../../../maths/index.js';

/** log P(D = d) of a negative binomial of dispersion φ > 0. */
function logPmf(d: number, mean: number, dispersion: number): number {
  const r = 1 / dispersion;
  return (
    logGamma(r + d) -
    logGamma(r) -
    logGamma(d + 1) +
    d * Math.log(dispersion * mean) -
    (r + d) * Math.log1p(dispersion * mean)
  );
}

/** P(D >= d), d whole: its first term times a sum that falls like a geometric one. */
export function upperTail(d: number, mean: number, dispersion: number): number {
  const step = mean / (1 + dispersion * mean);
  let term = 1;
  let sum = 1;
  for (let k = d; term > 1e-10 * sum && k < d + 100_000; k++) {
    term *= (step * (1 + dispersion * k)) / (k + 1);
    sum += term;
  }
  return Math.min(1, Math.exp(logPmf(d, mean, dispersion) + Math.log(sum)));
}

/** P(D <= d) for d below the mean. */
export function lowerTail(d: number, mean: number, dispersion: number): number {
  const step = mean / (1 + dispersion * mean);
  let term = 1;
  let sum = 1;
  for (let k = d; k > 0 && term > 1e-10 * sum; k--) {
    term *= k / (step * (1 + dispersion * (k - 1)));
    sum += term;
  }
  return Math.min(1, Math.exp(logPmf(d, mean, dispersion) + Math.log(sum)));
}
