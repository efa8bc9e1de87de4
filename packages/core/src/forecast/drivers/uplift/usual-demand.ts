import type { DemandPanel } from '../../../demand/index.js';
import type { EventDays } from './event-days.js';
import type { UpliftSettings } from './settings.js';

/** What a series sold on the days of events, beside what was usual for it around then. */
export interface UsualDemand {
  /** Per event day; NaN = the day was not observed, or nothing comparable was. */
  readonly sold: Float64Array;
  readonly usual: Float64Array;
  /** How much a piece says: less for an erratic series and for a usual demand known from few days. */
  readonly weight: Float64Array;
}

export const createUsualDemand = (eventDays: number): UsualDemand => ({
  sold: new Float64Array(eventDays),
  usual: new Float64Array(eventDays),
  weight: new Float64Array(eventDays),
});

/**
 * Fills in what series s sold on each event day, and its usual demand: the mean of the nearest observed days
 * of the same weekday that have no event, each side of the day counting half, so that neither growth nor a
 * season's slope looks like an effect of the event.
 *
 * A piece weighs 1/φ, φ being the series' variance over its mean from one week to the next: 1 for customers
 * who come one by one, more where they come in bulk. A usual demand known from n days takes n/(n + 1) of it.
 */
export function usualDemand(
  panel: DemandPanel,
  series: number,
  days: EventDays,
  settings: UpliftSettings,
  out: UsualDemand,
): void {
  const begin = panel.offsets[series];
  const length = panel.offsets[series + 1] - begin;
  const firstDay = panel.firstDay[series];
  const { demand, observed } = panel;
  const { comparableDays } = settings;
  const { comparable, comparableCount, weeks } = days;
  const weight = 1 / dispersion(demand, observed, begin, length);
  for (let k = 0; k < days.count; k++) {
    const t = days.day[k] - firstDay;
    if (t < 0 || t >= length || observed[begin + t] === 0) {
      out.sold[k] = Number.NaN;
      continue;
    }
    let usual = 0;
    let sides = 0;
    let found = 0;
    for (let side = 2 * k; side < 2 * k + 2; side++) {
      const from = side * weeks;
      const end = from + comparableCount[side];
      let sum = 0;
      let count = 0;
      for (let i = from; i < end && count < comparableDays; i++) {
        const u = comparable[i] - firstDay;
        // Nearest first: beyond the history's edge there is nothing more on this side.
        if (u < 0 || u >= length) break;
        if (observed[begin + u] === 0) continue;
        sum += demand[begin + u];
        count += 1;
      }
      if (count === 0) continue;
      usual += sum / count;
      sides += 1;
      found += count;
    }
    out.sold[k] = sides === 0 ? Number.NaN : demand[begin + t];
    out.usual[k] = usual / sides;
    out.weight[k] = (weight * found) / (found + 1);
  }
}

/** Least variance over mean that a series is believed to have; few days can look too even. */
const LEAST_DISPERSION = 0.5;

/** Half the mean squared difference between days a week apart, over the mean. */
function dispersion(
  demand: Float64Array,
  observed: Uint8Array,
  begin: number,
  length: number,
): number {
  let squares = 0;
  let pieces = 0;
  for (let i = begin + 7; i < begin + length; i++) {
    if (observed[i] === 0 || observed[i - 7] === 0) continue;
    const difference = demand[i] - demand[i - 7];
    squares += difference * difference;
    pieces += demand[i] + demand[i - 7];
  }
  return pieces > 0 ? Math.max(LEAST_DISPERSION, squares / pieces) : 1;
}
