import {
  expectedShortage,
  type Pmf,
  pmfLast,
  pmfLosses,
  pmfMean,
  requireFinite,
  requireNonNegative,
} from '../maths/index.js';

/**
 * One buy for a season: what is left after the full-price period is held, marked down, sold to the
 * demand of the second period, and the rest salvaged. Demand that finds no stock is lost.
 *
 *     profit(Q) = r E[min(Q, D1)] − k E[I] + E[m min(I, D2) + v (I − D2)^+] − c Q,  I = (Q − D1)^+
 *
 * The profit is concave in Q when r >= m − k and m >= v, so the search stops at the first piece that does not pay.
 *
 * @param fullPrice r, markdownPrice m, unitCost c, salvageValue v: money per piece, with r + k >= m >= v
 *   and c > v, so that buying has an end
 * @param holdingCost k, money per piece left after the first period, >= 0
 * @throws RangeError on other prices or demand below 0
 */
export function seasonMarkdown({
  fullPrice,
  markdownPrice,
  unitCost,
  salvageValue,
  holdingCost,
  fullPriceDemand,
  markdownDemand,
}: {
  readonly fullPrice: number;
  readonly markdownPrice: number;
  readonly unitCost: number;
  readonly salvageValue: number;
  readonly holdingCost: number;
  readonly fullPriceDemand: Pmf;
  readonly markdownDemand: Pmf;
}): { orderQuantity: number; expectedProfit: number } {
  requireFinite('fullPrice', fullPrice);
  requireNonNegative('holdingCost', holdingCost);
  if (!(fullPrice + holdingCost >= markdownPrice && markdownPrice >= salvageValue))
    throw new RangeError('need fullPrice + holdingCost >= markdownPrice >= salvageValue');
  if (!(unitCost > salvageValue - holdingCost))
    throw new RangeError('need unitCost > salvageValue − holdingCost: buying would have no end');
  if (fullPriceDemand.offset < 0 || markdownDemand.offset < 0)
    throw new RangeError('demand must not be negative');
  const second = pmfLosses(markdownDemand);
  const secondMean = pmfMean(markdownDemand);
  /** What `left` pieces are worth at the start of the second period. */
  const worth = (left: number): number =>
    -holdingCost * left +
    markdownPrice * (secondMean - second.shortage(left)) +
    salvageValue * second.leftover(left);
  const { offset, probabilities } = fullPriceDemand;
  const firstMean = pmfMean(fullPriceDemand);
  const profit = (quantity: number): number => {
    let left = 0;
    for (let i = 0; i < probabilities.length && offset + i < quantity; i++)
      left += probabilities[i] * worth(quantity - offset - i);
    const sold = firstMean - expectedShortage(fullPriceDemand, quantity);
    return fullPrice * sold + left - unitCost * quantity;
  };
  const most = pmfLast(fullPriceDemand) + pmfLast(markdownDemand) + 1;
  let orderQuantity = 0;
  let expectedProfit = profit(0);
  while (orderQuantity < most) {
    const next = profit(orderQuantity + 1);
    if (next <= expectedProfit) break;
    orderQuantity++;
    expectedProfit = next;
  }
  return { orderQuantity, expectedProfit };
}
