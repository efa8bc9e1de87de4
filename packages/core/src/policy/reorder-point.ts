import {
  normalCdf,
  normalLoss,
  normalPdf,
  normalQuantile,
  pmfLosses,
  pmfQuantile,
  poissonPmf,
  requireNonNegative,
  requirePositive,
} from '../maths/index.js';
import { eoq } from './eoq.js';
import { type MismatchCosts, stockoutRatio } from './newsvendor.js';

/** An (r, Q) policy: order Q when the inventory position reaches r. */
export interface ReorderPoint {
  /** r, pieces. */
  readonly reorderPoint: number;
  /** Q, pieces. */
  readonly orderQuantity: number;
  /** Expected money per unit of time, purchase excluded. */
  readonly cost: number;
}

/** Continuous review; one unit of time throughout. */
export interface ReorderTerms extends MismatchCosts {
  /** K, money per order, > 0. */
  readonly fixedCost: number;
  /** d, pieces per unit of time, > 0. */
  readonly demandRate: number;
  /** L, units of time, >= 0. */
  readonly leadTime: number;
}

/** Demand that spreads as sd × sqrt(time) about its rate. */
export interface NormalReorderTerms extends ReorderTerms {
  /** Pieces per square root of a unit of time, > 0. */
  readonly demandSd: number;
}

function requireReorderTerms(terms: ReorderTerms): void {
  requirePositive('fixedCost', terms.fixedCost);
  requirePositive('demandRate', terms.demandRate);
  requireNonNegative('leadTime', terms.leadTime);
}

/**
 * The best (r, Q) for Poisson demand where customers wait, p per waiting piece and unit of time.
 *
 *     cost(r, Q) = (K d + Σ_{y=r+1}^{r+Q} G(y))/Q,  G(y) = h E[(y − X)^+] + p E[(X − y)^+]
 *
 * X is the demand of the lead time. G falls and then rises, so the best set of Q levels grows by the
 * cheaper neighbour for as long as that neighbour costs less than the average so far.
 *
 * @throws RangeError unless costs and demand are positive and the lead time is not negative
 * @see Federgruen & Zheng (1992), "An efficient algorithm for computing an optimal (r, Q) policy", Oper.
 *   Res. 40(4)
 * @example h 4, p 28, K 4, 12 a year, half a year: r 6, Q 7 at 28.24
 */
export function rqExactPoisson(terms: ReorderTerms): ReorderPoint {
  requireReorderTerms(terms);
  const { holdingCost, stockoutCost, fixedCost, demandRate, leadTime } = terms;
  const demand = poissonPmf(demandRate * leadTime);
  const losses = pmfLosses(demand);
  const levelCost = (level: number): number =>
    holdingCost * losses.leftover(level) + stockoutCost * losses.shortage(level);
  const bestLevel = pmfQuantile(demand, stockoutRatio(terms));
  let reorderPoint = bestLevel - 1;
  let orderQuantity = 1;
  let sum = fixedCost * demandRate + levelCost(bestLevel);
  for (;;) {
    const below = levelCost(reorderPoint);
    const above = levelCost(reorderPoint + orderQuantity + 1);
    const next = Math.min(below, above);
    if (next >= sum / orderQuantity) break;
    if (below <= above) reorderPoint--;
    orderQuantity++;
    sum += next;
  }
  return { reorderPoint, orderQuantity, cost: sum / orderQuantity };
}

/** ∫_z^∞ L(t) dt, the second-order loss of the standard normal. */
const secondLoss = (z: number): number => 0.5 * ((z * z + 1) * normalCdf(-z) - z * normalPdf(z));

/**
 * The best (r, Q) for normal lead-time demand where customers wait, p per waiting piece and unit of time.
 *
 *     cost(r, Q) = (K d + ∫_r^{r+Q} G(y) dy)/Q,  G(y) = h E[(y − X)^+] + p E[(X − y)^+]
 *
 * At the optimum G(r) = G(r + Q) = cost. For a trial cost c the two ends follow from G, and the area
 * between c and G must be K d; that area is convex in c with slope Q, so Newton's method cannot fail.
 *
 * @throws RangeError unless costs, demand, its sd and the lead time are positive
 * @see Zheng (1992), "On properties of stochastic inventory systems", Management Sci. 38(1)
 * @see Snyder & Shen (2019), Example 5.6
 */
