import { incompleteGamma, logGamma } from '../../../maths/index.js';
import { DAY_STATE } from './day-states.js';
import type { CutSales } from './demand-em.js';

/** Of counts of one item-location: the logarithm of the dispersion is taken to lie about here, give or take. */
const PRIOR_LOG = Math.log(0.5);
const PRIOR_LOG_SD = 1;
/** Bounds that keep the search where a day's tail can be summed. */
const LEAST_LOG = Math.log(0.003);
const MOST_LOG = Math.log(10);
/** Distance of the outer points, and the longest step. */
const REACH = 0.3;
/** Above these, sums over pieces give way to the gamma function and distribution. */
const MANY_PIECES = 40;
const LARGE_MEAN = 500;

/**
 * One step uphill in the posterior of the logarithm of the dispersion φ (variance = mean + φ mean²): to
 * the top of the parabola through three points, at most `REACH` away. The likelihood is that of negative
 * binomial days: P(D = sales) where the demand is shown, P(D >= sales) where it is at least the sales.
 *
 * @param mean expected demand per day
 * @returns the new dispersion
 */
export function dispersionStep(cut: CutSales, mean: Float64Array, dispersion: number): number {
  const x = Math.min(MOST_LOG - REACH, Math.max(LEAST_LOG + REACH, Math.log(dispersion)));
  const low = logPosterior(cut, mean, x - REACH);
  const here = logPosterior(cut, mean, x);
  const high = logPosterior(cut, mean, x + REACH);
  const bend = low + high - 2 * here;
  const uphill = high > low ? REACH : -REACH;
  const step = bend < 0 ? (0.5 * REACH * (low - high)) / bend : uphill;
  return Math.exp(x + Math.min(REACH, Math.max(-REACH, step)));
}

function logPosterior(cut: CutSales, mean: Float64Array, logDispersion: number): number {
  const { sales, state, inStockShare } = cut;
  const dispersion = Math.exp(logDispersion);
  const logGammaR = logGamma(1 / dispersion);
  let sum = -0.5 * ((logDispersion - PRIOR_LOG) / PRIOR_LOG_SD) ** 2;
  for (let t = 0; t < sales.length; t++) {
    if (state[t] === DAY_STATE.hidden || mean[t] <= 0) continue;
    if (state[t] === DAY_STATE.atLeast)
      sum += Math.log(Math.max(1e-12, probabilityOfAtLeast(sales[t], mean[t], dispersion)));
    else {
      const share = state[t] === DAY_STATE.partly ? (inStockShare?.[t] ?? 0) : 1;
      sum += logProbability(sales[t], share * mean[t], dispersion, logGammaR);
    }
  }
  return sum;
}

/** log P(D = pieces), the terms without the dispersion (mean^d / d!) left out. */
function logProbability(
  pieces: number,
  mean: number,
  dispersion: number,
  logGammaR: number,
): number {
  const r = 1 / dispersion;
  const tail = -(r + pieces) * Math.log1p(dispersion * mean);
  // Γ(r + d) / (Γ(r) r^d) is the product of 1 + φ k for k < d.
  if (pieces > MANY_PIECES)
    return logGamma(r + pieces) - logGammaR + pieces * Math.log(dispersion) + tail;
  let product = 1;
  for (let k = 1; k < pieces; k++) product *= 1 + dispersion * k;
  return Math.log(product) + tail;
}

function probabilityOfAtLeast(pieces: number, mean: number, dispersion: number): number {
  if (pieces <= 0) return 1;
  const ratio = 1 + dispersion * mean;
  if (mean > LARGE_MEAN) {
    // Gamma of the same mean and variance: shape mean/ratio, scale ratio.
    return incompleteGamma(mean / ratio, (pieces - 0.5) / ratio).upper;
  }
  let p = Math.exp(-Math.log1p(dispersion * mean) / dispersion);
  let below = 0;
  for (let d = 0; d < pieces; d++) {
    below += p;
    p *= ((mean / ratio) * (1 + dispersion * d)) / (d + 1);
    if (d > mean && p < 1e-15) break;
  }
  return 1 - below;
}
