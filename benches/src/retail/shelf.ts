import type { Dice } from '@stockwright/core/maths';

/** What a shop sees of a demand that its stock cuts. */
export interface Shelf {
  /** min(demand, stock at open) per day. */
  readonly sales: Float64Array;
  /** Pieces on the shelf before the day's first customer. */
  readonly stockAtOpen: Float64Array;
}

export interface ShelfSettings {
  /** Days between orders, and the days that an order takes: drawn evenly from 1 to this for each order. */
  readonly reviewDays: number;
  readonly longestLeadDays: number;
  /** The order-up-to level is the mean demand of a cycle times this, plus one piece. */
  readonly cover: number;
}

/** Days of demand that the shop's order-up-to level looks back on. */
const MEMORY_DAYS = 91;

/**
 * Sells a demand from a shelf that is filled by orders up to a level every review period; what finds no
 * stock is lost. The level follows the mean demand of the last 91 days (the shop is taken to know demand,
 * not only sales: ordering by sales would starve the shelf to nothing by and by, and no real shop stays
 * with that). An order arrives before opening.
 */
export function sellFromShelf(demand: Float64Array, settings: ShelfSettings, dice: Dice): Shelf {
  const { reviewDays, longestLeadDays, cover } = settings;
  const days = demand.length;
  const sales = new Float64Array(days);
  const stockAtOpen = new Float64Array(days);
  const arriving = new Float64Array(days + longestLeadDays + 1);
  const cycleDays = reviewDays + (1 + longestLeadDays) / 2;
  const phase = Math.floor(dice.next() * reviewDays);
  const first = Math.min(days, MEMORY_DAYS);
  let recent = 0;
  for (let t = 0; t < first; t++) recent += demand[t];
  let rate = recent / first;
  let onHand = Math.ceil(cover * rate * cycleDays) + 1;
  let onOrder = 0;
  for (let t = 0; t < days; t++) {
    onHand += arriving[t];
    onOrder -= arriving[t];
    stockAtOpen[t] = onHand;
    sales[t] = Math.min(demand[t], onHand);
    onHand -= sales[t];
    if (t >= MEMORY_DAYS) {
      recent += demand[t] - demand[t - MEMORY_DAYS];
      rate = recent / MEMORY_DAYS;
    }
    if (t % reviewDays !== phase) continue;
    const quantity = Math.max(0, Math.ceil(cover * rate * cycleDays) + 1 - onHand - onOrder);
    const lead = 1 + Math.floor(dice.next() * longestLeadDays);
    arriving[t + lead] += quantity;
    onOrder += quantity;
  }
  return { sales, stockAtOpen };
}

/** Share of the days that end with an empty shelf. */
export function soldOutShare({ sales, stockAtOpen }: Shelf): number {
  let soldOut = 0;
  for (let t = 0; t < sales.length; t++) if (sales[t] >= stockAtOpen[t]) soldOut += 1;
  return soldOut / sales.length;
}
