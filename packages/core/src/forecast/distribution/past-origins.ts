import type { FittedModel, ForecastModel } from '../models/forecast-model.js';
import type { TimeSeries } from '../models/time-series.js';

/** Which forecasts of its own past a wrapped model is calibrated or weighted by. */
export interface PastOrigins {
  /** Fits to the past, each of them a full fit; whole, 1 to 200. */
  readonly windows: number;
  /** Steps between origins, whole, at least 1. */
  readonly stride: number;
  /** Steps forecast from each origin, whole, at least 1. Fewer where the history ends before. */
  readonly horizon: number;
  /** Steps that an origin needs before it. */
  readonly leastHistory: number;
}

/**
 * Forecasts a series from origins in its own past, the newest `stride` steps before its end, and hands each
 * fit with the origin to `visit`. Values to judge by are those from the origin on.
 *
 * @returns how many origins there were
 */
export function visitPast(
  model: ForecastModel,
  series: TimeSeries,
  origins: PastOrigins,
  visit: (fitted: FittedModel, origin: number, steps: number) => void,
): number {
  const { length } = series.values;
  let visited = 0;
  for (let window = 1; window <= origins.windows; window++) {
    const origin = length - window * origins.stride;
    if (origin < origins.leastHistory) break;
    const fitted = model.fit({ ...series, values: series.values.slice(0, origin) });
    visit(fitted, origin, Math.min(origins.horizon, length - origin));
    visited += 1;
  }
  return visited;
}

/** Steps that an origin needs before it where a setting leaves it open: two seasons, and ten values. */
export const leastHistoryOf = (series: TimeSeries): number =>
  Math.max(10, Math.ceil(2 * (series.periods?.[0] ?? 1)) + 2);
