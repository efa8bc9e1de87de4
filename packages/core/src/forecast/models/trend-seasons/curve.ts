import type { Design } from './design.js';
import type { TrendSeasonsSettings } from './settings.js';

/** Coefficients of the model, in the design's units. */
export interface Coefficients {
  /** Level, slope (not in flat growth), then one per column of the parts. */
  readonly base: Float64Array;
  /** Change of slope at each changepoint. */
  readonly delta: Float64Array;
}

/** Level + slope · time + Σ delta_j max(0, time − changepoint_j), at ascending times. */
export function line(
  { base, delta }: Coefficients,
  changepoint: Float64Array,
  time: Float64Array,
  slope: boolean,
): Float64Array {
  const values = new Float64Array(time.length);
  let level = base[0];
  let rate = slope ? base[1] : 0;
  let j = 0;
  for (let i = 0; i < time.length; i++) {
    while (j < changepoint.length && changepoint[j] < time[i]) {
      level -= delta[j] * changepoint[j];
      rate += delta[j];
      j += 1;
    }
    values[i] = level + rate * time[i];
  }
  return values;
}

/** Bends a line into the trend, in place: a logistic curve between 0 and the cap where growth is logistic. */
export function bend(lineValues: Float64Array, cap: number | undefined): Float64Array {
  if (cap !== undefined)
    for (let i = 0; i < lineValues.length; i++)
      lineValues[i] = cap / (1 + Math.exp(-lineValues[i]));
  return lineValues;
}

/** Σ of columns times their coefficients, for columns from…to: the effect of some parts. */
export function effect(
  columns: Float64Array,
  rows: number,
  coefficients: Float64Array,
  firstCoefficient: number,
  from: number,
  to: number,
): Float64Array {
  const values = new Float64Array(rows);
  for (let c = from; c < to; c++) {
    const coefficient = coefficients[firstCoefficient + c];
    if (coefficient === 0) continue;
    for (let i = 0; i < rows; i++) values[i] += coefficient * columns[c * rows + i];
  }
  return values;
}

/** Trend and the parts' joint effect at the design's rows. */
export function evaluate(
  design: Design,
  coefficients: Coefficients,
  { growth, cap }: Pick<TrendSeasonsSettings, 'growth' | 'cap'>,
): { trend: Float64Array; parts: Float64Array } {
  const slope = growth !== 'flat';
  const { rows, columns, changepoint, time, scale } = design;
  const scaledCap = cap === undefined ? undefined : cap / scale;
  const trend = bend(line(coefficients, changepoint, time, slope), scaledCap);
  const first = slope ? 2 : 1;
  const parts = effect(columns, rows, coefficients.base, first, 0, columns.length / rows);
  return { trend, parts };
}
