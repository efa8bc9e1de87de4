import { type AggregatesOfBottoms, type Hierarchy, nodeCountOf } from './hierarchy.js';

/**
 * Sums the bottoms up to every node.
 *
 * @param bottoms bottoms[j * steps + h]
 * @returns values[node * steps + h]: coherent, the bottoms as they were
 * @throws RangeError when there are not `steps` values for each bottom
 */
export function sumUp(hierarchy: Hierarchy, bottoms: Float64Array, steps: number): Float64Array {
  const { bottomCount, aggregateCount, offsets, members } = hierarchy;
  if (bottoms.length !== bottomCount * steps)
    throw new RangeError(
      `${bottoms.length} values for ${bottomCount} bottom series of ${steps} steps`,
    );
  const values = new Float64Array(nodeCountOf(hierarchy) * steps);
  values.set(bottoms, aggregateCount * steps);
  for (let a = 0; a < aggregateCount; a++) {
    const row = a * steps;
    for (let i = offsets[a]; i < offsets[a + 1]; i++) {
      const from = members[i] * steps;
      for (let h = 0; h < steps; h++) values[row + h] += bottoms[from + h];
    }
  }
  return values;
}

/** Writes the sum of each aggregate's members, A x, to `sums`. */
export function writeSums(
  { aggregateCount, offsets, members }: Hierarchy,
  bottoms: Float64Array,
  sums: Float64Array,
): void {
  for (let a = 0; a < aggregateCount; a++) {
    let sum = 0;
    for (let i = offsets[a]; i < offsets[a + 1]; i++) sum += bottoms[members[i]];
    sums[a] = sum;
  }
}

/** Writes, for each bottom, the total of its aggregates' values, Aᵀ u, to `totals`. */
export function writeAggregateTotals(
  { offsets, nodes }: AggregatesOfBottoms,
  values: Float64Array,
  totals: Float64Array,
): void {
  for (let j = 0; j < totals.length; j++) {
    let total = 0;
    for (let i = offsets[j]; i < offsets[j + 1]; i++) total += values[nodes[i]];
    totals[j] = total;
  }
}

/** The largest |sum of the members − aggregate|, over the largest |value|: 0 of coherent values. */
export function incoherence(hierarchy: Hierarchy, values: Float64Array, steps: number): number {
  const bottoms = values.subarray(hierarchy.aggregateCount * steps);
  const summed = sumUp(hierarchy, bottoms, steps);
  let gap = 0;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    gap = Math.max(gap, Math.abs(summed[i] - values[i]));
    largest = Math.max(largest, Math.abs(values[i]));
  }
  return gap === 0 ? 0 : gap / largest;
}
