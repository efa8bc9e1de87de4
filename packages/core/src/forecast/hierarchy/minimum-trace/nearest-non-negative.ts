import { choleskyFactor, choleskySolve } from '../../../maths/index.js';

/** A value is as good as 0 within this share of the largest. */
const MARGIN = 1e-12;

/**
 * Moves values to the nearest ones that are not negative, nearness being measured by the inverse of their
 * covariance, in place: raising a negative value to 0 takes along what is correlated with it.
 *
 *     minimise (x − x̃)ᵀ V⁻¹ (x − x̃) under x ≥ 0:    x = x̃ + V μ,  μ ≥ 0,  μᵀ x = 0
 *
 * An active set method on the multipliers μ, of which few are above 0: each round lets the most negative
 * value in and drops those whose multiplier would fall below 0. It ends after finitely many rounds.
 *
 * @param covariance V, row by row, symmetric and positive definite
 * @see Lawson & Hanson (1974), Solving Least Squares Problems, chapter 23; Wickramasuriya, Turlach & Hyndman
 *   (2020), Statistics and Computing 30
 */
export function nearestNonNegative(covariance: Float64Array, values: Float64Array): void {
  const size = values.length;
  const start = values.slice();
  const multipliers = new Float64Array(size);
  const margin = MARGIN * start.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let held: number[] = [];
  // Each round solves for another set; twice the values is more than is ever needed in practice.
  for (let round = 0; round < 2 * size; round++) {
    const worst = mostNegative(values, held, margin);
    if (worst < 0) break;
    held.push(worst);
    held = settle(covariance, start, multipliers, held);
    values.set(start);
    for (const j of held)
      for (let i = 0; i < size; i++) values[i] += multipliers[j] * covariance[j * size + i];
    for (const j of held) values[j] = 0;
  }
  for (let i = 0; i < size; i++) if (!(values[i] > 0)) values[i] = 0;
}

function mostNegative(values: Float64Array, held: readonly number[], margin: number): number {
  let worst = -1;
  let least = -margin;
  for (let i = 0; i < values.length; i++)
    if (values[i] < least && !held.includes(i)) {
      worst = i;
      least = values[i];
    }
  return worst;
}

/** Solves V μ = −x̃ on the values held, letting go of those whose μ comes out negative; those kept. */
function settle(
  covariance: Float64Array,
  start: Float64Array,
  multipliers: Float64Array,
  given: readonly number[],
): number[] {
  let held = [...given];
  for (;;) {
    const wanted = solveHeld(covariance, start, held);
    let share = 1;
    let limiting = -1;
    held.forEach((j, k) => {
      if (wanted[k] > 0) return;
      const reach = multipliers[j] > 0 ? multipliers[j] / (multipliers[j] - wanted[k]) : 0;
      if (reach <= share) {
        share = reach;
        limiting = j;
      }
    });
    held.forEach((j, k) => {
      multipliers[j] += share * (wanted[k] - multipliers[j]);
    });
    if (limiting < 0) return held;
    multipliers[limiting] = 0;
    held = held.filter((j) => j !== limiting);
  }
}

function solveHeld(
  covariance: Float64Array,
  start: Float64Array,
  held: readonly number[],
): Float64Array {
  const count = held.length;
  const size = start.length;
  const matrix = new Float64Array(count * count);
  held.forEach((j, row) => {
    for (let column = 0; column <= row; column++)
      matrix[row * count + column] = covariance[j * size + held[column]];
  });
  const solution = Float64Array.from(held, (j) => -start[j]);
  if (!choleskyFactor(matrix, count))
    throw new RangeError('the covariance of the base forecasts is not positive definite');
  choleskySolve(matrix, count, solution);
  return solution;
}
