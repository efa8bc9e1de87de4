import { type Hierarchy, nodesOfLevel } from './hierarchy.js';
import { totalLevel } from './middle-out.js';
import { type Reconciler, requireBase, requireForecast } from './reconciler.js';
import { sumUp } from './sums.js';

/**
 * Top-down by forecast proportions: each sum is shared among the sums right below it as their own base
 * forecasts of that step stand to one another, and so on down to the bottoms. Follows change, unlike
 * historical shares. Negative forecasts count as 0; where all are 0, the sum is shared by numbers of bottoms.
 *
 * @param through levels to go down by (indices into `levels`), each split by the next; the bottoms are added at
 *   the end. By default the total, and then in the order of `levels` each that splits the one before
 * @throws RangeError when a level does not split the one before, or there is none
 * @see Athanasopoulos, Ahmed & Hyndman (2009), "Hierarchical forecasts for Australian domestic tourism", IJF 25
 */
export function forecastProportions(hierarchy: Hierarchy, through?: readonly number[]): Reconciler {
  const { aggregateCount, bottomCount } = hierarchy;
  const chain = through
    ? through.map((level) => nodesOfLevel(hierarchy, level))
    : chainFrom(hierarchy, totalLevel(hierarchy));
  if (chain.length === 0) throw new RangeError('forecast proportions need a level to start from');
  if (chain[chain.length - 1][0] < aggregateCount)
    chain.push(nodesOfLevel(hierarchy, hierarchy.levels.length - 1));
  for (let d = 1; d < chain.length; d++)
    if (!splits(chain[d - 1], chain[d]))
      throw new RangeError(`step ${d} of the levels does not split the sums of the one before`);
  const sizes = chain.map((nodes) => countsOf(nodes, aggregateCount + bottomCount));
  return (base, steps) => {
    requireBase(hierarchy, base, steps);
    const bottoms = new Float64Array(bottomCount * steps);
    for (let j = 0; j < bottomCount; j++)
      bottoms.set(base.subarray(chain[0][j] * steps, (chain[0][j] + 1) * steps), j * steps);
    for (let i = 0; i < bottoms.length; i++)
      requireForecast(chain[0][Math.floor(i / steps)], bottoms[i]);
    const totals = new Float64Array((aggregateCount + bottomCount) * steps);
    for (let d = 1; d < chain.length; d++) {
      // Each child once, by the first bottom that has it.
      writeTotals(chain[d - 1], chain[d], base, steps, totals);
      for (let j = 0; j < bottomCount; j++) {
        const parent = chain[d - 1][j];
        const child = chain[d][j];
        for (let h = 0; h < steps; h++) {
          const total = totals[parent * steps + h];
          bottoms[j * steps + h] *=
            total > 0
              ? Math.max(0, base[child * steps + h]) / total
              : sizes[d][child] / sizes[d - 1][parent];
        }
      }
    }
    return sumUp(hierarchy, bottoms, steps);
  };
}

/** The level, and each after it that splits the last one taken. */
function chainFrom(hierarchy: Hierarchy, level: number): Int32Array[] {
  const chain = [nodesOfLevel(hierarchy, level)];
  for (let next = level + 1; next < hierarchy.levels.length; next++) {
    const nodes = nodesOfLevel(hierarchy, next);
    if (splits(chain[chain.length - 1], nodes)) chain.push(nodes);
  }
  return chain;
}

/** Whether bottoms of one child always have one parent. */
function splits(parents: Int32Array, children: Int32Array): boolean {
  const parentOf = new Map<number, number>();
  for (let j = 0; j < children.length; j++) {
    const known = parentOf.get(children[j]);
    if (known === undefined) parentOf.set(children[j], parents[j]);
    else if (known !== parents[j]) return false;
  }
  return true;
}

function countsOf(nodes: Int32Array, nodeCount: number): Int32Array {
  const counts = new Int32Array(nodeCount);
  for (let j = 0; j < nodes.length; j++) counts[nodes[j]] += 1;
  return counts;
}

/** Writes to each parent's row the total of its children's base forecasts. */
function writeTotals(
  parents: Int32Array,
  children: Int32Array,
  base: Float64Array,
  steps: number,
  totals: Float64Array,
): void {
  const seen = new Uint8Array(totals.length / steps);
  for (let j = 0; j < children.length; j++)
    totals.fill(0, parents[j] * steps, (parents[j] + 1) * steps);
  for (let j = 0; j < children.length; j++) {
    const child = children[j];
    if (seen[child] === 1) continue;
    seen[child] = 1;
    for (let h = 0; h < steps; h++) {
      requireForecast(child, base[child * steps + h]);
      totals[parents[j] * steps + h] += Math.max(0, base[child * steps + h]);
    }
  }
}
