import { requireNonNegative, requirePositive } from '../maths/index.js';

/**
 * One-for-one replenishment (S − 1, S) with Poisson demand where what finds no stock is lost: every sale
 * orders one piece. Outstanding orders behave as calls on S telephone lines, whatever the distribution
 * of the lead time:
 *
 *     B(S) = (a^S/S!) / Σ_{j<=S} a^j/j!,  a = d L          cost = h (S − a (1 − B)) + p d B
 *
 * B is convex in S, so the search stops at the first level that does not improve.
 *
 * @param demandRate      d, pieces per unit of time, > 0
 * @param leadTimeMean    L, units of time, > 0
 * @param holdingCost     h, money per piece per unit of time, > 0
 * @param lostSalePenalty p, money per lost piece, >= 0
 * @returns S, money per unit of time, and B, the share of demand that is lost
 * @throws RangeError on other arguments
 * @see Karush (1957), "A queuing model for an inventory problem", Oper. Res. 5(5)
 */
export function erlangLostSales({
  demandRate,
  leadTimeMean,
  holdingCost,
  lostSalePenalty,
}: {
  readonly demandRate: number;
  readonly leadTimeMean: number;
  readonly holdingCost: number;
  readonly lostSalePenalty: number;
}): { baseStock: number; cost: number; lostFraction: number } {
  const load =
    requirePositive('demandRate', demandRate) * requirePositive('leadTimeMean', leadTimeMean);
  requirePositive('holdingCost', holdingCost);
  requireNonNegative('lostSalePenalty', lostSalePenalty);
  const costOf = (baseStock: number, lost: number): number =>
    holdingCost * (baseStock - load * (1 - lost)) + lostSalePenalty * demandRate * lost;
  let baseStock = 0;
  let lostFraction = 1;
  let cost = costOf(0, 1);
  for (;;) {
    // B(S) = a B(S − 1)/(S + a B(S − 1)), stable for any load.
    const nextLost = (load * lostFraction) / (baseStock + 1 + load * lostFraction);
    const nextCost = costOf(baseStock + 1, nextLost);
    if (nextCost >= cost) return { baseStock, cost, lostFraction };
    baseStock++;
    lostFraction = nextLost;
    cost = nextCost;
  }
}
