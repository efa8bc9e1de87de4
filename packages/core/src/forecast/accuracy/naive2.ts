/**
 * Naive2, M4's yardstick: the last value, seasonally adjusted by classical multiplicative indices where
 * the series has a season by a 90 % test of its autocorrelation at the season's lag.
 *
 * @param history at least one value, all observed
 * @param horizon steps ahead, at least 1
 * @param period  steps in a season; 1 = none
 * @see Makridakis, Spiliotis & Assimakopoulos (2020), "The M4 competition", IJF 36, appendix
 */
export function naive2(history: ArrayLike<number>, horizon: number, period: number): Float64Array {
  const { length } = history;
  const forecast = new Float64Array(horizon);
  const indices = isSeasonal(history, period) ? seasonalIndices(history, period) : null;
  const last = history[length - 1];
  const level = indices ? last / indices[(length - 1) % period] : last;
  for (let h = 0; h < horizon; h++)
    forecast[h] = indices ? level * indices[(length + h) % period] : level;
  return forecast;
}

/** Standard score beyond which an autocorrelation counts as a season: 90 %, two-sided. */
const SEASON_SCORE = 1.645;

/**
 * Whether the autocorrelation at the season's lag is beyond Bartlett's limit, given those at shorter lags;
 * a series of less than three seasons has none.
 */
function isSeasonal(history: ArrayLike<number>, period: number): boolean {
  const { length } = history;
  if (period < 2 || length < 3 * period) return false;
  let mean = 0;
  for (let t = 0; t < length; t++) mean += history[t] / length;
  const covariance = (lag: number): number => {
    let sum = 0;
    for (let t = lag; t < length; t++) sum += (history[t] - mean) * (history[t - lag] - mean);
    return sum;
  };
  const variance = covariance(0);
  if (!(variance > 0)) return false;
  let squares = 0;
  for (let lag = 1; lag < period; lag++) squares += (covariance(lag) / variance) ** 2;
  const limit = SEASON_SCORE * Math.sqrt((1 + 2 * squares) / length);
  return Math.abs(covariance(period) / variance) > limit;
}

/**
 * Index of each phase of the season (entry t of the history has phase t mod period): the mean ratio to a
 * centred moving average, scaled to average 1. Null where an index is not positive.
 */
function seasonalIndices(history: ArrayLike<number>, period: number): Float64Array | null {
  const half = Math.floor(period / 2);
  const isEven = period % 2 === 0;
  const indices = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = half; t < history.length - half; t++) {
    let sum = 0;
    for (let k = -half; k <= half; k++) sum += history[t + k];
    // With an even period both ends are the same phase, each worth one half.
    if (isEven) sum -= (history[t - half] + history[t + half]) / 2;
    const trend = sum / period;
    if (!(trend > 0)) continue;
    indices[t % period] += history[t] / trend;
    counts[t % period] += 1;
  }
  let total = 0;
  for (let phase = 0; phase < period; phase++) {
    indices[phase] /= counts[phase];
    total += indices[phase];
  }
  for (let phase = 0; phase < period; phase++) {
    indices[phase] *= period / total;
    if (!(indices[phase] > 0)) return null;
  }
  return indices;
}
