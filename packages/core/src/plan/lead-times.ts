import { createDice, drawGamma } from '../maths/index.js';
import type { LaneTerms } from './item-plan.js';

/**
 * One lead time per path, whole days: gamma with the lane's mean and standard deviation, rounded; the
 * mean rounded up where it does not vary. Gamma, because a lead time is never negative and sometimes
 * very late.
 *
 * @param seed the same seed and lane give the same draws, so all items of a run that share a lane see
 *   the same late ships
 */
export function drawLeadTimes(
  lane: LaneTerms,
  seed: string | number,
  pathCount: number,
): Int32Array {
  const { leadTimeMeanDays: mean, leadTimeSdDays: sd } = lane;
  const days = new Int32Array(pathCount);
  if (!(mean > 0 && sd > 0)) return days.fill(Math.ceil(Math.max(0, mean)));
  const dice = createDice('lead time', seed, lane.lane);
  const shape = (mean / sd) ** 2;
  for (let k = 0; k < pathCount; k++) days[k] = Math.round(drawGamma(dice, shape, mean / shape));
  return days;
}

/** Draws of the lanes of one run, kept from item to item. */
export interface LeadTimeMemory {
  /** What the draws were made for: seed and path count. */
  run: string;
  readonly byLane: Map<string, Int32Array>;
}

/** Those draws, made once per lane and run. */
export function rememberedLeadTimes(
  memory: LeadTimeMemory,
  lane: LaneTerms,
  seed: string | number,
  pathCount: number,
): Int32Array {
  const run = `${typeof seed} ${seed} ${pathCount}`;
  if (memory.run !== run) {
    memory.byLane.clear();
    memory.run = run;
  }
  const key = `${lane.lane} ${lane.leadTimeMeanDays} ${lane.leadTimeSdDays}`;
  let days = memory.byLane.get(key);
  if (!days) {
    days = drawLeadTimes(lane, seed, pathCount);
    memory.byLane.set(key, days);
  }
  return days;
}
