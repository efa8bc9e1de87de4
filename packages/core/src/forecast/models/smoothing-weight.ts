import { minimiseUnimodal } from '../../maths/index.js';

/** Places tried between the bounds; the errors may have several valleys. */
const PLACES = 12;

/**
 * The smoothing weight of least squared error: a few places between the bounds, closer where weights are
 * small, then golden section around the best of them.
 *
 * @param squares error at a weight
 * @param low     least weight, in (0, 1]
 * @param high    greatest weight, at least low
 */
export function bestWeight(squares: (weight: number) => number, low: number, high: number): number {
  if (high - low < 1e-9) return low;
  const place = (i: number) => low + (high - low) * (i / (PLACES - 1)) ** 2;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < PLACES; i++) {
    const value = squares(place(i));
    if (value < least) {
      least = value;
      best = i;
    }
  }
  const from = place(Math.max(0, best - 1));
  const to = place(Math.min(PLACES - 1, best + 1));
  const found = minimiseUnimodal(squares, from, to, 1e-6);
  return found.value < least ? found.x : place(best);
}
