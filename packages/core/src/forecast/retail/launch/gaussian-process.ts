import {
  choleskyFactor,
  choleskyLogDeterminant,
  choleskySolve,
  nelderMead,
  solveLower,
} from '../../../maths/index.js';
import type { LikenessMatrix } from './likeness.js';

/** Variance that each respect explains, by its place in the list of likenesses, and the rest. */
export interface VarianceParts {
  readonly respects: Float64Array;
  readonly noise: number;
}

const EVALUATIONS_PER_PART = 30;
/** Logarithms of the parts (of a target of variance 1) are searched in these bounds. */
const LEAST = Math.log(1e-4);
const MOST = Math.log(10);

/**
 * Learns how much of the variance of a target each respect explains, by the greatest marginal likelihood
 * of a Gaussian process whose covariance is Σ part · likeness + noise: a hierarchy of shrunk effects
 * (category, location, …) and nearest neighbours (price, name) in one.
 *
 * @param indices items to learn from
 * @param size    number of all items (the matrices are size × size)
 * @param target  values of all items, mean near 0 and variance near 1
 * @see Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, 2.2 and 5.4.1
 */
export function learnParts(
  likeness: readonly LikenessMatrix[],
  indices: readonly number[],
  size: number,
  target: Float64Array,
): VarianceParts {
  const n = indices.length;
  const count = likeness.length;
  const small = likeness.map(({ values }) => subMatrix(values, indices, size));
  const y = Float64Array.from(indices, (i) => target[i]);
  const matrix = new Float64Array(n * n);
  const solved = new Float64Array(n);
  const loss = (x: Float64Array): number => {
    covariance(small, x, n, matrix);
    if (!choleskyFactor(matrix, n)) return Number.POSITIVE_INFINITY;
    solved.set(y);
    solveLower(matrix, n, solved);
    let squares = 0;
    for (let i = 0; i < n; i++) squares += solved[i] * solved[i];
    let prior = 0;
    // Each part is taken to be about a tenth, give or take a factor of ten: an unneeded one dies out slowly.
    for (let p = 0; p < count; p++) prior += 0.5 * ((x[p] - Math.log(0.1)) / 2.3) ** 2;
    return 0.5 * squares + 0.5 * choleskyLogDeterminant(matrix, n) + prior;
  };
  const start = new Float64Array(count + 1).fill(Math.log(0.15));
  start[count] = Math.log(0.5);
  const { x } = nelderMead(loss, start, {
    lower: new Float64Array(count + 1).fill(LEAST),
    upper: new Float64Array(count + 1).fill(MOST),
    steps: new Float64Array(count + 1).fill(-1),
    absoluteTolerance: 1e-2,
    relativeTolerance: 1e-5,
    pointTolerance: 1e-1,
    maxEvaluations: EVALUATIONS_PER_PART * (count + 1),
  });
  return { respects: x.slice(0, count).map(Math.exp), noise: Math.exp(x[count]) };
}

/** A Gaussian process given the targets of the first `known` items; the others are asked about. */
export interface FittedProcess {
  /** Mean and variance of item i's target as the known items foretell it (itself left out, if known). */
  mean(i: number): number;
  variance(i: number): number;
}

/** Conditions the process on items 0 … known − 1. */
export function fitProcess(
  likeness: readonly LikenessMatrix[],
  parts: VarianceParts,
  known: number,
  size: number,
  target: Float64Array,
): FittedProcess {
  const logs = Float64Array.of(...parts.respects.map(Math.log), Math.log(parts.noise));
  const indices = Array.from({ length: known }, (_, i) => i);
  const factor = new Float64Array(known * known);
  covariance(
    likeness.map(({ values }) => subMatrix(values, indices, size)),
    logs,
    known,
    factor,
  );
  choleskyFactor(factor, known);
  const alpha = target.slice(0, known);
  choleskySolve(factor, known, alpha);
  // Diagonal of the inverse: of each unit vector solved, the squared length (L⁻¹ has them as columns).
  const diagonal = new Float64Array(known);
  const unit = new Float64Array(known);
  for (let i = 0; i < known; i++) {
    unit.fill(0);
    unit[i] = 1;
    solveFrom(factor, known, i, unit);
    for (let k = i; k < known; k++) diagonal[i] += unit[k] * unit[k];
  }
  const total = parts.respects.reduce((a, b) => a + b, 0) + parts.noise;
  const column = new Float64Array(known);
  const between = (i: number): void => {
    column.fill(0);
    likeness.forEach(({ values }, p) => {
      const part = parts.respects[p];
      for (let k = 0; k < known; k++) column[k] += part * values[i * size + k];
    });
  };
  return {
    mean(i) {
      if (i < known) return target[i] - alpha[i] / diagonal[i];
      between(i);
      let sum = 0;
      for (let k = 0; k < known; k++) sum += column[k] * alpha[k];
      return sum;
    },
    variance(i) {
      if (i < known) return 1 / diagonal[i];
      between(i);
      solveLower(factor, known, column);
      let explained = 0;
      for (let k = 0; k < known; k++) explained += column[k] * column[k];
      return Math.max(parts.noise, total - explained);
    },
  };
}

/** Solves L x = b where b is 0 before entry `first`. */
function solveFrom(factor: Float64Array, size: number, first: number, b: Float64Array): void {
  for (let i = first; i < size; i++) {
    let rest = b[i];
    for (let k = first; k < i; k++) rest -= factor[i * size + k] * b[k];
    b[i] = rest / factor[i * size + i];
  }
}

function subMatrix(values: Float32Array, indices: readonly number[], size: number): Float32Array {
  const n = indices.length;
  const sub = new Float32Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) sub[a * n + b] = values[indices[a] * size + indices[b]];
  return sub;
}

/** Writes Σ exp(logs[p]) · matrices[p] + exp(last of logs) on the diagonal. */
function covariance(
  matrices: readonly Float32Array[],
  logs: Float64Array,
  n: number,
  out: Float64Array,
): void {
  out.fill(0);
  matrices.forEach((values, p) => {
    const part = Math.exp(logs[p]);
    for (let i = 0; i < out.length; i++) out[i] += part * values[i];
  });
  // A hair more keeps repeated items apart.
  const noise = Math.exp(logs[matrices.length]) + 1e-6;
  for (let i = 0; i < n; i++) out[i * n + i] += noise;
}
