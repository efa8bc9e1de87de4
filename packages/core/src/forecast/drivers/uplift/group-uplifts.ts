import { Beliefs } from './beliefs.js';
import type { DayExposure } from './day-exposure.js';
import { EffectPrior } from './effect-prior.js';
import { EventCalendar, type UpliftData } from './event-days.js';
import { errorsOf, type FittedFactors, fitFactors } from './fit-factors.js';
import { PooledDemand } from './pooled-demand.js';
import { seriesSpread } from './series-uplifts.js';
import { type UpliftSettings, upliftSettings } from './settings.js';
import { groupSpread, occurrenceSpread, USUAL_SPREAD } from './spreads.js';
import { createUsualDemand, pieceWeight, usualDemand } from './usual-demand.js';

/** Times that usual demand is reckoned with what events were last found to do to the days around. */
const ROUNDS = 2;

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
  const none = new Float64Array(eventCount).fill(1);
  const prior = new EffectPrior(eventCount, settings.priorSpread);

  const weights = Float64Array.from({ length: data.panel.seriesCount }, (_, s) =>
    pieceWeight(data.panel, s),
  );
  let pools = poolByGroup(data, calendar, settings, weights, none);
  let overall = fitOverall(mergePools(pools), eventOf, prior);
  for (let round = 1; round < ROUNDS; round++) {
    pools = poolByGroup(data, calendar, settings, weights, overall.factor);
    overall = fitOverall(mergePools(pools), eventOf, prior, overall.factor);
  }
  const { factor, occurrence } = overall;
  const overallError = errorsOf(factor, overall.information, prior.overallVariance);

  const apart = groupSpread(pools, eventOf, factor);
  const allApart = new Float64Array(eventCount).fill(apart);
  const group = new Float64Array(pools.length * eventCount);
  const groupError = new Float64Array(pools.length * eventCount);
  for (let g = 0; g < pools.length; g++)
    group.set(fitFactors(pools[g], eventOf, factor, allApart, occurrence).factor, g * eventCount);
  // Once more, with what is usual as the groups' own factors leave it.
  pools = poolByGroup(data, calendar, settings, weights, group);
  for (let g = 0; g < pools.length; g++) {
    const begin = group.slice(g * eventCount, (g + 1) * eventCount);
    const own = fitFactors(pools[g], eventOf, factor, allApart, occurrence, begin);
    group.set(own.factor, g * eventCount);
    const errors = errorsOf(own.factor, own.information, apart);
    for (let e = 0; e < eventCount; e++) {
      // What comes from the level above has that level's error too.
      const fromAbove = 1 / (1 + own.information[e] * apart);
      groupError[g * eventCount + e] = Math.hypot(errors[e], fromAbove * overallError[e]);
    }
  }
  return {
    names: calendar.names,
    overall: factor,
    overallError,
    group,
    groupError,
    spread: { occurrence, group: apart, series: seriesSpread(data, calendar, settings, group) },
  };
}

/** Factors of all series together, and how far an event's occurrences lie apart. */
function fitOverall(
  everything: readonly PooledDemand[],
  eventOf: Int32Array,
  prior: EffectPrior,
  begin?: Float64Array,
): FittedFactors & { readonly occurrence: number } {
  const { variances } = prior;
  const none = new Float64Array(variances.length).fill(1);
  const rough = fitFactors(everything, eventOf, none, variances, USUAL_SPREAD, begin);
  prior.learn(rough);
  const occurrence = occurrenceSpread(rough, eventOf, variances.length);
  const fitted = fitFactors(everything, eventOf, none, variances, occurrence, rough.factor);
  prior.learn(fitted);
  return { ...fitted, occurrence };
}

/**
 * pools[g]: the demand of group g, one pool per list of event days that its locations have.
 *
 * @param weights what a piece of each series says
 * @param factor what events are believed to do: to all groups alike, or group by group
 */
function poolByGroup(
  { panel, group }: UpliftData,
  calendar: EventCalendar,
  settings: UpliftSettings,
  weights: Float64Array,
  factor: Float64Array,
): PooledDemand[][] {
  const pools: PooledDemand[][] = [];
  const believed = new Beliefs(calendar, settings);
  const scratch = calendar.lists.map((days) => createUsualDemand(days.count));
  for (let s = 0; s < panel.seriesCount; s++) {
    if (!(Number.isSafeInteger(group[s]) && group[s] >= 0))
      throw new RangeError(`the group of series ${s} is ${group[s]}; it must be a whole number`);
    while (pools.length <= group[s]) pools.push([]);
    const ofGroup = pools[group[s]];
    const list = calendar.listOf(panel.location[s]);
    const own = factor.length > calendar.names.length ? group[s] : 0;
    const exposure = believed.of(list, own, factor);
    let pool = ofGroup.find((candidate) => candidate.believed === exposure);
    if (!pool) {
      pool = new PooledDemand(exposure);
      ofGroup.push(pool);
    }
    usualDemand(panel, s, weights[s], exposure, scratch[list]);
    pool.add(scratch[list]);
  }
  return pools;
}

/** All groups together, one pool per list of event days; their beliefs are the same. */
function mergePools(pools: readonly (readonly PooledDemand[])[]): PooledDemand[] {
  const merged = new Map<DayExposure, PooledDemand>();
  for (const pool of pools.flat()) {
    let into = merged.get(pool.believed);
    if (!into) {
      into = new PooledDemand(pool.believed);
      merged.set(pool.believed, into);
    }
    into.addPool(pool);
  }
  return [...merged.values()];
}
