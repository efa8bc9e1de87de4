import { requirePositive } from '../maths/index.js';
import { eoq, type LotTerms, lotCost } from './eoq.js';

/**
 * The order interval among base × 1, 2, 4, 8 … (and 1/2, 1/4 …) that costs least: schedules of many
 * items then fit each other, at no more than 6.07 % above the EOQ.
 *
 *     cost(T) = K/T + h d T/2,  T = base·2^k          least where T/T* lies in [1/√2, √2]
 *
 * @param basePeriod units of time, > 0
 * @returns k, the interval, its cost, and that cost over the EOQ's
 * @throws RangeError unless every argument is positive
 * @see Roundy (1985), "98 %-effective integer-ratio lot-sizing", Management Sci. 31(11)
 */
export function powerOfTwo({ basePeriod, ...terms }: LotTerms & { readonly basePeriod: number }): {
  exponent: number;
  interval: number;
  cost: number;
  costRatio: number;
} {
  requirePositive('basePeriod', basePeriod);
  const { orderQuantity, cost: leastCost } = eoq(terms);
  const wanted = orderQuantity / terms.demandRate;
  const exponent = Math.ceil(Math.log2(wanted / basePeriod) - 0.5);
  const interval = basePeriod * 2 ** exponent;
  const cost = lotCost(terms, interval * terms.demandRate);
  return { exponent, interval, cost, costRatio: cost / leastCost };
}
