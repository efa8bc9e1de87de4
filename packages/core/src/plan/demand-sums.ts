import type { PlaceState } from './item-plan.js';
import type { LeadTimeMemory } from './lead-times.js';

/**
 * Running sums of every place's demand paths in one flat array, so that the demand of any number of
 * days from asOf on is one look-up.
 */
export interface DemandSums {
  readonly pathCount: number;
  readonly horizonDays: number;
  /** sums[(place · pathCount + path) · (horizonDays + 1) + days] */
  readonly sums: Float64Array;
}

/** What one item's plan leaves for the next to use; give one to each worker. */
export interface PlanScratch {
  sums: Float64Array;
  readonly leadTimes: LeadTimeMemory;
}

export const createPlanScratch = (): PlanScratch => ({
  sums: new Float64Array(0),
  leadTimes: { run: '', byLane: new Map() },
});

/** @throws RangeError when a place's paths are not pathCount × horizonDays numbers. */
export function sumDemand(
  places: readonly PlaceState[],
  pathCount: number,
  horizonDays: number,
  scratch: PlanScratch,
): DemandSums {
  const width = horizonDays + 1;
  const length = places.length * pathCount * width;
  if (scratch.sums.length < length) scratch.sums = new Float64Array(length);
  const { sums } = scratch;
  for (let i = 0; i < places.length; i++) {
    const { paths, place } = places[i];
    const start = i * pathCount * width;
    if (paths === null) {
      sums.fill(0, start, start + pathCount * width);
      continue;
    }
    if (paths.length !== pathCount * horizonDays)
      throw new RangeError(
        `place ${place} has ${paths.length} path values; ${pathCount} paths × ${horizonDays} days want ${pathCount * horizonDays}`,
      );
    let read = 0;
    let write = start;
    for (let k = 0; k < pathCount; k++) {
      let sum = 0;
      sums[write++] = 0;
      for (let d = 0; d < horizonDays; d++) {
        sum += paths[read++];
        sums[write++] = sum;
      }
    }
  }
  return { pathCount, horizonDays, sums };
}

/** Demand at a place over the first `days` days of a path; past the horizon its days repeat. */
export function demandUntil(
  { pathCount, horizonDays, sums }: DemandSums,
  place: number,
  path: number,
  days: number,
): number {
  const base = (place * pathCount + path) * (horizonDays + 1);
  if (days <= horizonDays) return sums[base + days];
  const rounds = Math.floor(days / horizonDays);
  return rounds * sums[base + horizonDays] + sums[base + days - rounds * horizonDays];
}
