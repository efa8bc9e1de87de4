import {
  normalCdf,
  normalLoss,
  normalLossInverse,
  requireFinite,
  requirePositive,
  requireShare,
} from '../maths/index.js';

/**
 * Service of a reorder point with normal demand over the protection interval: the shortage expected in
 * a cycle, the fill rate (share of the pieces wanted that are served at once; a backlog that outlives a
 * receipt is neglected), and the cycle service level (share of cycles without a shortage).
 *
 *     ESC = sigma L(ss/sigma)          fill rate = 1 − ESC/Q          CSL = Φ(ss/sigma)
 *
 * @param orderQuantity Q, pieces per cycle, > 0
 * @param safetyStock   ss, pieces
 * @param sigma         standard deviation of demand over the protection interval, pieces, > 0
 * @throws RangeError unless Q and sigma are positive and ss is finite
 * @see Chopra & Meindl, Supply Chain Management, ch. 12, Example 12-3
 * @example Q 10000, ss 1000, sigma 707: 25 pieces short a cycle, fill rate 0.9975
 */
export function fillRate({
  orderQuantity,
  safetyStock,
  sigma,
}: {
  readonly orderQuantity: number;
  readonly safetyStock: number;
  readonly sigma: number;
}): { expectedShortagePerCycle: number; fillRate: number; cycleServiceLevel: number } {
  requirePositive('orderQuantity', orderQuantity);
  requirePositive('sigma', sigma);
  requireFinite('safetyStock', safetyStock);
  const z = safetyStock / sigma;
  const expectedShortagePerCycle = sigma * normalLoss(z);
  return {
    expectedShortagePerCycle,
    fillRate: 1 - expectedShortagePerCycle / orderQuantity,
    cycleServiceLevel: normalCdf(z),
  };
}

/**
 * The safety stock that reaches a fill rate: ss = sigma L⁻¹((1 − target) Q/sigma). It is negative where
 * the order quantity alone gives more than the target.
 *
 * @returns pieces
 * @throws RangeError unless Q and sigma are positive and the target lies in (0, 1)
 * @see Chopra & Meindl, Supply Chain Management, ch. 12, Example 12-5
 */
export function safetyStockForFillRate({
  orderQuantity,
  sigma,
  targetFillRate,
}: {
  readonly orderQuantity: number;
  readonly sigma: number;
  readonly targetFillRate: number;
}): number {
  requirePositive('orderQuantity', orderQuantity);
  requirePositive('sigma', sigma);
  requireShare('targetFillRate', targetFillRate);
  return sigma * normalLossInverse(((1 - targetFillRate) * orderQuantity) / sigma);
}
