import { EventCalendar, type UpliftData } from './event-days.js';
import { errorsOf, fitFactors } from './fit-factors.js';
import { PooledDemand } from './pooled-demand.js';
import { seriesSpread } from './series-uplifts.js';
import { type UpliftSettings, upliftSettings } from './settings.js';
import { groupSpread, occurrenceSpread, USUAL_SPREAD } from './spreads.js';
import { createUsualDemand, usualDemand } from './usual-demand.js';

/** What events do to the demand of groups: factors on what is usual, 1 = nothing, 2 = twice as much. */
export interface GroupUplifts {
  /** Events: the columns' names. */
  readonly names: readonly string[];
  /** Over all series, per event, with standard errors. */
  readonly overall: Float64Array;
  readonly overallError: Float64Array;
  /** group[g * names.length + e]; a group that saw nothing of an event has the overall uplift. */
  readonly group: Float64Array;
  readonly groupError: Float64Array;
  /** How far occurrences, groups and series lie apart, as relative variances found in the data. */
  readonly spread: { readonly occurrence: number; readonly group: number; readonly series: number };
}

/**
 * Learns how much each event moves the demand of each group (see eventUplifts): what a whole catalogue can
 * share, at a few numbers per group. seriesUplifts then finishes any part of the catalogue by itself.
 *
 * @throws RangeError on a setting out of its range, columns that are not daily or differ in their names, or a
 *   group that is no whole number
 */
export function groupUplifts(data: UpliftData, given: Partial<UpliftSettings> = {}): GroupUplifts {
  const settings = upliftSettings(given);
  const calendar = new EventCalendar(data, settings);
  const eventOf = Int32Array.from(calendar.occurrences, ({ event }) => event);
  const eventCount = calendar.names.length;
  const pools = poolByGroup(data, calendar, settings);

  const none = new Float64Array(eventCount).fill(1);
  const everything = mergePools(calendar, pools);
  const prior = settings.priorSpread ** 2;
  const rough = fitFactors(everything, eventOf, none, prior, USUAL_SPREAD);
  const occurrence = occurrenceSpread(rough, eventOf, eventCount);
  const overall = fitFactors(everything, eventOf, none, prior, occurrence);
  const overallError = errorsOf(overall.factor, overall.information, prior);

  const apart = groupSpread(pools, eventOf, overall.factor);
  const group = new Float64Array(pools.length * eventCount);
  const groupError = new Float64Array(pools.length * eventCount);
  for (let g = 0; g < pools.length; g++) {
    const { factor, information } = fitFactors(
      pools[g],
      eventOf,
      overall.factor,
      apart,
      occurrence,
    );
    group.set(factor, g * eventCount);
    const errors = errorsOf(factor, information, apart);
    for (let e = 0; e < eventCount; e++) {
      // What comes from the level above has that level's error too.
      const fromAbove = 1 / (1 + information[e] * apart);
      groupError[g * eventCount + e] = Math.hypot(errors[e], fromAbove * overallError[e]);
    }
  }
  return {
    names: calendar.names,
    overall: overall.factor,
    overallError,
    group,
    groupError,
    spread: { occurrence, group: apart, series: seriesSpread(data, calendar, settings, group) },
  };
}

/** pools[g]: the demand of group g, one pool per list of event days that its locations have. */
function poolByGroup(
  { panel, group }: UpliftData,
  calendar: EventCalendar,
  settings: UpliftSettings,
): PooledDemand[][] {
  const pools: PooledDemand[][] = [];
  const scratch = calendar.lists.map((days) => createUsualDemand(days.count));
  for (let s = 0; s < panel.seriesCount; s++) {
    if (!(Number.isSafeInteger(group[s]) && group[s] >= 0))
      throw new RangeError(`the group of series ${s} is ${group[s]}; it must be a whole number`);
    while (pools.length <= group[s]) pools.push([]);
    const ofGroup = pools[group[s]];
    const list = calendar.listOf(panel.location[s]);
    const days = calendar.lists[list];
    let pool = ofGroup.find((candidate) => candidate.days === days);
    if (!pool) {
      pool = new PooledDemand(days);
      ofGroup.push(pool);
    }
    usualDemand(panel, s, days, settings, scratch[list]);
    pool.add(scratch[list]);
  }
  return pools;
}

/** All groups together, one pool per list of event days. */
function mergePools(
  calendar: EventCalendar,
  pools: readonly (readonly PooledDemand[])[],
): PooledDemand[] {
  return calendar.lists.map((days) => {
    const merged = new PooledDemand(days);
    for (const ofGroup of pools)
      for (const pool of ofGroup) if (pool.days === days) merged.addPool(pool);
    return merged;
  });
}
