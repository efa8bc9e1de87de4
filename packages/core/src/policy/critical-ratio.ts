import { requireNonNegative, requirePositive } from '../maths/index.js';

/**
 * The share of demand outcomes that the best order-up-to level covers:
 *
 *     ratio = Cu / (Cu + Co)
 *
 * @param underageCost Cu, money per piece of demand that found no stock, >= 0
 * @param overageCost  Co, money per piece left over, >= 0; both may not be 0
 * @throws RangeError on a negative cost or when both are 0
 * @see Arrow, Harris & Marschak (1951), "Optimal inventory policy", Econometrica 19(3)
 * @example 4 lost per unserved piece, 1 per leftover: 0.8
 */
export function criticalRatio({
  underageCost,
  overageCost,
}: {
  readonly underageCost: number;
  readonly overageCost: number;
}): number {
  requireNonNegative('underageCost', underageCost);
  requireNonNegative('overageCost', overageCost);
  if (underageCost + overageCost === 0)
    throw new RangeError('underageCost and overageCost are both 0; one of them must be positive');
  return underageCost / (underageCost + overageCost);
}

/**
 * The critical ratio where unserved demand is lost and stock left over serves the next review period:
 *
 *     ratio = Cu / (Cu + h·R)
 *
 * A lost sale costs its margin (and goodwill) once, Cu in money per piece. A piece too many is not
 * lost; it waits one review period longer, h·R in money per piece: (money/(piece·day)) × days.
 *
 * @param lostSaleCost       Cu, money per piece of lost demand, >= 0
 * @param holdingCostPerDay  h, money per piece and day, >= 0
 * @param reviewPeriodDays   R, days from one order to the next, > 0
 * @throws RangeError on a cost below 0, a period that is not positive, or both costs 0
 * @see Zipkin (2000), Foundations of Inventory Management
 * @example 5.00 lost per sale, 0.01 per piece-day, weekly review: 5 / 5.07 = 0.986
 */
export function lostSalesCriticalRatio({
  lostSaleCost,
  holdingCostPerDay,
  reviewPeriodDays,
}: {
  readonly lostSaleCost: number;
  readonly holdingCostPerDay: number;
  readonly reviewPeriodDays: number;
}): number {
  requireNonNegative('lostSaleCost', lostSaleCost);
  requireNonNegative('holdingCostPerDay', holdingCostPerDay);
  requirePositive('reviewPeriodDays', reviewPeriodDays);
  return criticalRatio({
    underageCost: lostSaleCost,
    overageCost: holdingCostPerDay * reviewPeriodDays,
  });
}
