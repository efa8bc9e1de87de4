import type { TimeSeries } from '../models/time-series.js';
import { leastHistoryOf, type PastOrigins } from './past-origins.js';

export interface ConformalSettings {
  /** Fits to the past that the calibration learns from, each a full fit; whole, 1 to 200; default 20. */
  readonly windows: number;
  /** Steps between their origins, whole, at least 1; 'auto' (the default): a horizon, or less where the history is short. */
  readonly stride: number | 'auto';
  /**
   * Steps ahead that are calibrated, whole, at least 1; later steps are treated like the last. 'auto' (the
   * default): two seasons, from 12 to 28.
   */
  readonly horizon: number | 'auto';
  /** Weight of the model's own shape against the scores seen, as many scores; > 0; default 10. */
  readonly priorCount: number;
}

/** The settings with their defaults. @throws RangeError where one leaves its range */
export function conformalSettings(given: Partial<ConformalSettings>): ConformalSettings {
  const settings: ConformalSettings = {
    windows: 20,
    stride: 'auto',
    horizon: 'auto',
    priorCount: 10,
    ...given,
  };
  const { windows, stride, horizon, priorCount } = settings;
  if (!(Number.isInteger(windows) && windows >= 1 && windows <= 200))
    throw new RangeError(`windows is ${windows}; it must be whole, 1 to 200`);
  for (const [name, value] of Object.entries({ stride, horizon }))
    if (value !== 'auto' && !(Number.isInteger(value) && value >= 1))
      throw new RangeError(`${name} is ${value}; it must be 'auto' or whole, at least 1`);
  if (!(priorCount > 0 && priorCount < Infinity))
    throw new RangeError(`priorCount is ${priorCount}; it must be positive and finite`);
  return settings;
}

/** Where in the past of a series its forecasts are tried. */
export function originsOf(
  series: TimeSeries,
  { windows, stride, horizon }: Pick<ConformalSettings, 'windows' | 'stride' | 'horizon'>,
): PastOrigins {
  const season = Math.round(2 * (series.periods?.[0] ?? 1));
  const steps = horizon === 'auto' ? Math.min(28, Math.max(12, season)) : horizon;
  const leastHistory = leastHistoryOf(series);
  const room = Math.floor((series.values.length - leastHistory) / windows);
  return {
    windows,
    horizon: steps,
    stride: stride === 'auto' ? Math.max(1, Math.min(steps, room)) : stride,
    leastHistory,
  };
}
