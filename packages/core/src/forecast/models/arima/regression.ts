import type { TimeSeries } from '../time-series.js';
import type { ArimaOrder } from './arima-order.js';
import { difference } from './lag-polynomials.js';

/** A column counts as spanned by those before it where less than this share of it is new. */
const NEW_SHARE = 1e-7;

/** One column of the regression under the ARIMA errors. */
export interface RegressionColumn {
  readonly name: string;
  /** The column at any step of the history or the future. @throws RangeError where the driver ends earlier */
  at(step: number): number;
}

/** Columns of the regression, and combinations of them that are orthogonal once differenced. */
export interface Regression {
  readonly columns: readonly RegressionColumn[];
  /** Combinations at the level of the series, and differenced: each of mean square 1, orthogonal. */
  readonly level: readonly Float64Array[];
  readonly differenced: readonly Float64Array[];
  /** Coefficients of the columns for given coefficients of the combinations. */
  coefficients(ofCombinations: Float64Array): Float64Array;
}

/**
 * The constant and the drivers of a series as a regression for ARIMA errors. A column that the differences
 * make zero, or that earlier columns span, has no coefficient of its own and is left out. The rest is made
 * orthogonal, since generalised least squares is solved at every step of the search.
 *
 * @param begin first step of the series that is modelled
 * @param length steps that are modelled
 * @throws RangeError where a driver is shorter than the history or not finite in it
 */
export function regressionOf(
  series: TimeSeries,
  begin: number,
  length: number,
  order: Pick<ArimaOrder, 'd' | 'D' | 'period' | 'constant'>,
): Regression {
  const columns: RegressionColumn[] = [];
  const level: Float64Array[] = [];
  const differenced: Float64Array[] = [];
  /** weights[k][j]: of column j in combination k. */
  const weights: Float64Array[] = [];
  for (const column of candidates(series, begin, order)) {
    const values = Float64Array.from({ length }, (_, t) => column.at(begin + t));
    const changes = difference(values, order.d, order.D, order.period);
    const whole = norm(changes);
    const scale = Math.max(...values.map(Math.abs));
    if (!(whole > NEW_SHARE * scale * Math.sqrt(changes.length))) continue;
    const weight = new Float64Array(columns.length + 1);
    weight[columns.length] = 1;
    // Twice, so that the combinations are orthogonal to the last digits.
    for (let round = 0; round < 2; round++)
      for (let k = 0; k < differenced.length; k++) {
        const share = dot(differenced[k], changes) / changes.length;
        addTo(changes, differenced[k], -share);
        addTo(values, level[k], -share);
        addTo(weight, weights[k], -share);
      }
    const rest = norm(changes);
    if (!(rest > NEW_SHARE * whole)) continue;
    const unit = Math.sqrt(changes.length) / rest;
    for (const part of [changes, values, weight])
      for (let i = 0; i < part.length; i++) part[i] *= unit;
    columns.push(column);
    level.push(values);
    differenced.push(changes);
    weights.push(weight);
  }
  return {
    columns,
    level,
    differenced,
    coefficients: (ofCombinations) => {
      const coefficients = new Float64Array(columns.length);
      for (let k = 0; k < weights.length; k++) addTo(coefficients, weights[k], ofCombinations[k]);
      return coefficients;
    },
  };
}

function candidates(
  series: TimeSeries,
  begin: number,
  order: Pick<ArimaOrder, 'd' | 'D' | 'constant'>,
): RegressionColumn[] {
  const columns: RegressionColumn[] = [];
  if (order.constant)
    columns.push(
      order.d + order.D === 0
        ? { name: 'mean', at: () => 1 }
        : { name: 'drift', at: (step) => step - begin + 1 },
    );
  for (const { name, values } of series.drivers ?? []) {
    if (values.length < series.values.length)
      throw new RangeError(
        `driver ${name} has ${values.length} steps; the series has ${series.values.length}`,
      );
    columns.push({
      name: `driver:${name}`,
      at: (step) => {
        if (!Number.isFinite(values[step]))
          throw new RangeError(
            `driver ${name} is ${values[step]} at step ${step} (it has ${values.length} steps); it must ` +
              'be finite wherever there is history or forecast',
          );
        return values[step];
      },
    });
  }
  return columns;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

function addTo(target: Float64Array, column: Float64Array, weight: number): void {
  for (let i = 0; i < column.length; i++) target[i] += weight * column[i];
}
