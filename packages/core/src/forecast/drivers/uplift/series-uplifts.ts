import { Beliefs } from './beliefs.js';
import { EventCalendar, type UpliftData } from './event-days.js';
import type { GroupUplifts } from './group-uplifts.js';
import { type UpliftSettings, upliftSettings } from './settings.js';
import { SpreadEstimate } from './spread-estimate.js';
import { USUAL_SPREAD } from './spreads.js';
import { createUsualDemand, pieceWeight, usualDemand } from './usual-demand.js';

/** What events do to the demand of each series. */
export interface SeriesUplifts {
  /** series[s * events + e]: the group's, moved as far as the series' own history says. */
  readonly series: Float32Array;
  readonly seriesError: Float32Array;
}

/**
 * Uplifts of each series: its group's times how it did against what the group's uplifts made expect, that
 * ratio shrunk to 1 by how far series of a group are found to lie apart. The panel may be a part of the one
 * that the groups were learnt from, or hold new items.
 *
 * @throws RangeError where the columns are not those that the groups' uplifts were learnt for, or a group is
 *   not among them
 */
export function seriesUplifts(
  data: UpliftData,
  groups: GroupUplifts,
  given: Partial<UpliftSettings> = {},
): SeriesUplifts {
  const settings = upliftSettings(given);
  const calendar = new EventCalendar(data, settings);
  calendar.requireNames(groups.names);
  const { group, groupError } = groups;
  const eventCount = groups.names.length;
  const series = new Float32Array(data.panel.seriesCount * eventCount);
  const seriesError = new Float32Array(series.length);
  const shape = 1 / groups.spread.series;
  againstGroup(data, calendar, settings, group, (s, sold, expected) => {
    for (let e = 0; e < eventCount; e++) {
      const i = s * eventCount + e;
      const g = data.group[s] * eventCount + e;
      const information = shape + expected[e];
      series[i] = (group[g] * (shape + sold[e])) / information;
      seriesError[i] = series[i] * Math.sqrt(1 / information + (groupError[g] / group[g]) ** 2);
    }
  });
  return { series, seriesError };
}

/** How far the series of a group lie apart in what an event does to them, as a relative variance. */
export function seriesSpread(
  data: UpliftData,
  calendar: EventCalendar,
  settings: UpliftSettings,
  group: Float64Array,
): number {
  const apart = new SpreadEstimate(USUAL_SPREAD);
  againstGroup(data, calendar, settings, group, (_, sold, expected) => {
    for (let e = 0; e < sold.length; e++)
      if (expected[e] > 0) apart.add(sold[e], expected[e], expected[e]);
  });
  return apart.variance;
}

/**
 * Hands over, for each series in turn, what it sold on each event's days and what its group's uplifts made
 * expect, both weighted as usualDemand says. A day with several events counts for each by equal shares.
 */
function againstGroup(
  { panel, group: groupOf }: UpliftData,
  calendar: EventCalendar,
  settings: UpliftSettings,
  group: Float64Array,
  visit: (series: number, sold: Float64Array, expected: Float64Array) => void,
): void {
  const eventCount = calendar.names.length;
  const believed = new Beliefs(calendar, settings);
  const scratch = calendar.lists.map((days) => createUsualDemand(days.count));
  const soldOf = new Float64Array(eventCount);
  const expectedOf = new Float64Array(eventCount);
  for (let s = 0; s < panel.seriesCount; s++) {
    const first = groupOf[s] * eventCount;
    if (!(first >= 0 && first + eventCount <= group.length))
      throw new RangeError(`nothing is known of group ${groupOf[s]}, that of series ${s}`);
    const list = calendar.listOf(panel.location[s]);
    const exposure = believed.of(list, groupOf[s], group);
    const { days, factors } = exposure;
    const { sold, usual, weight } = scratch[list];
    usualDemand(panel, s, pieceWeight(panel, s), exposure, scratch[list]);
    soldOf.fill(0);
    expectedOf.fill(0);
    for (let k = 0; k < days.count; k++) {
      if (Number.isNaN(sold[k])) continue;
      const expected = usual[k] * factors[days.day[k] - days.begin];
      const share = weight[k] / (days.start[k + 1] - days.start[k]);
      for (let i = days.start[k]; i < days.start[k + 1]; i++) {
        soldOf[days.event[i]] += sold[k] * share;
        expectedOf[days.event[i]] += expected * share;
      }
    }
    visit(s, soldOf, expectedOf);
  }
}
