import { type Hierarchy, nodeCountOf } from '../hierarchy.js';
import { errorVariances } from './variances.js';

/** The least shrinkage: keeps the matrix positive definite when there are fewer errors than nodes. */
const LEAST_SHRINKAGE = 1e-4;

export interface ShrunkCovariance {
  /** Row by row, nodes × nodes. */
  readonly matrix: Float64Array;
  /** How far the correlations were shrunk to 0, in (0, 1]. */
  readonly shrinkage: number;
}

/**
 * Covariance of past errors with its correlations shrunk to 0 as far as their own uncertainty asks:
 *
 *     r*ᵢⱼ = (1 − λ) rᵢⱼ       λ = Σ Var(rᵢⱼ) / Σ rᵢⱼ²,  i ≠ j
 *
 * Takes nodes² numbers: meant for hierarchies of up to a few thousand nodes.
 *
 * @param errors errors[node * count + t], all known; times at which any node's is NaN are left out
 * @throws RangeError when there are not `count` errors for each node, or fewer than two times are left
 * @see Schäfer & Strimmer (2005), "A shrinkage approach to large-scale covariance matrix estimation", Statistical
 *   Applications in Genetics and Molecular Biology 4(1), with errors taken about 0 as in Wickramasuriya,
 *   Athanasopoulos & Hyndman (2019)
 */
export function shrunkCovariance(
  hierarchy: Hierarchy,
  errors: Float64Array,
  count: number,
): ShrunkCovariance {
  const nodes = nodeCountOf(hierarchy);
  const { rows, length } = completeTimes(errors, nodes, count);
  if (length < 2) throw new RangeError(`${length} times with all errors; a covariance needs two`);
  const variances = errorVariances(hierarchy, rows, length);
  for (let i = 0; i < nodes; i++)
    for (let t = 0; t < length; t++) rows[i * length + t] /= Math.sqrt(variances[i]);
  const matrix = new Float64Array(nodes * nodes);
  let uncertainty = 0;
  let squares = 0;
  for (let i = 0; i < nodes; i++)
    for (let j = 0; j < i; j++) {
      let sum = 0;
      let sumOfSquares = 0;
      for (let t = 0; t < length; t++) {
        const product = rows[i * length + t] * rows[j * length + t];
        sum += product;
        sumOfSquares += product * product;
      }
      const correlation = sum / length;
      matrix[i * nodes + j] = correlation;
      squares += correlation * correlation;
      uncertainty += (sumOfSquares - sum * correlation) / (length * (length - 1));
    }
  const shrinkage = squares > 0 ? Math.min(1, Math.max(LEAST_SHRINKAGE, uncertainty / squares)) : 1;
  for (let i = 0; i < nodes; i++) {
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(variances[i] * variances[j]);
      matrix[i * nodes + j] *= (1 - shrinkage) * scale;
      matrix[j * nodes + i] = matrix[i * nodes + j];
    }
    matrix[i * nodes + i] = variances[i];
  }
  return { matrix, shrinkage };
}

/** The errors of the times at which none is NaN. */
function completeTimes(
  errors: Float64Array,
  nodes: number,
  count: number,
): { rows: Float64Array; length: number } {
  if (errors.length !== nodes * count)
    throw new RangeError(`${errors.length} errors for ${nodes} nodes of ${count} each`);
  const kept: number[] = [];
  for (let t = 0; t < count; t++) {
    let known = true;
    for (let i = 0; i < nodes && known; i++) known = !Number.isNaN(errors[i * count + t]);
    if (known) kept.push(t);
  }
  const rows = new Float64Array(nodes * kept.length);
  for (let i = 0; i < nodes; i++)
    for (let k = 0; k < kept.length; k++) rows[i * kept.length + k] = errors[i * count + kept[k]];
  return { rows, length: kept.length };
}