export function rqExactNormal(terms: NormalReorderTerms): ReorderPoint {
  requireReorderTerms(terms);
  const { holdingCost, stockoutCost, fixedCost, demandRate, demandSd } = terms;
  const leadTime = requirePositive('leadTime', terms.leadTime);
  const mean = demandRate * leadTime;
  const sd = requirePositive('demandSd', demandSd) * Math.sqrt(leadTime);
  const bothCosts = holdingCost + stockoutCost;
  const ratio = stockoutRatio(terms);
  const levelCost = (level: number): number =>
    holdingCost * (level - mean) + bothCosts * sd * normalLoss((level - mean) / sd);
  const slope = (level: number): number =>
    holdingCost - bothCosts * normalCdf(-(level - mean) / sd);
  /** Where G equals c: Newton from outside on a convex function walks straight to the root. */
  const levelWithCost = (c: number, start: number): number => {
    let level = start;
    for (let step = 0; step < 200; step++) {
      const move = (levelCost(level) - c) / slope(level);
      level -= move;
      if (!(Math.abs(move) > 1e-14 * (Math.abs(level) + sd))) break;
    }
    return level;
  };
  const leastCost = levelCost(mean + sd * normalQuantile(ratio));
  // As if no demand were uncertain, on top of the best level: never too little by more than one step.
  let c = leastCost + Math.sqrt(2 * fixedCost * demandRate * holdingCost * ratio);
  let low = 0;
  let high = 0;
  for (let step = 0; step < 200; step++) {
    low = levelWithCost(c, mean - c / stockoutCost);
    high = levelWithCost(c, mean + c / holdingCost);
    const middle = (high + low) / 2 - mean;
    const loss = sd * sd * (secondLoss((low - mean) / sd) - secondLoss((high - mean) / sd));
    const area = (c - holdingCost * middle) * (high - low) - bothCosts * loss;
    const move = (fixedCost * demandRate - area) / (high - low);
    c += move;
    if (Math.abs(move) <= 1e-13 * c) break;
  }
  return { reorderPoint: low, orderQuantity: high - low, cost: c };
}

/**
 * (r, Q) by the expected-inventory-level approximation: the textbook iteration between Q and r. Here the
 * stock-out cost is charged once per piece that finds no stock, not per unit of time.
 *
 *     cost = h (r − d L + Q/2) + K d/Q + p d n(r)/Q,  n(r) = E[(X − r)^+]
 *
 * @throws RangeError unless costs, demand, its sd and the lead time are positive, and when stock-outs
 *   cost so little (Q h >= p d) that no reorder point is worth it
 * @see Snyder & Shen (2019), Problem 5.1
 */
export function rqEil(terms: NormalReorderTerms): ReorderPoint {
  requireReorderTerms(terms);
  const { holdingCost, stockoutCost, fixedCost, demandRate, demandSd } = terms;
  requirePositive('stockoutCost', stockoutCost);
  const leadTime = requirePositive('leadTime', terms.leadTime);
  const mean = demandRate * leadTime;
  const sd = requirePositive('demandSd', demandSd) * Math.sqrt(leadTime);
  let { orderQuantity } = eoq({ fixedCost, holdingCost, demandRate });
  let z = 0;
  for (let step = 0; step < 10_000; step++) {
    const tail = (orderQuantity * holdingCost) / (stockoutCost * demandRate);
    if (tail >= 1)
      throw new RangeError(
        `stockoutCost ${stockoutCost} is too low: running out costs less than holding stock`,
      );
    z = -normalQuantile(tail);
    const next = Math.sqrt(
      (2 * demandRate * (fixedCost + stockoutCost * sd * normalLoss(z))) / holdingCost,
    );
    const moved = Math.abs(next - orderQuantity);
    orderQuantity = next;
    if (moved <= 1e-14 * next) break;
  }
  const reorderPoint = mean + z * sd;
  const cost =
    holdingCost * (reorderPoint - mean + orderQuantity / 2) +
    (demandRate * (fixedCost + stockoutCost * sd * normalLoss(z))) / orderQuantity;
  return { reorderPoint, orderQuantity, cost };
}
