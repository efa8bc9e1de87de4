import type { Candidate } from '../candidates.js';
import type { History } from '../methods/history.js';
import type { ForecastScratch } from '../scratch.js';
import { STEP_PROFILES } from '../steps.js';
import { writeFeatures } from './features.js';
import type { PooledRegression } from './pooled-regression.js';

/**
 * Mean rate in each band ahead of the close of step t, never negative, by the pooled regression; null
 * where the series had never changed by then and so has no scale. The candidates' tracks (`choose`) and
 * the scales (`writeScales`) must lie in the work space, where the result lies too, until the next call.
 */
export function pooledRates(
  candidates: readonly Candidate[],
  history: History,
  pooled: PooledRegression,
  t: number,
  scratch: ForecastScratch,
): Float64Array | null {
  if (!(scratch.scales[t] > 0)) return null;
  const { featureCount, bandEnds, coefficients } = pooled;
  scratch.growFeatures(featureCount, bandEnds.length);
  const { features, bandRates } = scratch;
  const profile = STEP_PROFILES[pooled.step];
  const level = writeFeatures(candidates, profile, history, scratch, t, features);
  for (let b = 0; b < bandEnds.length; b++) {
    let rate = level;
    const row = b * featureCount;
    for (let k = 0; k < featureCount; k++) rate += coefficients[row + k] * features[k];
    bandRates[b] = Math.max(0, rate);
  }
  return bandRates;
}
