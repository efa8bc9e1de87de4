import type { Dice } from '../../../maths/index.js';
import { drawCount, zeroRate } from './count-distribution.js';
import { LEAST_LEVEL, type LevelDynamics } from './level-dynamics.js';

/** Where a count model stands at the end of its history. */
export interface CountState {
  readonly dynamics: LevelDynamics;
  readonly excess: number;
  /** Level of the first step ahead. */
  readonly level: number;
  readonly multipliers: Float64Array;
  /** Place in the season of the first step ahead. */
  readonly phase: number;
}

/** Paths of counts, with the mean that each count was drawn from. Both [k * horizon + h]. */
export interface CountPaths {
  readonly counts: Float64Array;
  readonly means: Float64Array;
}

/** A level that wanders up without end would leave the range of whole numbers; no shop sells more. */
const MOST = 1e12;

/**
 * Sample paths: each count is drawn from its mean and moves the level of the step after it, so a path that
 * began well goes on well, and its sum spreads as the model says.
 */
export function countPaths(
  state: CountState,
  horizon: number,
  pathCount: number,
  dice: Dice,
): CountPaths {
  const { dynamics, excess, multipliers } = state;
  const { target, keep, gain } = dynamics;
  const rate = zeroRate(excess);
  const counts = new Float64Array(pathCount * horizon);
  const means = new Float64Array(pathCount * horizon);
  for (let k = 0; k < pathCount; k++) {
    let level = state.level;
    let phase = state.phase;
    for (let h = 0; h < horizon; h++) {
      const mean = Math.min(MOST, level * multipliers[phase]);
      const count = drawCount(dice, mean, excess, rate);
      means[k * horizon + h] = mean;
      counts[k * horizon + h] = count;
      level = target + keep * (level - target) + gain * (count - mean);
      if (level < LEAST_LEVEL) level = LEAST_LEVEL;
      phase += 1;
      if (phase === multipliers.length) phase = 0;
    }
  }
  return { counts, means };
}
