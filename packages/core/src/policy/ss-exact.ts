import {
  type Pmf,
  pmfAt,
  pmfLast,
  pmfLosses,
  pmfQuantile,
  requireNonNegative,
  requireWhole,
  sumOfPeriods,
} from '../maths/index.js';
import { type MismatchCosts, stockoutRatio } from './newsvendor.js';

/** An (s, S) policy: when the inventory position is at or below s, order up to S. */
export interface MinMaxPolicy {
  /** s, pieces. */
  readonly reorderPoint: number;
  /** S, pieces. */
  readonly orderUpTo: number;
  /** Expected money per period, fixed orders included, purchase excluded. */
  readonly cost: number;
}

/**
 * The best (s, S) where customers wait and every order costs K: periodic review, demand in whole pieces,
 * independent from period to period, receipt L periods after the order.
 *
 * With G(y) the expected cost of the end of period t + L after position y, and m the renewal density of
 * demand (m(0) = 1/(1 − P(0)), M its sum), the cost of a policy is
 *
 *     c(s, S) = (K + Σ_{j=0}^{S−s−1} m(j) G(S − j)) / M(S − s)
 *
 * The search moves S up from the minimum of G while G(S) could still pay, and s up whenever that lowers
 * the cost; it ends at an optimum without looking at every pair.
 *
 * @param demand          of one period; must not be 0 for sure
 * @param fixedCost       K, money per order, >= 0
 * @param leadTimePeriods L, whole, >= 0
 * @throws RangeError unless both costs are positive, K >= 0, L is whole, and there is demand, not below 0
 * @see Zheng & Federgruen (1991), "Finding optimal (s, S) policies is about as simple as evaluating a
 *   single policy", Oper. Res. 39(4)
 * @example Poisson 6, h 1, p 4, K 5, L 0: (4, 10) at 8.034
 */
export function ssExact({
  demand,
  fixedCost,
  leadTimePeriods,
  ...costs
}: MismatchCosts & {
  readonly demand: Pmf;
  readonly fixedCost: number;
  readonly leadTimePeriods: number;
}): MinMaxPolicy {
  requireNonNegative('fixedCost', fixedCost);
  requireWhole('leadTimePeriods', leadTimePeriods);
  const ratio = stockoutRatio(costs);
  if (demand.offset < 0 || pmfLast(demand) === 0)
    throw new RangeError('ssExact: demand must not be negative, nor 0 for sure');
  const protectedDemand = sumOfPeriods(demand, leadTimePeriods + 1);
  const losses = pmfLosses(protectedDemand);
  const levelCost = (level: number): number =>
    costs.holdingCost * losses.leftover(level) + costs.stockoutCost * losses.shortage(level);

  const renewal = renewalTable(demand);
  const policyCost = (s: number, S: number): number => {
    const { density, total } = renewal.upTo(S - s);
    let sum = fixedCost;
    for (let j = 0; j < S - s; j++) sum += density[j] * levelCost(S - j);
    return sum / total[S - s];
  };

  const bestLevel = pmfQuantile(protectedDemand, ratio);
  let s = bestLevel - 1;
  while (policyCost(s, bestLevel) > levelCost(s)) s--;
  let bestUpTo = bestLevel;
  let cost = policyCost(s, bestLevel);
  for (let S = bestLevel + 1; levelCost(S) <= cost; S++) {
    if (policyCost(s, S) >= cost) continue;
    bestUpTo = S;
    while (s + 1 < S && policyCost(s, S) <= levelCost(s + 1)) s++;
    cost = policyCost(s, S);
  }
  return { reorderPoint: s, orderUpTo: bestUpTo, cost };
}

/** The renewal density m(0), m(1), … and its running sums M(j) = m(0) + … + m(j − 1), grown on demand. */
function renewalTable(demand: Pmf) {
  const moving = 1 - pmfAt(demand, 0);
  let density = Float64Array.of(1 / moving);
  let total = Float64Array.of(0, 1 / moving);
  return {
    upTo(count: number) {
      if (density.length < count) {
        const grown = new Float64Array(2 * count);
        const sums = new Float64Array(2 * count + 1);
        grown.set(density);
        sums.set(total);
        for (let j = density.length; j < grown.length; j++) {
          let sum = 0;
          for (let pieces = 1; pieces <= j; pieces++)
            sum += pmfAt(demand, pieces) * grown[j - pieces];
          grown[j] = sum / moving;
          sums[j + 1] = sums[j] + grown[j];
        }
        density = grown;
        total = sums;
      }
      return { density, total };
    },
  };
}
