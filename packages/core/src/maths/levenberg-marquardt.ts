import { choleskyFactor, choleskySolve } from './cholesky.js';

/** How far and how long a search for least squares goes. */
export interface LevenbergMarquardtSettings {
  /** The search ends where a step promises less than this share of the sum of squares. > 0; default 1e-10. */
  readonly tolerance?: number;
  /** Steps after which the search ends in any case. Whole, >= 1; default 50. */
  readonly maxSteps?: number;
  /** No coordinate leaves [−reach, reach]. > 0; default none. */
  readonly reach?: number;
}

/** Where a search for least squares ended. */
export interface LeastSquaresMinimum {
  readonly x: Float64Array;
  readonly squares: number;
  readonly steps: number;
  /** False where `maxSteps` ended the search. */
  readonly converged: boolean;
}

/** Step of the forward differences, relative to max(1, |x|). */
const DIFFERENCE = 1e-6;

/**
 * Minimises the sum of squares of many smooth functions of few variables by the method of Levenberg and
 * Marquardt, with a Jacobian of forward differences. Residuals of a time series model are nearly linear in
 * its coefficients, so that a handful of steps suffices where general methods need dozens.
 *
 * @param residuals writes the residuals at x into `out` and answers true, or false where they do not exist;
 *                  it must not keep or change x
 * @param start     not changed; the residuals must exist there, else the start itself is answered with
 *                  infinite squares
 * @see Marquardt (1963), "An algorithm for least-squares estimation of nonlinear parameters", SIAM 11(2)
 * @see Moré (1978), "The Levenberg-Marquardt algorithm: implementation and theory"
 * @example residuals x − 1 and 2(x − 4) from 0: x = 3.4, squares 7.2
 */
export function levenbergMarquardt(
  residuals: (x: Float64Array, out: Float64Array) => boolean,
  start: Float64Array,
  residualCount: number,
  settings: LevenbergMarquardtSettings = {},
): LeastSquaresMinimum {
  const { tolerance = 1e-10, maxSteps = 50, reach = Number.POSITIVE_INFINITY } = settings;
  const size = start.length;
  let x = start.slice();
  let atX = new Float64Array(residualCount);
  if (!residuals(x, atX))
    return { x, squares: Number.POSITIVE_INFINITY, steps: 0, converged: false };
  let squares = sumOfSquares(atX);
  if (size === 0) return { x, squares, steps: 0, converged: true };

  let trial = new Float64Array(size);
  let atTrial = new Float64Array(residualCount);
  const slopes = Array.from({ length: size }, () => new Float64Array(residualCount));
  const gram = new Float64Array(size * size);
  const damped = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const step = new Float64Array(size);
  let damping = 1e-3;
  for (let steps = 1; steps <= maxSteps; steps++) {
    for (let j = 0; j < size; j++) {
      const slope = slopes[j];
      const kept = x[j];
      // Away from the edge of the box, where the residuals may cease to exist.
      const h = (kept > 0 ? -1 : 1) * DIFFERENCE * Math.max(1, Math.abs(kept));
      x[j] = kept + h;
      const exists = residuals(x, slope);
      x[j] = kept;
      if (!exists) slope.fill(0);
      else for (let i = 0; i < residualCount; i++) slope[i] = (slope[i] - atX[i]) / h;
      gradient[j] = dot(slope, atX);
      for (let k = 0; k <= j; k++) gram[j * size + k] = dot(slope, slopes[k]);
    }
    for (;;) {
      damped.set(gram);
      for (let j = 0; j < size; j++)
        damped[j * size + j] += damping * gram[j * size + j] + 1e-12 * squares;
      for (let j = 0; j < size; j++) step[j] = -gradient[j];
      if (!choleskyFactor(damped, size)) {
        damping = Math.max(1e-6, damping * 10);
        if (damping > 1e9) return { x, squares, steps, converged: true };
        continue;
      }
      choleskySolve(damped, size, step);
      for (let j = 0; j < size; j++) {
        // A step may not more than double the distance from the origin: the models are only locally linear.
        const longest = 1 + Math.abs(x[j]);
        const length = Math.max(-longest, Math.min(longest, step[j]));
        trial[j] = Math.max(-reach, Math.min(reach, x[j] + length));
        step[j] = trial[j] - x[j];
      }
      const promised = promisedReduction(gram, gradient, step);
      if (!(promised > tolerance * squares)) return { x, squares, steps, converged: true };
      const reached = residuals(trial, atTrial) ? sumOfSquares(atTrial) : Number.POSITIVE_INFINITY;
      if (reached < squares) {
        const gain = (squares - reached) / promised;
        [x, trial] = [trial, x];
        [atX, atTrial] = [atTrial, atX];
        squares = reached;
        if (gain > 0.75) damping *= 0.1;
        else if (gain < 0.25) damping *= 4;
        if (damping < 1e-9) damping = 1e-9;
        break;
      }
      damping = Math.max(1e-4, damping * 10);
      if (damping > 1e9) return { x, squares, steps, converged: true };
    }
  }
  return { x, squares, steps: maxSteps, converged: false };
}

/** What the squares fall by if the residuals are linear: −2 g·s − sᵀ(JᵀJ)s. */
function promisedReduction(gram: Float64Array, gradient: Float64Array, step: Float64Array): number {
  const size = step.length;
  let reduction = 0;
  for (let j = 0; j < size; j++) {
    reduction -= 2 * gradient[j] * step[j] + gram[j * size + j] * step[j] * step[j];
    for (let k = 0; k < j; k++) reduction -= 2 * gram[j * size + k] * step[j] * step[k];
  }
  return reduction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const sumOfSquares = (a: Float64Array): number => dot(a, a);
