import { createDice, drawGamma } from '../maths/index.js';
import type { LaneTerms } from './item-plan.js';

/**
 * One lead time per path, whole days: gamma with the lane's mean and standard deviation, rounded; the
 * mean rounded up where it does not vary. Gamma, because a lead time is never negative and sometimes
 * very late.
 *
 * @param into filled from `offset` with `pathCount` draws
 * @param seed the same seed and lane give the same draws
 */
export function drawLeadTimes(
  lane: LaneTerms,
  seed: string | number,
  into: Int32Array,
  offset: number,
  pathCount: number,
): void {
  const { leadTimeMeanDays: mean, leadTimeSdDays: sd } = lane;
  if (!(mean > 0 && sd > 0)) {
    into.fill(Math.ceil(Math.max(0, mean)), offset, offset + pathCount);
    return;
  }
  const dice = createDice('lead time', seed, lane.lane);
  const shape = (mean / sd) ** 2;
  for (let k = 0; k < pathCount; k++)
    into[offset + k] = Math.round(drawGamma(dice, shape, mean / shape));
}
