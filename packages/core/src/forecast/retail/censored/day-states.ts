/** What a day's sales say of its demand. 0 and 1 mean what the `observed` flags of a panel mean. */
export const DAY_STATE = {
  /** Nothing could be sold (no stock, closed): the sales say nothing. */
  hidden: 0,
  /** Stock was left: the sales are the demand. */
  shown: 1,
  /** Sold out at an unknown hour: the demand was at least the sales. */
  atLeast: 2,
  /** Sold out, and for which share of the day it was in stock is known. */
  partly: 3,
} as const;

/**
 * The state of each day from the stock on hand: a day that opens without stock is hidden, one that sells
 * all it has is at least, the others are shown. A day whose stock is unknown (NaN) is shown, as without
 * stock data.
 *
 * @param sales   pieces sold per day
 * @param stockAtOpen pieces on hand before the day's first sale, receipts of the day included
 * @throws RangeError on arrays of different length
 */
export function statesOfOpeningStock(
  sales: ArrayLike<number>,
  stockAtOpen: ArrayLike<number>,
): Uint8Array {
  requireSameDays(sales.length, 'stockAtOpen', stockAtOpen.length);
  return Uint8Array.from({ length: sales.length }, (_, t) => {
    if (Number.isNaN(stockAtOpen[t])) return DAY_STATE.shown;
    // A shelf said to be empty that sold all the same was not empty: a count is behind the sales.
    if (stockAtOpen[t] <= 0 && !(sales[t] > 0)) return DAY_STATE.hidden;
    return sales[t] >= stockAtOpen[t] ? DAY_STATE.atLeast : DAY_STATE.shown;
  });
}

/**
 * The state of each day where only the stock at the close is known: an empty shelf with sales is at least,
 * an empty shelf without sales is hidden.
 *
 * @param sales        pieces sold per day
 * @param stockAtClose pieces on hand after the day's last sale; NaN = unknown
 * @throws RangeError on arrays of different length
 */
export function statesOfClosingStock(
  sales: ArrayLike<number>,
  stockAtClose: ArrayLike<number>,
): Uint8Array {
  requireSameDays(sales.length, 'stockAtClose', stockAtClose.length);
  return Uint8Array.from({ length: sales.length }, (_, t) => {
    if (Number.isNaN(stockAtClose[t]) || stockAtClose[t] > 0) return DAY_STATE.shown;
    return sales[t] > 0 ? DAY_STATE.atLeast : DAY_STATE.hidden;
  });
}

/** @throws RangeError unless both have as many days. */
export function requireSameDays(days: number, name: string, given: number): void {
  if (given !== days)
    throw new RangeError(`there are ${days} days of sales but ${given} of ${name}; give one a day`);
}
