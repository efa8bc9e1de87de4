import type { EventCalendar, UpliftData } from './event-days.js';
import { dayFactors } from './pooled-demand.js';
import type { UpliftSettings } from './settings.js';
import { SpreadEstimate } from './spread-estimate.js';
import { USUAL_SPREAD } from './spreads.js';
import { createUsualDemand, usualDemand } from './usual-demand.js';

/**
 * Uplifts of each series: its group's times how it did against what the group's uplifts made expect, that
 * ratio shrunk to 1 by how far series of a group are found to lie apart. A day with several events counts for
 * each of them by equal shares.
 *
 * @param group      group[g * events + e]
 * @param groupError its standard errors
 */
export function ownUplifts(
  { panel, group: groupOf }: UpliftData,
  calendar: EventCalendar,
  settings: UpliftSettings,
  group: Float64Array,
  groupError: Float64Array,
): { factor: Float32Array; error: Float32Array; variance: number } {
  const eventCount = calendar.names.length;
  const scratch = calendar.lists.map((days) => createUsualDemand(days.count));
  const products = calendar.lists.map((days) => new Float64Array(days.count));
  // First what was sold and what was expected of each; in their place then the uplift and its error.
  const factor = new Float32Array(panel.seriesCount * eventCount);
  const error = new Float32Array(panel.seriesCount * eventCount);
  const apart = new SpreadEstimate(USUAL_SPREAD);
  for (let s = 0; s < panel.seriesCount; s++) {
    const list = calendar.listOf(panel.location[s]);
    const days = calendar.lists[list];
    const product = products[list];
    const { sold, usual, weight } = scratch[list];
    usualDemand(panel, s, days, settings, scratch[list]);
    const first = groupOf[s] * eventCount;
    dayFactors(days, group.subarray(first, first + eventCount), product);
    const base = s * eventCount;
    for (let k = 0; k < days.count; k++) {
      if (Number.isNaN(sold[k])) continue;
      const share = weight[k] / (days.start[k + 1] - days.start[k]);
      for (let i = days.start[k]; i < days.start[k + 1]; i++) {
        factor[base + days.event[i]] += sold[k] * share;
        error[base + days.event[i]] += usual[k] * product[k] * share;
      }
    }
    for (let i = base; i < base + eventCount; i++)
      if (error[i] > 0) apart.add(factor[i], error[i], error[i]);
  }
  const shape = 1 / apart.variance;
  for (let s = 0; s < panel.seriesCount; s++)
    for (let e = 0; e < eventCount; e++) {
      const i = s * eventCount + e;
      const g = groupOf[s] * eventCount + e;
      const information = shape + error[i];
      const ratio = (shape + factor[i]) / information;
      factor[i] = group[g] * ratio;
      error[i] = factor[i] * Math.sqrt(1 / information + (groupError[g] / group[g]) ** 2);
    }
  return { factor, error, variance: apart.variance };
}
