import { normalQuantile, quantileOfSorted } from '../../maths/index.js';
import type { TimeSeries } from './time-series.js';

/** The least value that a series may take: 0 for demand. */
export const floorOf = (series: TimeSeries): number =>
  series.domain === 'real' ? Number.NEGATIVE_INFINITY : 0;

/** Cuts values below the floor, in place. */
export function cutBelow(values: Float64Array, floor: number): Float64Array {
  for (let i = 0; i < values.length; i++) if (values[i] < floor) values[i] = floor;
  return values;
}

/** quantiles[p * horizon + h] of normal distributions, one per step, cut at the floor. */
export function normalQuantiles(
  mean: Float64Array,
  deviation: Float64Array,
  probabilities: readonly number[],
  floor: number,
): Float64Array {
  const horizon = mean.length;
  const quantiles = new Float64Array(probabilities.length * horizon);
  for (let p = 0; p < probabilities.length; p++) {
    const score = normalQuantile(probabilities[p]);
    for (let h = 0; h < horizon; h++) quantiles[p * horizon + h] = mean[h] + score * deviation[h];
  }
  return cutBelow(quantiles, floor);
}

/** quantiles[p * horizon + h] of sample paths paths[k * horizon + h], each step by itself. */
export function quantilesOfPaths(
  paths: Float64Array,
  horizon: number,
  probabilities: readonly number[],
): Float64Array {
  const pathCount = paths.length / horizon;
  const step = new Float64Array(pathCount);
  const quantiles = new Float64Array(probabilities.length * horizon);
  for (let h = 0; h < horizon; h++) {
    for (let k = 0; k < pathCount; k++) step[k] = paths[k * horizon + h];
    step.sort();
    for (let p = 0; p < probabilities.length; p++)
      quantiles[p * horizon + h] = quantileOfSorted(step, probabilities[p]);
  }
  return quantiles;
}
