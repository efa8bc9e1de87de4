import { candidatesOf } from '../candidates.js';
import type { History } from '../methods/history.js';
import type { ForecastScratch } from '../scratch.js';
import { STEP_PROFILES } from '../steps.js';
import { writeFeatures, writeScales } from './features.js';
import type { PooledRegression } from './pooled-regression.js';

/**
 * Mean rate in each band ahead, never negative, by the pooled regression; null where the series never
 * changed and so has no scale. The candidates' tracks must lie in the work space (`choose`).
 */
export function pooledRates(
  history: History,
  pooled: PooledRegression,
  scratch: ForecastScratch,
): Float64Array | null {
  const { length } = history;
  if (length === 0) return null;
  scratch.growFeatures(pooled.featureCount);
  const { features, scales } = scratch;
  writeScales(history, scratch);
  const scale = scales[length - 1];
  if (!(scale > 0)) return null;
  const candidates = candidatesOf(pooled.step);
  const profile = STEP_PROFILES[pooled.step];
  const level = writeFeatures(candidates, profile, history, scratch, length - 1, features);
  const rates = new Float64Array(pooled.bandEnds.length);
  for (let b = 0; b < rates.length; b++) {
    let rate = level;
    for (let k = 0; k < pooled.featureCount; k++)
      rate += pooled.coefficients[b * pooled.featureCount + k] * features[k];
    rates[b] = Math.max(0, rate);
  }
  return rates;
}
