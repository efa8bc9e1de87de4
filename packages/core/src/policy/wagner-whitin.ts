import { requireNonNegative } from '../maths/index.js';

export interface LotPlan {
  /** Pieces ordered in each period. */
  readonly orders: readonly number[];
  /** Money over the whole horizon, purchase included. */
  readonly cost: number;
}

/**
 * When and how much to order when demand is known, every order costs something, and nothing may run
 * out: order only when stock is gone, and then for a run of whole periods.
 *
 *     min Σ_t K_t·1[Q_t > 0] + c_t Q_t + h_t·(stock at the end of t)
 *
 * @param demand      pieces of each period, >= 0; the order of a period arrives before its demand
 * @param holdingCost h_t, money per piece left at the end of each period, >= 0
 * @param fixedCost   K_t, money per order, >= 0
 * @param unitCost    c_t, money per piece; may be anything finite and >= 0
 * @throws RangeError on a negative number or lists that differ in length
 * @see Wagner & Whitin (1958), "Dynamic version of the economic lot size model", Management Sci. 5(1)
 * @example demand 730 580 445 650 880, h 0.1, K 100: order 1310, 0, 1095, 0, 880 for 423
 */
export function wagnerWhitin({
  demand,
  holdingCost,
  fixedCost,
  unitCost,
}: {
  readonly demand: readonly number[];
  readonly holdingCost: readonly number[];
  readonly fixedCost: readonly number[];
  readonly unitCost: readonly number[];
}): LotPlan {
  const periods = demand.length;
  for (const [name, list] of Object.entries({ demand, holdingCost, fixedCost, unitCost })) {
    if (list.length !== periods)
      throw new RangeError(`${name} has ${list.length} entries for ${periods} periods`);
    for (const value of list) requireNonNegative(name, value);
  }
  // least[t]: cost of the periods before t; from[t]: the period of the last order among them.
  const least = new Float64Array(periods + 1).fill(Infinity);
  const from = new Int32Array(periods + 1);
  least[0] = 0;
  for (let start = 0; start < periods; start++) {
    let pieces = 0;
    let cost = least[start];
    let holdingSoFar = 0;
    for (let end = start; end < periods; end++) {
      if (demand[end] > 0 && pieces === 0) cost += fixedCost[start];
      pieces += demand[end];
      cost += demand[end] * (unitCost[start] + holdingSoFar);
      holdingSoFar += holdingCost[end];
      if (cost < least[end + 1]) {
        least[end + 1] = cost;
        from[end + 1] = start;
      }
    }
  }
  const orders = new Array<number>(periods).fill(0);
  for (let end = periods; end > 0; end = from[end])
    for (let t = from[end]; t < end; t++) orders[from[end]] += demand[t];
  return { orders, cost: least[periods] };
}
