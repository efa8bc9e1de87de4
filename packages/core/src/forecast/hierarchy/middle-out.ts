import { type Hierarchy, nodesOfLevel } from './hierarchy.js';
import { type Reconciler, requireBase, requireForecast } from './reconciler.js';
import { sumUp } from './sums.js';

/**
 * Middle-out: the forecasts of one level are kept, shared out to the bottoms below it, and summed to the
 * levels above (and, where levels cross, to those beside it).
 *
 * @param level       index into `levels`
 * @param proportions share of each bottom in its sum of that level, see averageProportions
 * @throws RangeError when there is no such level or not one share for each bottom
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 11.2
 */
export function middleOut(
  hierarchy: Hierarchy,
  level: number,
  proportions: Float64Array,
): Reconciler {
  const { bottomCount } = hierarchy;
  const nodes = nodesOfLevel(hierarchy, level);
  if (proportions.length !== bottomCount)
    throw new RangeError(`${proportions.length} proportions for ${bottomCount} bottom series`);
  return (base, steps) => {
    requireBase(hierarchy, base, steps);
    const bottoms = new Float64Array(bottomCount * steps);
    for (let j = 0; j < bottomCount; j++)
      for (let h = 0; h < steps; h++) {
        const value = base[nodes[j] * steps + h];
        requireForecast(nodes[j], value);
        bottoms[j * steps + h] = proportions[j] * value;
      }
    return sumUp(hierarchy, bottoms, steps);
  };
}

/**
 * Top-down: the forecast of the total is shared out to the bottoms. Kept for comparison and for planners who
 * fix a total; even unbiased base forecasts become biased by it.
 *
 * @param proportions share of each bottom in the total
 * @throws RangeError when no level is the total, or there is not one share for each bottom
 */
export const topDown = (hierarchy: Hierarchy, proportions: Float64Array): Reconciler =>
  middleOut(hierarchy, totalLevel(hierarchy), proportions);

/** @throws RangeError when no level is the total */
export function totalLevel({ levels }: Hierarchy): number {
  const level = levels.findIndex(({ count }) => count === 1);
  if (level < 0) throw new RangeError('no level of the hierarchy is the total of all bottoms');
  return level;
}
