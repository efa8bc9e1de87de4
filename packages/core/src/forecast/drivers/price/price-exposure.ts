import { priceColumns } from './price-columns.js';
import { logEffect } from './price-effect.js';
import type { PriceResponse } from './price-response.js';

/**
 * Factor on usual demand in each step of history and horizon: 1 at the usual price. A price that changes
 * for good becomes the usual one (see priceColumns), and so fades into the level of demand.
 *
 * @param prices above 0; NaN = unknown: the last known price goes on
 * @param out    receives one factor per step; given back
 * @throws RangeError on a price that is not positive and finite
 * @example an elasticity of −2 without a promotion's factor, a price 10 % below the usual one: 0.9^−2 = 1.23
 */
export function priceExposure(
  response: PriceResponse,
  group: number,
  prices: Float64Array,
  out: Float64Array = new Float64Array(prices.length),
): Float64Array {
  const { elasticity, promotion: factor } = response.groups[group] ?? response.overall;
  const { logRelative, promotion } = priceColumns(prices, response);
  const logFactor = Math.log(factor);
  for (let t = 0; t < out.length; t++)
    out[t] =
      logRelative[t] === 0
        ? 1
        : Math.exp(logEffect(elasticity, logFactor, logRelative[t], promotion[t]));
  return out;
}
