import { type Hierarchy, nodesOfLevel } from './hierarchy.js';

/**
 * Historical shares of the bottoms in their sums, by the mean of the shares of each step: stores that were
 * small for years count as much then as now. Steps at which a sum is nothing or not wholly observed say
 * nothing; a sum without any other step is shared evenly.
 *
 * @param history history[j * steps + t] of the bottoms, NaN = not observed, none negative
 * @param level   whose sums are shared out, index into `levels`; 0 (the first) by default
 * @returns one share per bottom; those of a sum add up to 1
 * @throws RangeError when the history has not `steps` values for each bottom, or there is no such level
 * @see Gross & Sohl (1990), "Disaggregation methods to expedite product line forecasting", Journal of
 *   Forecasting 9, method A
 */
export function averageProportions(
  hierarchy: Hierarchy,
  history: Float64Array,
  steps: number,
  level = 0,
): Float64Array {
  const { nodes, first, sums } = sumsOf(hierarchy, history, steps, level);
  const shares = new Float64Array(hierarchy.bottomCount);
  for (let j = 0; j < shares.length; j++) {
    const row = (nodes[j] - first) * steps;
    for (let t = 0; t < steps; t++)
      if (sums[row + t] > 0) shares[j] += history[j * steps + t] / sums[row + t];
  }
  return normalised(shares, nodes, first, hierarchy.levels[level].count);
}

/**
 * Historical shares of the bottoms in their sums, by all that each sold: years of much count as much as they
 * sold. Steps that are not observed of all bottoms of a sum are left out.
 *
 * @param history see averageProportions
 * @returns one share per bottom; those of a sum add up to 1
 * @throws RangeError when the history has not `steps` values for each bottom, or there is no such level
 * @see Gross & Sohl (1990), method F
 */
export function proportionsOfAverages(
  hierarchy: Hierarchy,
  history: Float64Array,
  steps: number,
  level = 0,
): Float64Array {
  const { nodes, first, sums } = sumsOf(hierarchy, history, steps, level);
  const shares = new Float64Array(hierarchy.bottomCount);
  for (let j = 0; j < shares.length; j++) {
    const row = (nodes[j] - first) * steps;
    for (let t = 0; t < steps; t++)
      if (!Number.isNaN(sums[row + t])) shares[j] += history[j * steps + t];
  }
  return normalised(shares, nodes, first, hierarchy.levels[level].count);
}

/** sums[(node − first) * steps + t] of a level. */
function sumsOf(hierarchy: Hierarchy, history: Float64Array, steps: number, level: number) {
  if (history.length !== hierarchy.bottomCount * steps)
    throw new RangeError(
      `${history.length} values for ${hierarchy.bottomCount} bottom series of ${steps} steps`,
    );
  const nodes = nodesOfLevel(hierarchy, level);
  const { first, count } = hierarchy.levels[level];
  const sums = new Float64Array(count * steps);
  for (let j = 0; j < nodes.length; j++)
    for (let t = 0; t < steps; t++) sums[(nodes[j] - first) * steps + t] += history[j * steps + t];
  return { nodes, first, sums };
}

/** Divides each value by its group's total; groups without one are shared evenly. */
function normalised(
  shares: Float64Array,
  nodes: Int32Array,
  first: number,
  count: number,
): Float64Array {
  const totals = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (let j = 0; j < nodes.length; j++) {
    totals[nodes[j] - first] += shares[j];
    sizes[nodes[j] - first] += 1;
  }
  return shares.map((share, j) => {
    const group = nodes[j] - first;
    return totals[group] > 0 ? share / totals[group] : 1 / sizes[group];
  });
}
