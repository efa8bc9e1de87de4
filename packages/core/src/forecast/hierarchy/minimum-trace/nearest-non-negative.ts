import { choleskyFactor, choleskySolve } from '../../../maths/index.js';

/** A value is as good as 0 within this share of the largest. */
const MARGIN = 1e-12;
/** Exchanges of whole blocks that may bring nothing before single ones take over. */
const PATIENCE = 5;
const MOST_ROUNDS = 1000;

/**
 * Moves values to the nearest ones that are not negative, nearness being measured by the inverse of their
 * covariance, in place: raising a negative value to 0 takes along what is correlated with it.
 *
 *     minimise (x − x̃)ᵀ V⁻¹ (x − x̃) under x ≥ 0:    x = x̃ + V μ,  μ ≥ 0,  x ≥ 0,  μᵀ x = 0
 *
 * Block principal pivoting: values are held at 0 or free; all that are negative are held, all that are held by a
 * negative multiplier are freed, and so on, a few rounds as a rule. Should that turn in a circle, one at a time
 * is exchanged, the last by number, which comes to an end.
 *
 * @param covariance V, row by row, symmetric and positive definite
 * @throws RangeError when it is not
 * @see Júdice & Pires (1994), "A block principal pivoting algorithm for large-scale strictly monotone linear
 *   complementarity problems", Computers & Operations Research 21; Wickramasuriya, Turlach & Hyndman (2020),
 *   Statistics and Computing 30
 */
export function nearestNonNegative(covariance: Float64Array, values: Float64Array): void {
  const size = values.length;
  const start = values.slice();
  const isHeld = new Uint8Array(size);
  const multipliers = new Float64Array(size);
  const margin = MARGIN * start.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let fewest = size + 1;
  let patience = PATIENCE;
  // The bound stands against a circle that rounding makes; what is negative then is cut off below.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const least = -MARGIN * multipliers.reduce((most, value) => Math.max(most, value), 0);
    const wrong: number[] = [];
    for (let i = 0; i < size; i++)
      if (isHeld[i] === 1 ? multipliers[i] < least : values[i] < -margin) wrong.push(i);
    if (wrong.length === 0) break;
    if (wrong.length < fewest) {
      fewest = wrong.length;
      patience = PATIENCE;
    } else patience -= 1;
    for (const i of patience > 0 ? wrong : wrong.slice(-1)) isHeld[i] = 1 - isHeld[i];
    solveHeld(covariance, start, isHeld, multipliers, values);
  }
  for (let i = 0; i < size; i++) if (!(values[i] > 0)) values[i] = 0;
}

/** Writes the multipliers that bring the values held to 0, and what they make of all values. */
function solveHeld(
  covariance: Float64Array,
  start: Float64Array,
  isHeld: Uint8Array,
  multipliers: Float64Array,
  values: Float64Array,
): void {
  const size = start.length;
  const held: number[] = [];
  for (let i = 0; i < size; i++) if (isHeld[i] === 1) held.push(i);
  const count = held.length;
  const matrix = new Float64Array(count * count);
  for (let row = 0; row < count; row++)
    for (let column = 0; column <= row; column++)
      matrix[row * count + column] = covariance[held[row] * size + held[column]];
  const solution = Float64Array.from(held, (j) => -start[j]);
  if (!choleskyFactor(matrix, count))
    throw new RangeError('the covariance of the base forecasts is not positive definite');
  choleskySolve(matrix, count, solution);
  multipliers.fill(0);
  values.set(start);
  held.forEach((j, k) => {
    multipliers[j] = solution[k];
    for (let i = 0; i < size; i++) values[i] += solution[k] * covariance[j * size + i];
  });
  for (const j of held) values[j] = 0;
}
