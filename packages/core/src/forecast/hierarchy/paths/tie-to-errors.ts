import type { Dice } from '../../../maths/index.js';

/**
 * Reorders sample paths, block of steps by block, so that path k has that rank among them which the errors of
 * its origin have among all errors of the block. Blocks are ranked by their totals. Ties, as between paths of
 * the same origin or steps without a sale, go in random order.
 *
 * @param paths   paths[k * horizon + h]
 * @param errors  errors[o * horizon + h]; NaN = not known: such a path goes by the error of an origin drawn by
 *   chance. null = all by chance
 * @param origins origin that each path follows
 * @returns reordered paths, at each step the same values as before
 */
export function tieToErrors(
  paths: Float64Array,
  horizon: number,
  errors: ArrayLike<number> | null,
  origins: Int32Array,
  blockSteps: number,
  dice: Dice,
): Float64Array {
  const pathCount = origins.length;
  const tied = new Float64Array(paths.length);
  const keys = new Float64Array(pathCount);
  const ties = new Float64Array(pathCount);
  const from = new Uint32Array(pathCount);
  const to = new Uint32Array(pathCount);
  for (let begin = 0; begin < horizon; begin += blockSteps) {
    const end = Math.min(horizon, begin + blockSteps);
    for (let k = 0; k < pathCount; k++)
      keys[k] = totalOf(paths, k * horizon + begin, k * horizon + end);
    writeOrder(keys, ties, from, dice);
    writeErrorsOfPaths(errors, horizon, begin, end, origins, keys, dice);
    writeOrder(keys, ties, to, dice);
    for (let r = 0; r < pathCount; r++)
      for (let h = begin; h < end; h++) tied[to[r] * horizon + h] = paths[from[r] * horizon + h];
  }
  return tied;
}

/** Writes the indices of the keys, ascending by key, equal ones in random order. */
function writeOrder(keys: Float64Array, ties: Float64Array, order: Uint32Array, dice: Dice): void {
  for (let k = 0; k < keys.length; k++) {
    order[k] = k;
    ties[k] = dice.next();
  }
  order.sort((a, b) => keys[a] - keys[b] || ties[a] - ties[b]);
}

function writeErrorsOfPaths(
  errors: ArrayLike<number> | null,
  horizon: number,
  begin: number,
  end: number,
  origins: Int32Array,
  keys: Float64Array,
  dice: Dice,
): void {
  const known: number[] = [];
  for (let o = 0; errors && o < errors.length / horizon; o++)
    if (!Number.isNaN(totalOf(errors, o * horizon + begin, o * horizon + end))) known.push(o);
  if (errors === null || known.length === 0) {
    keys.fill(0);
    return;
  }
  for (let k = 0; k < keys.length; k++) {
    const own = totalOf(errors, origins[k] * horizon + begin, origins[k] * horizon + end);
    if (!Number.isNaN(own)) {
      keys[k] = own;
      continue;
    }
    const drawn = known[Math.floor(dice.next() * known.length)];
    keys[k] = totalOf(errors, drawn * horizon + begin, drawn * horizon + end);
  }
}

function totalOf(values: ArrayLike<number>, begin: number, end: number): number {
  let total = 0;
  for (let i = begin; i < end; i++) total += values[i];
  return total;
}
