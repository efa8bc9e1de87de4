import type { ForecastModel } from '../forecast-model.js';
import { fitRandomWalk } from './random-walk.js';

/**
 * The last value goes on; the variance of a forecast h steps ahead is σ² h.
 *
 * @example 2, 4, 3: forecast 3, σ² = (4 + 1)/2
 */
export const naive = (): ForecastModel => ({
  name: 'naive',
  laws: { scale: true, shift: true, counts: false },
  fit: (series) => fitRandomWalk(series, 1, false, 'naive'),
});

/**
 * The last season repeats itself; the variance is σ² for each season begun. The season is the first whole
 * period of the series; without one, or with no more than one season of values, it is the naive method.
 *
 * @example weeks of 1 1 1 1 1 5 6 and 1 1 1 1 1 7 4: next Saturday 7, σ² = (4 + 4)/7
 */
export const seasonalNaive = (): ForecastModel => ({
  name: 'seasonalNaive',
  laws: { scale: true, shift: true, counts: false },
  fit: (series) => {
    const period = series.periods?.find(Number.isInteger) ?? 1;
    return period > 1 && series.values.length > period
      ? fitRandomWalk(series, period, false, `seasonal naive[${period}]`)
      : fitRandomWalk(series, 1, false, 'naive (less than one season)');
  },
});

/**
 * The random walk with drift: the straight line from the first value through the last goes on. Its variance
 * h steps ahead is σ² h (1 + h/(T − 1)), the error of the drift included.
 *
 * @example 2, 4, 6: forecasts 8, 10, …
 */
export const drift = (): ForecastModel => ({
  name: 'drift',
  laws: { scale: true, shift: true, counts: false },
  fit: (series) => fitRandomWalk(series, 1, true, 'random walk with drift'),
});
