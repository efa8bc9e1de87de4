import type { EventDays } from './event-days.js';
import type { UpliftSettings } from './settings.js';

/** A day that events leave less than this share of its demand says nothing of what is usual. */
const LEAST_SAYING = 0.2;

/** What events are so far believed to do to each day: products of the factors of a day's events. */
export class DayExposure {
  readonly days: EventDays;
  /** Day by day from `days.begin` on; 1 without events. */
  readonly factors: Float64Array;
  /**
   * The comparable days of each side of each event day that say something of what is usual, as places in `factors`,
   * best first: comparable[(2k + side) · days.weeks] …, comparableCount[2k + side] of them.
   */
  readonly comparable: Int32Array;
  readonly comparableCount: Int32Array;
  /** How many of them are asked at most. */
  readonly perSide: number;

  /** @param factor factor of event e: factor[from + e] */
  constructor(
    days: EventDays,
    factor: ArrayLike<number>,
    from: number,
    { comparableDays }: UpliftSettings,
  ) {
    this.days = days;
    this.factors = new Float64Array(days.reach).fill(1);
    spreadFactors(days, factor, from, this.factors);
    this.perSide = comparableDays;
    this.comparable = new Int32Array(days.comparable.length);
    this.comparableCount = new Int32Array(2 * days.count);
    for (let side = 0; side < 2 * days.count; side++) {
      let count = 0;
      const first = side * days.weeks;
      for (let i = first; i < first + days.weeks; i++) {
        const place = days.comparable[i] - days.begin;
        if (this.factors[place] < LEAST_SAYING) continue;
        this.comparable[first + count] = place;
        count += 1;
      }
      this.comparableCount[side] = count;
    }
  }

  /** How many days a series observed throughout is asked on a side of an event day (2k + side). */
  asked(side: number): number {
    return Math.min(this.perSide, this.comparableCount[side]);
  }

  /** Sum of the exposures of these days, at any factors. */
  sumAround(side: number, factors: Float64Array): number {
    const first = side * this.days.weeks;
    const end = first + this.asked(side);
    let sum = 0;
    for (let i = first; i < end; i++) sum += factors[this.comparable[i]];
    return sum;
  }
}

/** Writes the product of the factors of each event day's events at the day's place. */
export function spreadFactors(
  days: EventDays,
  factor: ArrayLike<number>,
  from: number,
  out: Float64Array,
): void {
  for (let k = 0; k < days.count; k++) {
    let product = 1;
    for (let i = days.start[k]; i < days.start[k + 1]; i++) product *= factor[from + days.event[i]];
    out[days.day[k] - days.begin] = product;
  }
}
