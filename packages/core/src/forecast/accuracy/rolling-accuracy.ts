import { forecastSeries, type SeriesContext } from '../forecast-series.js';
import { ForecastScratch } from '../scratch.js';
import type { ForecastSettings } from '../settings.js';
import { type Accuracy, AccuracyTally } from './accuracy-tally.js';

export interface RollingOrigins {
  /** Most origins; the newest has a whole horizon of history after it. Default 4. */
  readonly count?: number;
  /** Days between origins. Default: the horizon, so that no two totals share a day. */
  readonly stepDays?: number;
  /** Days that an origin needs before it. Default 56. */
  readonly minHistoryDays?: number;
}

/**
 * How good `forecastSeries` would have been on one series: it forecasts from several days of the past,
 * each time knowing only the days before, and is judged by the days after. Unobserved days are judged as
 * they stand; leave out series with many of them.
 *
 * @param tally collects the forecasts; hand in one tally for many series to judge them together
 */
export function rollingAccuracy(
  demand: Float64Array,
  observed: Uint8Array | null,
  context: SeriesContext,
  settings: Partial<ForecastSettings> = {},
  origins: RollingOrigins = {},
  tally: AccuracyTally = new AccuracyTally(),
  scratch: ForecastScratch = new ForecastScratch(),
): Accuracy {
  const horizon = settings.horizonDays ?? 28;
  const { count = 4, stepDays = horizon, minHistoryDays = 56 } = origins;
  for (let o = 0; o < count; o++) {
    const days = demand.length - horizon - o * stepDays;
    if (days < minHistoryDays) break;
    const history = demand.subarray(0, days);
    const forecast = forecastSeries(
      history,
      observed?.subarray(0, days) ?? null,
      { ...context, seed: [...context.seed, 'origin', o] },
      { ...settings, horizonDays: horizon },
      scratch,
    );
    tally.add(history, demand.subarray(days, days + horizon), forecast);
  }
  return tally.summary();
}
