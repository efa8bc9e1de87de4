import type { Dice } from '../../maths/index.js';
import type { FittedModel } from '../models/forecast-model.js';

/** Middle and spread of a model's own forecast at each step; a spread may differ upwards and downwards. */
export interface StepSpread {
  readonly middle: Float64Array;
  /** In standard deviations of a normal, from the median to the 90 % quantile. */
  readonly upward: Float64Array;
  readonly downward: Float64Array;
}

/** Distance of the 90 % quantile of a standard normal from its median. */
const TENTH = 1.2815515655446004;

/** @param least spread taken where the model's own is smaller, > 0 */
export function stepSpread(
  fitted: FittedModel,
  horizon: number,
  least: number,
  dice: Dice,
): StepSpread {
  const quantiles = fitted.quantiles(horizon, [0.1, 0.5, 0.9], dice);
  const middle = quantiles.slice(horizon, 2 * horizon);
  const upward = new Float64Array(horizon);
  const downward = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    upward[h] = Math.max(least, (quantiles[2 * horizon + h] - middle[h]) / TENTH);
    downward[h] = Math.max(least, (middle[h] - quantiles[h]) / TENTH);
  }
  return { middle, upward, downward };
}

/**
 * A spread below which no forecast of a series is believed: a twentieth of its mean step from one value to
 * the next, or next to nothing for a constant.
 */
export function leastSpread(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  let size = 0;
  let last = Number.NaN;
  for (let t = 0; t < values.length; t++) {
    const y = values[t];
    if (Number.isNaN(y)) continue;
    if (!Number.isNaN(last)) {
      sum += Math.abs(y - last);
      count += 1;
    }
    size = Math.max(size, Math.abs(y));
    last = y;
  }
  return Math.max(count > 0 ? (0.05 * sum) / count : 0, 1e-12 * size, 1e-300);
}
