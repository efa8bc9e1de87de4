import { type Hierarchy, nodeCountOf } from '../hierarchy.js';

/** Least variance of a node, as a share of the mean variance: no series is believed to be without error. */
const LEAST_SHARE = 1e-6;

/** Every node errs alike: ordinary least squares. It listens to large sums as much as to single items. */
export const equalVariances = (hierarchy: Hierarchy): Float64Array =>
  new Float64Array(nodeCountOf(hierarchy)).fill(1);

/**
 * Each node errs as much as it has bottoms, as if all bottoms erred alike and apart: weights that need no past
 * errors.
 *
 * @see Athanasopoulos, Hyndman, Kourentzes & Petropoulos (2017), "Forecasting with temporal hierarchies", EJOR
 *   262, on structural scaling
 */
export const structuralVariances = (hierarchy: Hierarchy): Float64Array => {
  const { aggregateCount, offsets } = hierarchy;
  return equalVariances(hierarchy).map((one, node) =>
    node < aggregateCount ? offsets[node + 1] - offsets[node] : one,
  );
};

/**
 * Mean squared past error of each node, at least a millionth of their mean. Forecasts without bias are
 * assumed, so no mean is taken off.
 *
 * @param errors errors[node * count + t], forecasts less actuals or the other way round; NaN = not known
 * @returns one variance per node; a node without any known error has the mean of all
 * @throws RangeError when there are not `count` errors for each node
 */
export function errorVariances(
  hierarchy: Hierarchy,
  errors: Float64Array,
  count: number,
): Float64Array {
  const nodes = nodeCountOf(hierarchy);
  if (errors.length !== nodes * count)
    throw new RangeError(`${errors.length} errors for ${nodes} nodes of ${count} each`);
  const variances = new Float64Array(nodes);
  let sum = 0;
  let known = 0;
  for (let node = 0; node < nodes; node++) {
    variances[node] = meanSquare(errors.subarray(node * count, (node + 1) * count));
    if (Number.isNaN(variances[node])) continue;
    sum += variances[node];
    known += 1;
  }
  // Without any error at all every node is as good as any other.
  const mean = sum > 0 ? sum / known : 1;
  return variances.map((variance) =>
    Number.isNaN(variance) ? mean : Math.max(variance, LEAST_SHARE * mean),
  );
}

function meanSquare(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t])) continue;
    sum += values[t] * values[t];
    count += 1;
  }
  return sum / count;
}
