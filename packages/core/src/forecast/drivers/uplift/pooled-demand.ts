import type { EventDays } from './event-days.js';
import type { UsualDemand } from './usual-demand.js';

/** Weighted demand on event days, summed over series that share a list of event days. */
export class PooledDemand {
  readonly days: EventDays;
  readonly sold: Float64Array;
  readonly usual: Float64Array;

  constructor(days: EventDays) {
    this.days = days;
    this.sold = new Float64Array(days.count);
    this.usual = new Float64Array(days.count);
  }

  /** Adds one series. */
  add({ sold, usual, weight }: UsualDemand): void {
    for (let k = 0; k < this.days.count; k++) {
      if (Number.isNaN(sold[k])) continue;
      this.sold[k] += sold[k] * weight[k];
      this.usual[k] += usual[k] * weight[k];
    }
  }

  /** Adds another pool of the same days. */
  addPool(other: PooledDemand): void {
    for (let k = 0; k < this.days.count; k++) {
      this.sold[k] += other.sold[k];
      this.usual[k] += other.usual[k];
    }
  }
}

/** Least factor that is believed in: an event that ends all sales would leave nothing to divide by. */
export const LEAST_FACTOR = 0.01;

/** factors[k]: product of the factors of day k's events. */
export function dayFactors(days: EventDays, factor: Float64Array, out: Float64Array): void {
  for (let k = 0; k < days.count; k++) {
    let product = 1;
    for (let i = days.start[k]; i < days.start[k + 1]; i++) product *= factor[days.event[i]];
    out[k] = product;
  }
}
