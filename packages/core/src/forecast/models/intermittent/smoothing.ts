import { minimiseUnimodal } from '../../../maths/index.js';

/** Bounds of an estimated smoothing weight. */
export interface WeightBounds {
  /** In (0, 1]. Default 0.1. */
  readonly leastWeight: number;
  /** In [leastWeight, 1]. Default 0.3. */
  readonly greatestWeight: number;
}

/** @throws RangeError naming the setting, its value and its range */
export function weightBounds(given: Partial<WeightBounds>): WeightBounds {
  const bounds = { leastWeight: 0.1, greatestWeight: 0.3, ...given };
  requireWeight('leastWeight', bounds.leastWeight);
  requireWeight('greatestWeight', bounds.greatestWeight);
  if (bounds.greatestWeight < bounds.leastWeight)
    throw new RangeError(
      `greatestWeight is ${bounds.greatestWeight}; it must be at least ${bounds.leastWeight}`,
    );
  return bounds;
}

/** @throws RangeError unless the weight lies in (0, 1] */
export function requireWeight(name: string, weight: number): number {
  if (!(weight > 0 && weight <= 1))
    throw new RangeError(`${name} is ${weight}; it must lie in (0, 1]`);
  return weight;
}

/** Level of simple exponential smoothing after the first `count` values, started at the first of them. */
export function smoothedLevel(values: Float64Array, count: number, weight: number): number {
  const keep = 1 - weight;
  let level = values[0];
  for (let t = 1; t < count; t++) level = keep * level + weight * values[t];
  return level;
}

/**
 * The weight of least squared one-step error of that smoothing; the middle of the bounds where all fit the
 * same, which is so as long as the level has not been seen to move.
 */
export function estimateWeight(values: Float64Array, count: number, bounds: WeightBounds): number {
  const { leastWeight, greatestWeight } = bounds;
  let moves = false;
  for (let t = 1; t < count - 1 && !moves; t++) moves = values[t] !== values[0];
  if (!moves || greatestWeight === leastWeight) return (leastWeight + greatestWeight) / 2;
  const squares = (weight: number): number => {
    const keep = 1 - weight;
    let level = values[0];
    let sum = 0;
    for (let t = 1; t < count; t++) {
      const error = values[t] - level;
      sum += error * error;
      level = keep * level + weight * values[t];
    }
    return sum;
  };
  return minimiseUnimodal(squares, leastWeight, greatestWeight, 1e-8).x;
}
