import { bestPieces, expectedCost, type GapCosts } from './gap-costs.js';
import type { BindingConstraint, QuantityCosts } from './plan-result.js';

export interface OrderQuantity {
  /** What the costs alone would order. */
  readonly need: number;
  /** Whole packs, 0 or at least the minimum. */
  readonly quantity: number;
  readonly constraint: BindingConstraint;
  readonly costs: QuantityCosts;
}

/** The least feasible order above nothing: the minimum, filled up to whole packs. */
export const leastOrder = (minimumOrderQuantity: number, packSize: number): number =>
  Math.ceil(Math.max(minimumOrderQuantity, packSize) / packSize) * packSize;

/**
 * How many pieces to order where a minimum and a pack size bind, by expected cost rather than by
 * rounding. The cost is convex, so the best feasible quantity is nothing, the least order, or the
 * whole packs just below or above the need; among equals the fewest pieces.
 *
 * @param minimumOrderQuantity pieces, 0 or 1 = none
 * @param packSize             pieces, whole, >= 1
 * @example gaps −1, 2, 2, 5 with Cu 4 and Co 1 and packs of 3: the need is 5; 3 pieces cost 3.5 and
 *   6 pieces cost 4, so 3 are ordered
 */
export function chooseQuantity(
  costs: GapCosts,
  minimumOrderQuantity: number,
  packSize: number,
): OrderQuantity {
  const need = bestPieces(costs);
  const least = leastOrder(minimumOrderQuantity, packSize);
  const below = Math.floor(need / packSize) * packSize;
  const none = expectedCost(costs, 0);
  let quantity = 0;
  let chosen = none;
  if (need > 0)
    for (const candidate of [least, below, below + packSize]) {
      if (candidate < least) continue;
      const cost = expectedCost(costs, candidate);
      if (cost < chosen || (cost === chosen && candidate < quantity)) {
        quantity = candidate;
        chosen = cost;
      }
    }
  const lower = quantity > least ? quantity - packSize : 0;
  const higher = quantity === 0 ? least : quantity + packSize;
  return {
    need,
    quantity,
    constraint: bindingConstraint(need, quantity, least, packSize),
    costs: {
      none,
      onePackLess: expectedCost(costs, lower),
      chosen,
      onePackMore: expectedCost(costs, higher),
    },
  };
}

function bindingConstraint(
  need: number,
  quantity: number,
  least: number,
  packSize: number,
): BindingConstraint {
  if (quantity === need) return 'none';
  return need < least && least > packSize ? 'moq' : 'pack';
}
