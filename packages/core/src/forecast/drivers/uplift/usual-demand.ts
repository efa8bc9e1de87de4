import type { DemandPanel } from '../../../demand/index.js';
import type { DayExposure } from './day-exposure.js';

/** What a series sold on the days of events, beside what was usual for it around then. */
export interface UsualDemand {
  /** Per event day; NaN = the day was not observed, or nothing comparable was. */
  readonly sold: Float64Array;
  readonly usual: Float64Array;
  /** What the days before (2k) and after (2k + 1) event day k add to its usual demand. */
  readonly sides: Float64Array;
  /** How much a piece says: less for an erratic series and for a usual demand known from few days. */
  readonly weight: Float64Array;
}

export const createUsualDemand = (eventDays: number): UsualDemand => ({
  sold: new Float64Array(eventDays),
  usual: new Float64Array(eventDays),
  sides: new Float64Array(2 * eventDays),
  weight: new Float64Array(eventDays),
});

/**
 * Fills in what series s sold on each event day, and its usual demand: the demand of the best comparable observed
 * days of the same weekday (see comparableDays) over what their own events are believed to do to them, each
 * side of the day counting half, so that neither growth nor a season's slope looks like an effect of the event.
 *
 * A usual demand known from n days takes n/(n + 1) of a piece's weight.
 *
 * @param pieceWeight what a piece of the series says, see pieceWeight()
 */
export function usualDemand(
  panel: DemandPanel,
  series: number,
  pieceWeight: number,
  believed: DayExposure,
  out: UsualDemand,
): void {
  const begin = panel.offsets[series];
  const length = panel.offsets[series + 1] - begin;
  const { demand, observed } = panel;
  const { days, factors, comparable, comparableCount, perSide } = believed;
  const shift = days.begin - panel.firstDay[series];
  for (let k = 0; k < days.count; k++) {
    const t = days.day[k] - days.begin + shift;
    if (t < 0 || t >= length || observed[begin + t] === 0) {
      out.sold[k] = Number.NaN;
      continue;
    }
    let sides = 0;
    let found = 0;
    for (let side = 2 * k; side < 2 * k + 2; side++) {
      const from = side * days.weeks;
      const end = from + comparableCount[side];
      let sum = 0;
      let exposure = 0;
      let count = 0;
      for (let i = from; i < end && count < perSide; i++) {
        const u = comparable[i] + shift;
        if (u < 0 || u >= length || observed[begin + u] === 0) continue;
        sum += demand[begin + u];
        exposure += factors[comparable[i]];
        count += 1;
      }
      out.sides[side] = count === 0 ? 0 : sum / exposure;
      if (count > 0) sides += 1;
      found += count;
    }
    if (sides === 2) {
      out.sides[2 * k] /= 2;
      out.sides[2 * k + 1] /= 2;
    }
    out.sold[k] = sides === 0 ? Number.NaN : demand[begin + t];
    out.usual[k] = out.sides[2 * k] + out.sides[2 * k + 1];
    out.weight[k] = (pieceWeight * found) / (found + 1);
  }
}

/** Least variance over mean that a series is believed to have; few days can look too even. */
const LEAST_DISPERSION = 0.5;

/**
 * What a piece of a series says: 1/φ, φ being the series' variance over its mean from one week to the next:
 * 1 for customers who come one by one, more where they come in bulk.
 */
export function pieceWeight(panel: DemandPanel, series: number): number {
  const { demand, observed } = panel;
  let squares = 0;
  let pieces = 0;
  for (let i = panel.offsets[series] + 7; i < panel.offsets[series + 1]; i++) {
    if (observed[i] === 0 || observed[i - 7] === 0) continue;
    const difference = demand[i] - demand[i - 7];
    squares += difference * difference;
    pieces += demand[i] + demand[i - 7];
  }
  return pieces > 0 ? 1 / Math.max(LEAST_DISPERSION, squares / pieces) : 1;
}
