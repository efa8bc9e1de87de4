import { type Pmf, pmfLosses, pmfQuantile, requireWhole } from '../maths/index.js';
import { type MismatchCosts, stockoutRatio } from './newsvendor.js';

/** What a supplier accepts: nothing, or a multiple of the pack of at least the minimum. */
export interface OrderTerms {
  /** MOQ, pieces, >= 0. */
  readonly minimumOrderQuantity: number;
  /** Pieces per pack, >= 1. */
  readonly packSize: number;
}

/** The smallest order above 0 that the supplier accepts. @throws RangeError on terms that are not whole */
export function smallestOrder({ minimumOrderQuantity, packSize }: OrderTerms): number {
  requireWhole('minimumOrderQuantity', minimumOrderQuantity);
  requireWhole('packSize', packSize, 1);
  return Math.max(1, Math.ceil(minimumOrderQuantity / packSize)) * packSize;
}

/**
 * The best single order under a minimum and a pack size, with stock already there:
 *
 *     min G(x + Q), Q = 0 or Q in {m·pack : m·pack >= MOQ}          G(y) = h E[(y − D)^+] + p E[(D − y)^+]
 *
 * G is convex, so only 0 and the two feasible orders next to S* − x can be best; of equals the smaller
 * is taken.
 *
 * @param demand of the period, whole pieces
 * @param onHand x, whole pieces; negative when customers already wait
 * @throws RangeError unless both costs are positive and stock and terms are whole
 * @example Poisson 16, h 1, p 4, 3 on hand, MOQ 24 in sixes: order 24
 */
export function newsvendorMoqPack({
  demand,
  onHand,
  minimumOrderQuantity,
  packSize,
  ...costs
}: MismatchCosts & OrderTerms & { readonly demand: Pmf; readonly onHand: number }): {
  order: number;
  expectedCost: number;
} {
  requireWhole('onHand', onHand, Number.MIN_SAFE_INTEGER);
  const smallest = smallestOrder({ minimumOrderQuantity, packSize });
  const wanted = pmfQuantile(demand, stockoutRatio(costs)) - onHand;
  const losses = pmfLosses(demand);
  const costOf = (order: number): number =>
    costs.holdingCost * losses.leftover(onHand + order) +
    costs.stockoutCost * losses.shortage(onHand + order);
  const packsBelow = Math.floor(wanted / packSize) * packSize;
  let order = 0;
  let expectedCost = costOf(0);
  for (const candidate of [packsBelow, packsBelow + packSize].map((q) => Math.max(smallest, q))) {
    const cost = costOf(candidate);
    if (cost < expectedCost) {
      order = candidate;
      expectedCost = cost;
    }
  }
  return { order, expectedCost };
}
