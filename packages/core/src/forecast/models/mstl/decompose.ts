import { fillGaps } from '../gaps.js';
import { SeasonGrid } from './season-grid.js';
import { Stl, type StlSettings, stlSettings } from './stl.js';

export interface MstlSettings extends Omit<StlSettings, 'seasonalWindow'> {
  /** Neighbouring seasons that shape a place in each season, by period, or the same for all. Default 11, 15, 19 … */
  readonly seasonalWindow?: number | 'periodic' | readonly number[];
  /** Rounds over all the seasons, at least 1. Default 2; one season needs one. */
  readonly rounds: number;
}

export interface Decomposition {
  /** As asked for, ascending, less those that the history is too short for. */
  readonly periods: readonly number[];
  /** The parts of each step: values = trend + Σ seasonals + remainder. */
  readonly trend: Float64Array;
  readonly seasonals: readonly Float64Array[];
  /** NaN where the value was not observed. */
  readonly remainder: Float64Array;
}

/** @throws RangeError naming the setting, its value and its range */
export function mstlSettings(given: Partial<MstlSettings> = {}): MstlSettings {
  const { seasonalWindow, ...others } = given;
  const windows = Array.isArray(seasonalWindow) ? seasonalWindow : [seasonalWindow ?? 11];
  for (const window of windows) stlSettings({ ...others, seasonalWindow: window });
  const settings = { ...stlSettings(others), rounds: 2, ...given };
  if (!(Number.isInteger(settings.rounds) && settings.rounds >= 1))
    throw new RangeError(`rounds is ${settings.rounds}; it must be whole and at least 1`);
  return { ...settings, seasonalWindow };
}

/** Periods that a history can tell: whole or not, of at least 2 steps, with more than two seasons in it. */
export const tellablePeriods = (periods: readonly number[], count: number): readonly number[] =>
  periods
    .filter((period) => period >= 2 && count > 2 * Math.max(period, Math.round(period)))
    .sort((a, b) => a - b);

/**
 * Several seasons at once: STL takes out one season after the other, shortest first, and again with the
 * others taken out. With one period it is STL. Unobserved steps are first drawn as straight lines and then,
 * once, filled with their trend and seasons.
 *
 * @param values  NaN = not observed
 * @param periods steps in one season; fractions are allowed (see `SeasonGrid`)
 * @see Bandara, Hyndman & Bergmeir (2021), "MSTL: a seasonal-trend decomposition algorithm for time series with
 *   multiple seasonal patterns", arXiv 2107.13462
 * @throws RangeError on settings out of their ranges, or when no period is short enough for the history
 */
export function decompose(
  values: Float64Array,
  periods: readonly number[],
  settings: Partial<MstlSettings> = {},
): Decomposition {
  const checked = mstlSettings(settings);
  const told = tellablePeriods(periods, values.length);
  if (told.length === 0)
    throw new RangeError(
      `periods are ${periods.join(', ')}; one at least must be 2 or more and fit more than twice into the history of ${values.length}`,
    );
  const seasons = told.map((period, i) => seasonOf(values.length, period, i, checked));
  const whole = withoutGaps(values);
  let parts = takeApart(whole, seasons, checked.rounds);
  if (values.some(Number.isNaN)) {
    for (let t = 0; t < values.length; t++)
      if (Number.isNaN(values[t])) {
        whole[t] = parts.trend[t];
        for (const seasonal of parts.seasonals) whole[t] += seasonal[t];
      }
    parts = takeApart(whole, seasons, checked.rounds);
  }
  const remainder = values.map((value, t) => value - parts.trend[t]);
  for (const seasonal of parts.seasonals)
    for (let t = 0; t < remainder.length; t++) remainder[t] -= seasonal[t];
  return { periods: told, ...parts, remainder };
}

interface Season {
  readonly grid: SeasonGrid;
  readonly stl: Stl;
}

function seasonOf(count: number, period: number, i: number, settings: MstlSettings): Season {
  const grid = new SeasonGrid(count, period);
  const windows = settings.seasonalWindow ?? 11 + 4 * i;
  const seasonalWindow =
    typeof windows === 'object' ? windows[Math.min(i, windows.length - 1)] : windows;
  return { grid, stl: new Stl(grid.count, grid.places, { ...settings, seasonalWindow }) };
}

function takeApart(
  values: Float64Array,
  seasons: readonly Season[],
  rounds: number,
): Pick<Decomposition, 'trend' | 'seasonals'> {
  const rest = values.slice();
  const seasonals: Float64Array[] = seasons.map(() => new Float64Array(values.length));
  let trend: Float64Array = rest;
  for (let round = 0; round < (seasons.length === 1 ? 1 : rounds); round++)
    for (const [i, { grid, stl }] of seasons.entries()) {
      for (let t = 0; t < rest.length; t++) rest[t] += seasonals[i][t];
      const parts = stl.decompose(grid.toPlaces(rest));
      seasonals[i] = grid.toSteps(parts.seasonal);
      trend = grid.curveToSteps(parts.trend);
      for (let t = 0; t < rest.length; t++) rest[t] -= seasonals[i][t];
    }
  return { trend, seasonals };
}

/** Straight lines over the gaps, and the nearest value beyond the first and last observed one. */
function withoutGaps(values: Float64Array): Float64Array {
  const { begin, values: filled, observedCount } = fillGaps(values);
  const whole = new Float64Array(values.length);
  if (observedCount === 0) return whole;
  whole.fill(filled[0], 0, begin);
  whole.set(filled, begin);
  return whole.fill(filled[filled.length - 1], begin + filled.length);
}
