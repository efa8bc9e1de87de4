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

export function stepSpread(fitted: FittedModel, horizon: number, dice: Dice): StepSpread {
  const quantiles = fitted.quantiles(horizon, [0.1, 0.5, 0.9], dice);
  const middle = quantiles.slice(horizon, 2 * horizon);
  const upward = new Float64Array(horizon);
  const downward = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    upward[h] = (quantiles[2 * horizon + h] - middle[h]) / TENTH;
    downward[h] = (middle[h] - quantiles[h]) / TENTH;
  }
  return { middle, upward, downward };
}

/** A forecast of the past beside what happened. */
export interface PastError {
  /** Steps ahead, the first being 1. */
  readonly step: number;
  /** The origin that it was forecast from. */
  readonly window: number;
  /** What happened less the median. */
  readonly error: number;
  /** The model's own spread on the side of the error. */
  readonly spread: number;
}

/**
 * A spread below which the model is not believed: half of the median size of its past errors. Without it a
 * forecast that was once sure of next to nothing would rule all scores.
 */
export function leastSpread(past: readonly PastError[]): number {
  const sizes = Float64Array.from(past, ({ error }) => Math.abs(error)).sort();
  return Math.max(
    0.5 * sizes[Math.floor(sizes.length / 2)],
    1e-12 * sizes[sizes.length - 1],
    1e-300,
  );
}
