import { requirePositive } from '../maths/index.js';

/** Steady demand and the two costs that an order size balances. One unit of time throughout. */
export interface LotTerms {
  /** K, money per order, > 0. */
  readonly fixedCost: number;
  /** h, money per piece per unit of time, > 0. */
  readonly holdingCost: number;
  /** d, pieces per unit of time, > 0. */
  readonly demandRate: number;
}

export interface LotAnswer {
  /** Q*, pieces per order; round it to what the supplier accepts. */
  readonly orderQuantity: number;
  /** Money per unit of time at Q*, purchase excluded. */
  readonly cost: number;
}

function requireLotTerms({ fixedCost, holdingCost, demandRate }: LotTerms): void {
  requirePositive('fixedCost', fixedCost);
  requirePositive('holdingCost', holdingCost);
  requirePositive('demandRate', demandRate);
}

/**
 * Average cost per unit of time of ordering `orderQuantity` each time stock runs out: K d/Q + h Q/2.
 *
 * @throws RangeError unless every argument is positive
 * @see Snyder & Shen (2019), Example 3.1 with Q 250
 */
export function lotCost(terms: LotTerms, orderQuantity: number): number {
  requireLotTerms(terms);
  requirePositive('orderQuantity', orderQuantity);
  return (
    (terms.fixedCost * terms.demandRate) / orderQuantity + (terms.holdingCost * orderQuantity) / 2
  );
}

/**
 * Economic order quantity: demand is steady, nothing runs out.
 *
 *     Q* = sqrt(2 K d/h)          cost = sqrt(2 K d h)
 *
 * @throws RangeError unless every term is positive
 * @see Harris (1913), "How many parts to make at once"; Snyder & Shen (2019), Example 3.1
 * @example K 8, h 0.225, d 1300 a year: 304 pieces, 68.41 a year
 */
export function eoq(terms: LotTerms): LotAnswer {
  requireLotTerms(terms);
  const { fixedCost, holdingCost, demandRate } = terms;
  return {
    orderQuantity: Math.sqrt((2 * fixedCost * demandRate) / holdingCost),
    cost: Math.sqrt(2 * fixedCost * demandRate * holdingCost),
  };
}

/**
 * Economic order quantity where customers wait, at backorderCost per piece and unit of time.
 *
 *     Q* = sqrt(2 K d (h + p)/(h p))          x* = h/(h + p)          cost = sqrt(2 K d h p/(h + p))
 *
 * @param backorderCost p, money per waiting piece per unit of time, > 0
 * @returns with stockoutFraction x*, the share of each lot that serves waiting customers
 * @throws RangeError unless every argument is positive
 * @see Snyder & Shen (2019), Example 3.8
 */
export function eoqBackorders({
  backorderCost,
  ...terms
}: LotTerms & { readonly backorderCost: number }): LotAnswer & { stockoutFraction: number } {
  requirePositive('backorderCost', backorderCost);
  const stockoutFraction = terms.holdingCost / (terms.holdingCost + backorderCost);
  // Every lot is held for the share of time in which stock is there: as if holding cost h(1 − x).
  const answer = eoq({ ...terms, holdingCost: terms.holdingCost * (1 - stockoutFraction) });
  return { ...answer, stockoutFraction };
}

/**
 * Economic production quantity: the lot arrives at a steady rate while demand already draws on it.
 *
 *     Q* = sqrt(2 K d/(h (1 − d/m)))          cost = sqrt(2 K d h (1 − d/m))
 *
 * @param productionRate m, pieces per unit of time, > demandRate
 * @throws RangeError unless every term is positive and productionRate > demandRate
 * @see Taft (1918); Snyder & Shen (2019), Problem 3.22
 */
export function epq({
  productionRate,
  ...terms
}: LotTerms & { readonly productionRate: number }): LotAnswer {
  requirePositive('productionRate', productionRate);
  if (productionRate <= terms.demandRate)
    throw new RangeError(
      `productionRate ${productionRate} must exceed demandRate ${terms.demandRate}`,
    );
  const share = 1 - terms.demandRate / productionRate;
  return eoq({ ...terms, holdingCost: terms.holdingCost * share });
}
