import { DAY_STATE } from './day-states.js';
import type { CutSales, DemandFit } from './demand-em.js';

/**
 * Variance of the pieces that a fit says were lost. It adds
 * - the noise of the days not shown. Demand comes in bursts that outlast a day, so the noise of a run of
 *   days is greater than that of so many single ones: by as much as shown runs of that length strayed
 *   from what the days around foretold;
 * - the error of the levels that the lost pieces are expected from. Days within one memory's length share
 *   that error, others do not.
 */
export function lostVariance(fit: DemandFit, { sales, state }: CutSales): number {
  const { mean, mass, variance, dispersion, keep } = fit;
  const block = Math.ceil(2 / (1 - keep));
  let days = 0;
  let levels = 0;
  let shared = 0;
  let missing = 0;
  let runs = 0;
  for (let t = 0; t < mean.length; t++) {
    if (t % block === 0) {
      levels += shared * shared;
      shared = 0;
    }
    if (state[t] === DAY_STATE.shown) continue;
    missing += 1;
    if (t === 0 || state[t - 1] === DAY_STATE.shown) runs += 1;
    if (!(mean[t] > 0)) continue;
    days += variance[t];
    // Standard deviation of the log level: n equal days of relative variance 1/μ + φ; weights that fall by
    // `keep` a day count as twice their sum of equal ones.
    const levelSd = Math.sqrt((1 / mean[t] + dispersion) / (2 * mass[t]));
    // dE[D | D >= s] / d log μ is Var[D | D >= s] / (1 + φ μ) for the negative binomial.
    shared += (levelSd * variance[t]) / (1 + dispersion * mean[t]);
  }
  if (runs === 0) return 0;
  const runDays = Math.round(missing / runs);
  return days * clumping(fit, sales, state, runDays) + levels + shared * shared;
}

/** Squared errors of the totals of shown runs over the variance that independent days would have; >= 1. */
function clumping(
  { mean, mass, dispersion }: DemandFit,
  sales: Float64Array,
  state: Uint8Array,
  runDays: number,
): number {
  let squares = 0;
  let variance = 0;
  let days = 0;
  let error = 0;
  let noise = 0;
  for (let t = 0; t < mean.length; t++) {
    days = state[t] === DAY_STATE.shown ? days + 1 : 0;
    if (days === 0) {
      error = 0;
      noise = 0;
      continue;
    }
    // As if the run had been left out of its own levels: a run of n days has about n of their mass.
    const share = Math.min(0.8, runDays / Math.max(1, mass[t]));
    error += (sales[t] - mean[t]) / (1 - share);
    noise += mean[t] + dispersion * mean[t] * mean[t];
    if (days < runDays) continue;
    squares += error * error;
    variance += noise;
    days = 0;
    error = 0;
    noise = 0;
  }
  return variance > 0 ? Math.max(1, squares / variance) : 1;
}
