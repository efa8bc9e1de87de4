import { incompleteGamma } from '../../../maths/index.js';

/** Above this mean a negative binomial is treated as the gamma distribution of the same mean and variance. */
const LARGE_MEAN = 500;
/** Terms this far below the greatest end a sum. */
const NEGLIGIBLE = 1e-12;

/** What is expected of a demand of which only a lower bound is known. */
export interface BeyondMoments {
  mean: number;
  variance: number;
}

/**
 * Mean and variance of a negative binomial demand D, given that D >= least:
 *
 *     variance of D = mean + dispersion · mean²      P(d + 1)/P(d) = q (d + r)/(d + 1)
 *
 * with r = 1/dispersion and q = mean/(r + mean); dispersion 0 is Poisson. The sum starts at `least` and
 * takes its terms relative to the first, so no tail is too thin for it.
 *
 * @param mean       > 0
 * @param dispersion >= 0
 * @param least      whole or not, >= 0
 * @param out        receives the result (it is overwritten call by call in hot loops)
 * @example mean 1, dispersion 0, least 1: E[D | D >= 1] = 1/(1 − e^−1) = 1.582
 */
export function momentsBeyond(
  mean: number,
  dispersion: number,
  least: number,
  out: BeyondMoments,
): void {
  const variance = mean + dispersion * mean * mean;
  if (least <= 0) {
    out.mean = mean;
    out.variance = variance;
  } else if (mean > LARGE_MEAN) gammaBeyond(mean, variance, least - 0.5, out);
  else countsBeyond(mean, dispersion, Math.ceil(least), out);
}

function countsBeyond(mean: number, dispersion: number, least: number, out: BeyondMoments): void {
  // q (d + r)/(d + 1) written so that dispersion 0 is its limit, mean/(d + 1).
  const step = mean / (1 + dispersion * mean);
  let weight = 1;
  let total = 1;
  let first = 0;
  let second = 0;
  for (let k = 1; ; k++) {
    const ratio = (step * (1 + dispersion * (least + k - 1))) / (least + k);
    weight *= ratio;
    total += weight;
    first += k * weight;
    second += k * k * weight;
    if (ratio < 1 && k * k * weight < NEGLIGIBLE * (1 - ratio) * (second + total)) break;
    // Far below the mode the weights grow; scaling keeps them finite.
    if (weight > 1e200) {
      weight *= 1e-200;
      total *= 1e-200;
      first *= 1e-200;
      second *= 1e-200;
    }
  }
  const excess = first / total;
  out.mean = least + excess;
  out.variance = Math.max(0, second / total - excess * excess);
}

function gammaBeyond(mean: number, variance: number, least: number, out: BeyondMoments): void {
  const shape = (mean * mean) / variance;
  const scale = variance / mean;
  const x = Math.max(0, least) / scale;
  const upper = incompleteGamma(shape, x).upper;
  if (upper < 1e-200) {
    // So far out the tail is exponential with rate 1 − (shape − 1)/x per scale.
    const excess = scale / (1 - Math.min(0.99, (shape - 1) / x));
    out.mean = least + excess;
    out.variance = excess * excess;
    return;
  }
  const m1 = (mean * incompleteGamma(shape + 1, x).upper) / upper;
  const m2 = (scale * scale * shape * (shape + 1) * incompleteGamma(shape + 2, x).upper) / upper;
  out.mean = m1;
  out.variance = Math.max(0, m2 - m1 * m1);
}
