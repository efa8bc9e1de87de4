import type { Driver, TimeSeries } from '../time-series.js';
import type { TrendSeasonsSettings } from './settings.js';

/** Something beside the trend: a season or a driver, as columns of the regression. */
export interface Part {
  readonly name: string;
  /** Number of columns. */
  readonly width: number;
  /** Standard deviation of its coefficients' normal prior. */
  readonly spread: number;
  /**
   * Writes the part's columns at the given steps (0 = the history's first): out[c * steps.length + i].
   *
   * @throws RangeError where a driver is not known at one of the steps
   */
  fill(steps: Int32Array, out: Float64Array): void;
}

/**
 * Periods that a history must span to show a season: two, with room for two years of 730 days (1.9986 of
 * 365.25) of which the first days are not observed.
 */
const LEAST_PERIODS = 1.95;

/**
 * The seasons of a series whose history spans two of them, and its drivers.
 *
 * @param observed steps whose values are known
 * @throws RangeError on a period of 1 or less, orders that do not match the periods, or a driver that is too
 *   short or not finite
 */
export function partsOf(
  series: TimeSeries,
  observed: Int32Array,
  settings: TrendSeasonsSettings,
): Part[] {
  const { periods = [], drivers = [] } = series;
  const { orders, seasonSpread, driverSpread } = settings;
  if (orders !== undefined && orders.length !== periods.length)
    throw new RangeError(`${orders.length} orders for ${periods.length} periods`);
  const parts: Part[] = [];
  const span = observed.length === 0 ? 0 : series.values.length - observed[0];
  for (let i = 0; i < periods.length; i++) {
    const period = periods[i];
    if (!(period > 1 && period < Number.POSITIVE_INFINITY))
      throw new RangeError(`period ${period}; a period must be above 1 and finite`);
    const half = Math.floor(period / 2);
    const order = Math.min(half, orders?.[i] ?? 10);
    if (order > 0 && span >= LEAST_PERIODS * period)
      parts.push(season(period, order, seasonSpread));
  }
  for (const driver of drivers) {
    const part = driverPart(driver, series.values.length, observed, driverSpread);
    if (part) parts.push(part);
  }
  return parts;
}

/** Sines and cosines of the period's first harmonics. */
function season(period: number, order: number, spread: number): Part {
  // At half the period the sine is zero at every step.
  const width = 2 * order === period ? 2 * order - 1 : 2 * order;
  return {
    name: `season[${period}]`,
    width,
    spread,
    fill: (steps, out) => {
      const rows = steps.length;
      for (let i = 0; i < rows; i++) {
        const angle = (2 * Math.PI * (steps[i] % period)) / period;
        const cosine = Math.cos(angle);
        const sine = Math.sin(angle);
        let c = cosine;
        let s = sine;
        // Each harmonic turns the one before it by the angle.
        for (let column = 0; column < width; column += 2) {
          out[column * rows + i] = c;
          if (column + 1 < width) out[(column + 1) * rows + i] = s;
          const turned = c * cosine - s * sine;
          s = s * cosine + c * sine;
          c = turned;
        }
      }
    },
  };
}

/** A driver in its own standard deviations, a column of zeros and ones as it is; none if it never moves. */
function driverPart(
  { name, values }: Driver,
  historyLength: number,
  observed: Int32Array,
  spread: number,
): Part | undefined {
  if (values.length < historyLength)
    throw new RangeError(`driver ${name} has ${values.length} steps, the history ${historyLength}`);
  let sum = 0;
  let binary = true;
  for (let i = 0; i < observed.length; i++) {
    const value = values[observed[i]];
    if (!Number.isFinite(value))
      throw new RangeError(`driver ${name} is ${value} at step ${observed[i]}; it must be finite`);
    sum += value;
    if (value !== 0 && value !== 1) binary = false;
  }
  const mean = sum / observed.length;
  let squares = 0;
  for (let i = 0; i < observed.length; i++) squares += (values[observed[i]] - mean) ** 2;
  const deviation = Math.sqrt(squares / observed.length);
  if (!(deviation > 1e-9 * Math.abs(mean))) return undefined;
  const center = binary ? 0 : mean;
  const scale = binary ? 1 : deviation;
  return {
    name,
    width: 1,
    spread,
    fill: (steps, out) => {
      for (let i = 0; i < steps.length; i++) {
        const value = values[steps[i]];
        if (!Number.isFinite(value))
          throw new RangeError(`driver ${name} is not known at step ${steps[i]}`);
        out[i] = (value - center) / scale;
      }
    },
  };
}

/** Columns of all parts at the given steps, one after the other. */
export function fillParts(parts: readonly Part[], steps: Int32Array): Float64Array {
  const rows = steps.length;
  const columns = new Float64Array(parts.reduce((sum, part) => sum + part.width, 0) * rows);
  let from = 0;
  for (const part of parts) {
    part.fill(steps, columns.subarray(from, from + part.width * rows));
    from += part.width * rows;
  }
  return columns;
}
