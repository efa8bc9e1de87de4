import { type DayExposure, spreadFactors } from './day-exposure.js';
import type { EventDays } from './event-days.js';
import type { UsualDemand } from './usual-demand.js';

/** Least factor that is believed in: an event that ends all sales would leave nothing to divide by. */
export const LEAST_FACTOR = 0.01;

/** Weighted demand on event days, summed over series that share a list of event days. */
export class PooledDemand {
  /** What events were believed to do when usual demand was reckoned. */
  readonly believed: DayExposure;
  readonly sold: Float64Array;
  /** Usual demand as the days before (2k) and after (2k + 1) event day k tell it; their sum is the usual one. */
  readonly usual: Float64Array;

  constructor(believed: DayExposure) {
    this.believed = believed;
    this.sold = new Float64Array(believed.days.count);
    this.usual = new Float64Array(2 * believed.days.count);
  }

  get days(): EventDays {
    return this.believed.days;
  }

  /** Adds one series. */
  add({ sold, sides, weight }: UsualDemand): void {
    for (let k = 0; k < sold.length; k++) {
      if (Number.isNaN(sold[k])) continue;
      this.sold[k] += sold[k] * weight[k];
      this.usual[2 * k] += sides[2 * k] * weight[k];
      this.usual[2 * k + 1] += sides[2 * k + 1] * weight[k];
    }
  }

  /** Adds another pool of the same days and beliefs. */
  addPool(other: PooledDemand): void {
    for (let k = 0; k < this.sold.length; k++) this.sold[k] += other.sold[k];
    for (let i = 0; i < this.usual.length; i++) this.usual[i] += other.usual[i];
  }
}

/** What a pool would expect of each event day with other factors than those believed in. */
export interface Expectation {
  /** Exposure of each day from the list's first on. */
  readonly exposure: Float64Array;
  /** Usual demand by sides, as in PooledDemand, reckoned anew with the exposures of the days around. */
  readonly usual: Float64Array;
  /** Per event day. */
  readonly expected: Float64Array;
}

export const createExpectation = (days: EventDays): Expectation => ({
  exposure: new Float64Array(days.reach).fill(1),
  usual: new Float64Array(2 * days.count),
  expected: new Float64Array(days.count),
});

/** A day around that is believed to have been raised by its own events tells of less usual demand. */
export function expectDays(pool: PooledDemand, factor: Float64Array, out: Expectation): void {
  const { believed, usual, days } = pool;
  spreadFactors(days, factor, 0, out.exposure);
  for (let k = 0; k < days.count; k++) {
    for (let side = 2 * k; side < 2 * k + 2; side++)
      out.usual[side] =
        usual[side] === 0
          ? 0
          : (usual[side] * believed.sumAround(side, believed.factors)) /
            believed.sumAround(side, out.exposure);
    const product = out.exposure[days.day[k] - days.begin];
    out.expected[k] = (out.usual[2 * k] + out.usual[2 * k + 1]) * product;
  }
}
