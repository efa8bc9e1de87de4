import type { Dice, Pmf } from '../../../maths/index.js';
import { drawCount, zeroRate } from './count-distribution.js';
import { countQuantiles } from './count-quantiles.js';
import { LEAST_LEVEL, type LevelDynamics, nextLevel } from './level-dynamics.js';
import { saleChance } from './occurrence.js';

/** Where a hurdle model stands at the end of its history. */
export interface HurdleState {
  readonly occurrence: LevelDynamics;
  /** Probability of a sale in an average place of the season, one step ahead. */
  readonly chanceLevel: number;
  readonly size: LevelDynamics;
  /** Expected pieces beyond the first of the next sale. */
  readonly sizeLevel: number;
  readonly excess: number;
  readonly multipliers: Float64Array;
  readonly phase: number;
}

/** Paths with what each count was drawn from; all [k * horizon + h]. */
export interface HurdlePaths {
  readonly counts: Float64Array;
  readonly chances: Float64Array;
  readonly sizes: Float64Array;
}

/** Sample paths: each sale raises the probability of the next, and its size that of the sizes to come. */
export function hurdlePaths(
  state: HurdleState,
  horizon: number,
  pathCount: number,
  dice: Dice,
): HurdlePaths {
  const { occurrence, size, excess, multipliers } = state;
  const rate = zeroRate(excess);
  const counts = new Float64Array(pathCount * horizon);
  const chances = new Float64Array(pathCount * horizon);
  const sizes = new Float64Array(pathCount * horizon);
  for (let k = 0; k < pathCount; k++) {
    let chanceLevel = state.chanceLevel;
    let sizeLevel = state.sizeLevel;
    let phase = state.phase;
    for (let h = 0; h < horizon; h++) {
      const at = k * horizon + h;
      const chance = saleChance(chanceLevel, multipliers[phase]);
      const sold = dice.next() < chance;
      chances[at] = chance;
      sizes[at] = sizeLevel;
      if (sold) {
        const more = drawCount(dice, sizeLevel, excess, rate);
        counts[at] = 1 + more;
        if (size.gain > 0) sizeLevel = nextLevel(size, sizeLevel, more, sizeLevel);
      }
      chanceLevel = nextLevel(occurrence, chanceLevel, sold ? 1 : 0, chance);
      if (chanceLevel > 1) chanceLevel = 1;
      if (state.chanceLevel === 0) chanceLevel = 0;
      phase += 1;
      if (phase === multipliers.length) phase = 0;
    }
  }
  return { counts, chances, sizes };
}

/** quantiles[p * horizon + h] from the probabilities along the paths. */
export const hurdleQuantiles = (
  state: HurdleState,
  drawn: HurdlePaths,
  horizon: number,
  probabilities: readonly number[],
): Float64Array =>
  countQuantiles(
    { means: drawn.sizes, weights: drawn.chances, excess: state.excess, shift: 1 },
    drawn.counts,
    horizon,
    probabilities,
  );

/**
 * Expected size of a sale at each step ahead. A size turns back towards its target only with each sale, so
 * by step h a share ∏ (1 − π_j (1 − keep)) of its distance is left.
 */
export function hurdleSizes(state: HurdleState, chances: Float64Array): Float64Array {
  const { target, keep } = state.size;
  let distance = state.sizeLevel - target;
  return chances.map((chance) => {
    const size = 1 + target + distance;
    distance *= 1 - chance * (1 - keep);
    return size;
  });
}

/** Expected count of each step ahead. */
export const hurdleMean = (state: HurdleState, chances: Float64Array): Float64Array =>
  hurdleSizes(state, chances).map((size, h) => size * chances[h]);

/** Probabilities of 0 with 1 − chance, and of one more than the given counts with the rest. */
export function raisedPmf(chance: number, beyondFirst: Pmf): Pmf {
  const { offset, probabilities } = beyondFirst;
  const raised = new Float64Array(offset + 1 + probabilities.length);
  raised[0] = 1 - chance;
  for (let i = 0; i < probabilities.length; i++) raised[offset + 1 + i] = chance * probabilities[i];
  return { offset: 0, probabilities: raised };
}

/** The level of an unobserved step's successor: only the pull towards the target acts. */
export const towardsTarget = ({ target, keep }: LevelDynamics, level: number): number =>
  Math.max(LEAST_LEVEL, target + keep * (level - target));
