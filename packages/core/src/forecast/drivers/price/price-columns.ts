import { requireShare, requireWhole } from '../../../maths/index.js';

export interface PriceSettings {
  /** Steps over whose median a price is usual, the present one included; 1 or more. Default 91. */
  readonly usualSteps: number;
  /** Share below the usual price from which on a price is a promotion, in (0, 1). Default 0.05. */
  readonly promotionDepth: number;
}

export interface PriceColumns {
  /** ln(price / usual price); 0 until a price is known. */
  readonly logRelative: Float64Array;
  /** 1 where the price lies clearly below the usual one. */
  readonly promotion: Float64Array;
}

/**
 * Columns of an item's price: how far it is from its usual price, the median of the recent prices up to the
 * step itself, and whether that is a promotion. Only what is known at a step is used for it. A price that is not
 * given holds on: the last known price goes on, also into the future; steps before the first price count as
 * usual. A price that changes for good becomes the usual one after half of `usualSteps`.
 *
 * @param prices one per step of history and future, above 0; NaN = not given
 * @throws RangeError on a price that is 0, negative or infinite, and on settings out of their ranges
 * @example 10, 10, 10, 8: ln(8/10) = −0.223 at the last step, a promotion
 */
export function priceColumns(
  prices: Float64Array,
  given: Partial<PriceSettings> = {},
): PriceColumns {
  const { usualSteps, promotionDepth } = { usualSteps: 91, promotionDepth: 0.05, ...given };
  requireWhole('usualSteps', usualSteps, 1);
  requireShare('promotionDepth', promotionDepth);
  const logRelative = new Float64Array(prices.length);
  const promotion = new Float64Array(prices.length);
  const carried = carryForward(prices);
  const threshold = Math.log(1 - promotionDepth);
  const recent = new Float64Array(usualSteps);
  let count = 0;
  for (let t = 0; t < prices.length; t++) {
    const price = carried[t];
    if (Number.isNaN(price)) continue;
    const leaving = count === usualSteps ? carried[t - usualSteps] : Number.NaN;
    // Prices seldom change: mostly the same value leaves the window that enters it.
    if (leaving !== price) {
      if (!Number.isNaN(leaving)) count = removeSorted(recent, count, leaving);
      count = insertSorted(recent, count, price);
    }
    const usual = (recent[(count - 1) >> 1] + recent[count >> 1]) / 2;
    logRelative[t] = Math.log(price / usual);
    // A hair of room, so that a price of exactly 1 − promotionDepth counts.
    promotion[t] = logRelative[t] <= threshold + 1e-9 ? 1 : 0;
  }
  return { logRelative, promotion };
}

/** Each missing price replaced by the last known one; NaN before the first. */
function carryForward(prices: Float64Array): Float64Array {
  const carried = new Float64Array(prices.length);
  let last = Number.NaN;
  for (let t = 0; t < prices.length; t++) {
    const price = prices[t];
    if (!Number.isNaN(price)) {
      if (!(price > 0 && price < Number.POSITIVE_INFINITY))
        throw new RangeError(`price ${price} at step ${t}; a price must be positive and finite`);
      last = price;
    }
    carried[t] = last;
  }
  return carried;
}

/** First position of a sorted list whose value is not below `value`. */
function positionOf(sorted: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertSorted(sorted: Float64Array, count: number, value: number): number {
  const at = positionOf(sorted, count, value);
  sorted.copyWithin(at + 1, at, count);
  sorted[at] = value;
  return count + 1;
}

function removeSorted(sorted: Float64Array, count: number, value: number): number {
  const at = positionOf(sorted, count, value);
  sorted.copyWithin(at, at + 1, count);
  return count - 1;
}
