import { expectOccurrences, type FittedFactors } from './fit-factors.js';
import type { PooledDemand } from './pooled-demand.js';
import { SpreadEstimate } from './spread-estimate.js';

/** Relative variance that is believed until the data say otherwise: 14 % of a standard deviation. */
export const USUAL_SPREAD = 0.02;

/** How far the occurrences of one event lie apart, over all events. */
export function occurrenceSpread(
  { sold, expected }: FittedFactors,
  eventOf: Int32Array,
  eventCount: number,
): number {
  const seen = new Int32Array(eventCount);
  for (let o = 0; o < eventOf.length; o++) if (expected[o] > 0) seen[eventOf[o]] += 1;
  const apart = new SpreadEstimate(USUAL_SPREAD);
  for (let o = 0; o < eventOf.length; o++) {
    const times = seen[eventOf[o]];
    if (times > 1 && expected[o] > 0)
      apart.add(sold[o], expected[o], expected[o], (times - 1) / times);
  }
  return apart.variance;
}

/**
 * How far groups lie apart in what an event does to them. A strong or weak occurrence is strong or weak in
 * all groups, so it is no noise between them.
 */
export function groupSpread(
  pools: readonly (readonly PooledDemand[])[],
  eventOf: Int32Array,
  factor: Float64Array,
): number {
  const apart = new SpreadEstimate(USUAL_SPREAD);
  for (const ofGroup of pools) {
    const seen = expectOccurrences(ofGroup, factor, eventOf.length);
    const sold = new Float64Array(factor.length);
    const expected = new Float64Array(factor.length);
    for (let o = 0; o < eventOf.length; o++) {
      sold[eventOf[o]] += seen.sold[o];
      expected[eventOf[o]] += seen.expected[o];
    }
    for (let e = 0; e < factor.length; e++)
      if (expected[e] > 0) apart.add(sold[e], expected[e], expected[e]);
  }
  return apart.variance;
}
