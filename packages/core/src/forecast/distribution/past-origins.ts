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

/** What a caller says about the forecasts of the past that a wrapper learns from. */
export interface PastSettings {
  /** Fits to the past, each of them a full fit; whole, at most 200. */
  readonly windows: number;
  /** Steps between their origins, whole, at least 1; 'auto': a horizon, or less where the history is short. */
  readonly stride: number | 'auto';
  /** Steps forecast from each, whole, at least 1; 'auto': two seasons, from 12 to 28. */
  readonly horizon: number | 'auto';
}

/** @throws RangeError where a setting leaves its range */
export function requirePastSettings(
  { windows, stride, horizon }: PastSettings,
  leastWindows = 1,
): void {
  if (!(Number.isInteger(windows) && windows >= leastWindows && windows <= 200))
    throw new RangeError(`windows is ${windows}; it must be whole, ${leastWindows} to 200`);
  for (const [name, value] of Object.entries({ stride, horizon }))
    if (value !== 'auto' && !(Number.isInteger(value) && value >= 1))
      throw new RangeError(`${name} is ${value}; it must be 'auto' or whole, at least 1`);
}

/** Where in the past of a series its forecasts are tried. */
export function originsOf(series: TimeSeries, settings: PastSettings): PastOrigins {
  const { windows, stride, horizon } = settings;
  const period = series.periods?.[0] ?? 1;
  const steps = horizon === 'auto' ? Math.min(28, Math.max(12, Math.round(2 * period))) : horizon;
  // Two seasons, and ten values.
  const leastHistory = Math.max(10, Math.ceil(2 * period) + 2);
  const room = Math.floor((series.values.length - leastHistory) / windows);
  return {
    windows,
    horizon: steps,
    stride: stride === 'auto' ? Math.max(1, Math.min(steps, room)) : stride,
    leastHistory,
  };
}
