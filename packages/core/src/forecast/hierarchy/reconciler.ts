import { type Hierarchy, nodeCountOf } from './hierarchy.js';
import { sumUp } from './sums.js';

/**
 * Makes forecasts add up. Takes base forecasts base[node * steps + h] and gives coherent ones in the same
 * form. Steps may as well be steps of several sample paths one after another: each column stands by itself.
 *
 * @throws RangeError when there are not `steps` values for each node, or one that is used is not finite
 */
export type Reconciler = (base: Float64Array, steps: number) => Float64Array;

/**
 * Bottom-up: the bottoms' forecasts are kept and summed; those of the aggregates are not looked at. Right
 * where the bottoms are forecast well, blind to what only the sums show.
 *
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 11.2
 */
export const bottomUp =
  (hierarchy: Hierarchy): Reconciler =>
  (base, steps) => {
    requireBase(hierarchy, base, steps);
    const bottoms = base.subarray(hierarchy.aggregateCount * steps);
    for (let i = 0; i < bottoms.length; i++)
      requireForecast(hierarchy.aggregateCount + Math.floor(i / steps), bottoms[i]);
    return sumUp(hierarchy, bottoms, steps);
  };

/** @throws RangeError when there are not `steps` values for each node */
export function requireBase(hierarchy: Hierarchy, base: Float64Array, steps: number): void {
  const nodes = nodeCountOf(hierarchy);
  if (base.length !== nodes * steps)
    throw new RangeError(`${base.length} forecasts for ${nodes} nodes and ${steps} steps`);
}

/** @throws RangeError when a forecast that is used is not finite */
export function requireForecast(node: number, value: number): void {
  if (!Number.isFinite(value))
    throw new RangeError(`a forecast of node ${node} is ${value}; it must be finite`);
}
