import { difference } from './lag-polynomials.js';

/** 5 % point of the statistic under stationarity around a level: Kwiatkowski et al. (1992), table 1. */
const CRITICAL = 0.463;

/**
 * Statistic of the KPSS test of stationarity around a level: the sum of squared partial sums of the
 * distances from the mean over n² times their long-run variance, with Bartlett weights over
 * l = ⌊3 √n / 13⌋ lags. Large values speak against stationarity.
 *
 * @returns 0 for a constant
 * @see Kwiatkowski, Phillips, Schmidt & Shin (1992), "Testing the null hypothesis of stationarity against
 *      the alternative of a unit root", Journal of Econometrics 54
 */
export function kpssStatistic(values: Float64Array): number {
  const n = values.length;
  let mean = 0;
  for (let t = 0; t < n; t++) mean += values[t];
  mean /= n;
  const distance = values.map((value) => value - mean);
  const lags = Math.floor((3 * Math.sqrt(n)) / 13);
  let variance = 0;
  for (let t = 0; t < n; t++) variance += distance[t] * distance[t];
  if (!(variance > 1e-20 * n * mean * mean)) return 0;
  for (let lag = 1; lag <= lags; lag++) {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += distance[t] * distance[t - lag];
    variance += 2 * (1 - lag / (lags + 1)) * sum;
  }
  let partial = 0;
  let squares = 0;
  for (let t = 0; t < n; t++) {
    partial += distance[t];
    squares += partial * partial;
  }
  return squares / (n * variance);
}

/**
 * Differences of lag 1 until the KPSS test no longer rejects stationarity at 5 %, at most `most`.
 *
 * @see Hyndman & Khandakar (2008), "Automatic time series forecasting", JSS 27(3), section 3.1
 */
export function countDifferences(values: Float64Array, most: number): number {
  let rest = values;
  for (let d = 0; d < most; d++) {
    if (rest.length < 2 || kpssStatistic(rest) <= CRITICAL) return d;
    rest = difference(rest, 1, 0, 1);
  }
  return most;
}
