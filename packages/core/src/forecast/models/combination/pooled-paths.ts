import type { Dice } from '../../../maths/index.js';
import type { FittedModel } from '../forecast-model.js';

/**
 * Paths of several models in proportion to their weights (a linear pool), in random order, so that the
 * k-th path of one series is no more likely than another to meet the same model's in a second.
 */
export function pooledPaths(
  members: readonly FittedModel[],
  weights: Float64Array,
  horizon: number,
  pathCount: number,
  dice: Dice,
): Float64Array {
  const shares = sharesOf(weights, pathCount);
  const pooled = new Float64Array(pathCount * horizon);
  const places = shuffledPlaces(pathCount, dice);
  let next = 0;
  for (let i = 0; i < members.length; i++) {
    if (shares[i] === 0) continue;
    const paths = members[i].paths(horizon, shares[i], dice);
    for (let k = 0; k < shares[i]; k++, next++)
      pooled.set(paths.subarray(k * horizon, (k + 1) * horizon), places[next] * horizon);
  }
  return pooled;
}

/** Whole numbers of paths in proportion to the weights, adding up to the count: largest remainders. */
function sharesOf(weights: Float64Array, count: number): Uint32Array {
  const shares = Uint32Array.from(weights, (weight) => Math.floor(weight * count + 1e-9));
  const order = [...shares.keys()].sort(
    (a, b) => weights[b] * count - shares[b] - (weights[a] * count - shares[a]) || a - b,
  );
  let left = count - shares.reduce((sum, share) => sum + share, 0);
  for (let i = 0; left > 0; i = (i + 1) % order.length, left--) shares[order[i]] += 1;
  return shares;
}

function shuffledPlaces(count: number, dice: Dice): Uint32Array {
  const places = new Uint32Array(count);
  for (let k = 0; k < count; k++) {
    const j = Math.floor(dice.next() * (k + 1));
    places[k] = places[j];
    places[j] = k;
  }
  return places;
}
