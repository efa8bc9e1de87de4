import { type PastOrigins, visitPast } from '../../distribution/past-origins.js';
import type { ForecastModel } from '../forecast-model.js';
import type { TimeSeries } from '../time-series.js';

/**
 * Errors of each model's mean forecasts from the same origins of the past: errors[i][s], the steps of one
 * origin after those of the other; NaN where nothing was observed.
 */
export function pastErrors(
  models: readonly ForecastModel[],
  series: TimeSeries,
  origins: PastOrigins,
): Float64Array[] {
  return models.map((model) => {
    const errors: number[] = [];
    visitPast(model, series, origins, (fitted, origin, steps) => {
      const mean = fitted.mean(steps);
      for (let h = 0; h < steps; h++) errors.push(series.values[origin + h] - mean[h]);
    });
    return Float64Array.from(errors);
  });
}
