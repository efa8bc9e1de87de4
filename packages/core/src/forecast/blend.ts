import type { Candidate } from './candidates.js';
import type { History } from './methods/history.js';
import { pooledRates } from './pooled/apply-pooled.js';
import type { PooledRegression } from './pooled/pooled-regression.js';
import type { ForecastScratch } from './scratch.js';
import { STEP_PROFILES } from './steps.js';

/**
 * Writes the rate expected in each step ahead of the close of step t: of the series' own methods by their
 * weights in the work space (`choose`), blended with the pooled regression where there is one.
 *
 * @param rates receives one rate per step of the horizon, never negative
 */
export function writeBlendedRates(
  candidates: readonly Candidate[],
  history: History,
  pooled: PooledRegression | undefined,
  t: number,
  scratch: ForecastScratch,
  rates: Float64Array,
): void {
  const { weights, tracks } = scratch;
  let rate = 0;
  let slope = 0;
  for (let c = 0; c < candidates.length; c++) {
    if (weights[c] === 0) continue;
    rate += weights[c] * tracks[c].rate[t];
    slope += weights[c] * tracks[c].slope[t];
  }
  for (let h = 0; h < rates.length; h++) rates[h] = Math.max(0, rate + slope * (h + 1));
  if (pooled === undefined || pooled.weight === 0) return;
  // The regression has learned from series of some age; of younger ones it knows nothing, and did worse.
  if (t + 1 < STEP_PROFILES[pooled.step].pooledHistory) return;
  const bands = pooledRates(candidates, history, pooled, t, scratch);
  if (bands === null) return;
  const { bandEnds, weight } = pooled;
  for (let h = 0, b = 0; h < rates.length; h++) {
    if (h === bandEnds[b] && b < bandEnds.length - 1) b++;
    rates[h] += weight * (bands[b] - rates[h]);
  }
}
