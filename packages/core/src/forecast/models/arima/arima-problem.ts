import { fillGaps } from '../gaps.js';
import type { TimeSeries } from '../time-series.js';
import type { ArimaOrder } from './arima-order.js';
import { lostByDifferencing } from './arima-order.js';
import { LagMoments } from './lag-moments.js';
import { difference } from './lag-polynomials.js';
import { type Regression, regressionOf } from './regression.js';

/**
 * A series made ready for ARIMA models of given differences and constant: cut to the stretch from its first
 * to its last observed value, less a first guess of its regression, and scaled to about 1.
 */
export interface ArimaProblem {
  readonly series: TimeSeries;
  /** Step of the first observed value, steps from there to the last, and steps after it. */
  readonly begin: number;
  readonly length: number;
  readonly trailing: number;
  readonly hasGaps: boolean;
  /** Values observed less those that differencing costs. */
  readonly usableCount: number;
  readonly regression: Regression;
  /** Of the combinations of the regression: what was taken off the series, in its own units. */
  readonly guess: Float64Array;
  /** What else was taken off: the first value where the series is differenced, else 0. */
  readonly offset: number;
  /** What the rest was divided by. */
  readonly scale: number;
  /** The differences and the regression explain the series to the last digits: no errors are left. */
  readonly isExact: boolean;
  /** The rest with NaN in the gaps, and differenced with the gaps filled by straight lines. */
  readonly level: Float64Array;
  readonly differenced: Float64Array;
  /** For first guesses of coefficients. */
  readonly moments: LagMoments;
}

/** Rest of the regression that is as good as none, relative to the values. */
const NO_REST = 1e-10;

/** @throws RangeError where a driver is too short or not finite */
export function prepareProblem(
  series: TimeSeries,
  order: Pick<ArimaOrder, 'd' | 'D' | 'period' | 'constant'>,
): ArimaProblem {
  const filled = fillGaps(series.values);
  const { begin, values } = filled;
  const length = values.length;
  const regression = regressionOf(series, begin, length, order);
  const { d, D, period } = order;
  const offset = d + D > 0 ? values[0] : 0;
  const level = values.map((y) => y - offset);
  const changes = difference(level, d, D, period);
  const size = rootMeanSquare(changes);
  // The combinations are orthogonal, so each coefficient of least squares stands by itself.
  const guess = new Float64Array(regression.columns.length);
  for (let k = 0; k < guess.length; k++) {
    const column = regression.differenced[k];
    for (let t = 0; t < changes.length; t++) guess[k] += column[t] * changes[t];
    guess[k] /= changes.length;
    for (let t = 0; t < changes.length; t++) changes[t] -= guess[k] * column[t];
    for (let t = 0; t < length; t++) level[t] -= guess[k] * regression.level[k][t];
  }
  const rest = rootMeanSquare(changes);
  const isExact = !(rest > NO_REST * Math.max(size, largest(values)));
  const scale = isExact ? 1 : rest;
  for (let t = 0; t < changes.length; t++) changes[t] = isExact ? 0 : changes[t] / scale;
  for (let t = 0; t < length; t++) level[t] /= scale;
  const hasGaps = filled.observedCount < length;
  if (hasGaps)
    for (let t = 0; t < length; t++)
      if (Number.isNaN(series.values[begin + t])) level[t] = Number.NaN;
  return {
    series,
    begin,
    length,
    trailing: filled.trailing,
    hasGaps,
    usableCount: filled.observedCount - lostByDifferencing({ ...order, p: 0, q: 0, P: 0, Q: 0 }),
    regression,
    guess,
    offset,
    scale,
    isExact,
    level,
    differenced: changes,
    moments: new LagMoments(changes, period),
  };
}

function rootMeanSquare(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t] * values[t];
  return values.length > 0 ? Math.sqrt(sum / values.length) : 0;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let t = 0; t < values.length; t++) most = Math.max(most, Math.abs(values[t]));
  return most;
}
