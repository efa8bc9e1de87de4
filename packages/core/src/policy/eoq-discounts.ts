import { requireFinite, requireNonNegative, requirePositive } from '../maths/index.js';

/** A supplier's price list by order size, and what holding and ordering cost. */
export interface DiscountTerms {
  /** K, money per order, > 0. */
  readonly fixedCost: number;
  /** i, money per unit of time per money of stock value, > 0. */
  readonly holdingCostRate: number;
  /** d, pieces per unit of time, > 0. */
  readonly demandRate: number;
  /** Order sizes from which each price holds, ascending; the first is 0. */
  readonly breakpoints: readonly number[];
  /** c_j, money per piece, as many, > 0. */
  readonly unitCosts: readonly number[];
}

export interface DiscountAnswer {
  readonly orderQuantity: number;
  /** Which price of the list applies, from 0. */
  readonly region: number;
  /** Money per unit of time, purchase included. */
  readonly cost: number;
}

function requireDiscountTerms(terms: DiscountTerms): void {
  const { breakpoints, unitCosts } = terms;
  requirePositive('fixedCost', terms.fixedCost);
  requirePositive('holdingCostRate', terms.holdingCostRate);
  requirePositive('demandRate', terms.demandRate);
  if (unitCosts.length === 0 || breakpoints.length !== unitCosts.length)
    throw new RangeError(
      `${breakpoints.length} breakpoints and ${unitCosts.length} unit costs; need as many of each, at least one`,
    );
  if (breakpoints[0] !== 0) throw new RangeError('the first breakpoint must be 0');
  for (const [j, unitCost] of unitCosts.entries()) {
    requirePositive('unitCost', unitCost);
    requireFinite('breakpoint', breakpoints[j]);
    if (j > 0 && breakpoints[j] <= breakpoints[j - 1])
      throw new RangeError('breakpoints must ascend');
  }
}

const best = (answers: readonly DiscountAnswer[]): DiscountAnswer =>
  answers.reduce((least, answer) => (answer.cost < least.cost ? answer : least));

/**
 * Order size under an all-units discount: the price of the region holds for every piece of the order.
 *
 *     cost(Q) = c_j d + K d/Q + i c_j Q/2,  b_j <= Q < b_{j+1}
 *
 * Within a region the cost is convex, so only its own optimum or its lower end can be best; where the
 * optimum lies beyond the upper end, the next, cheaper region holds something better.
 *
 * @throws RangeError on terms that are not positive or a list that does not ascend
 * @see Snyder & Shen (2019), Examples 3.6 and 3.7
 * @example K 8, i 0.3, d 1300; 0.75 from 0, 0.72 from 400, 0.68 from 800: order 800 at 978.60
 */
export function eoqAllUnits(terms: DiscountTerms): DiscountAnswer {
  requireDiscountTerms(terms);
  const { fixedCost, holdingCostRate, demandRate, breakpoints, unitCosts } = terms;
  return best(
    unitCosts.map((unitCost, region) => {
      const holding = holdingCostRate * unitCost;
      const wanted = Math.sqrt((2 * fixedCost * demandRate) / holding);
      const orderQuantity = Math.max(breakpoints[region], wanted);
      if (orderQuantity >= (breakpoints[region + 1] ?? Infinity))
        return { orderQuantity, region, cost: Infinity };
      const cost =
        unitCost * demandRate +
        (fixedCost * demandRate) / orderQuantity +
        (holding * orderQuantity) / 2;
      return { orderQuantity, region, cost };
    }),
  );
}

/**
 * Order size under an incremental discount: each price holds for the pieces of its region alone, so an
 * order of Q in region j costs R_j + c_j Q, as if R_j were added to the fixed cost.
 *
 *     cost(Q) = c_j d + (K + R_j) d/Q + i (R_j + c_j Q)/2
 *
 * @throws RangeError on terms that are not positive or a list that does not ascend
 * @see Snyder & Shen (2019), Examples 3.6 and 3.7
 */
export function eoqIncremental(terms: DiscountTerms): DiscountAnswer {
  requireDiscountTerms(terms);
  const { fixedCost, holdingCostRate, demandRate, breakpoints, unitCosts } = terms;
  let paidBelow = 0;
  return best(
    unitCosts.map((unitCost, region) => {
      if (region > 0)
        paidBelow += unitCosts[region - 1] * (breakpoints[region] - breakpoints[region - 1]);
      const surplus = paidBelow - unitCost * breakpoints[region];
      const fixed = requireNonNegative('fixed cost of the region', fixedCost + surplus);
      const orderQuantity = Math.sqrt((2 * fixed * demandRate) / (holdingCostRate * unitCost));
      const inRegion =
        orderQuantity >= breakpoints[region] &&
        orderQuantity < (breakpoints[region + 1] ?? Infinity);
      const cost =
        unitCost * demandRate +
        (fixed * demandRate) / orderQuantity +
        (holdingCostRate * (surplus + unitCost * orderQuantity)) / 2;
      return { orderQuantity, region, cost: inRegion ? cost : Infinity };
    }),
  );
}
