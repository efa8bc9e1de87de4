import { FIRST_SALE, type History, type Track } from './history.js';

/**
 * Days of history that the guess counts against, at least: about what the combination remembers. The
 * guess weighs as one such day, or as one day of those since the last demand, where that is longer.
 */
export const GUESS_MEMORY_DAYS = 40;

/**
 * What one would guess of an item without looking at when it sold: on most days a demand of its mean size.
 * Taken into the combination with the weight of a single day, as in the rule of succession: nothing seen
 * for a month is not nothing forever, and slow items that look slowest are not quite so slow. On real
 * sales it removed most of the 10 to 30 % by which rare items were forecast too low. An item long dead
 * keeps less and less of it.
 *
 * @see Laplace (1774), rule of succession; James & Stein (1961), "Estimation with quadratic loss"
 */
export function trackGuess(history: History, track: Track): void {
  const { length, pieces, exposure } = history;
  let sizeSum = 0;
  let demands = 0;
  let since = 0;
  for (let t = 0; t < length; t++) {
    since += exposure[t];
    if (pieces[t] > 0 && exposure[t] > 0) {
      sizeSum += pieces[t];
      demands += 1;
      since = 0;
    }
    const size = demands > 0 ? sizeSum / demands : 0;
    const fading = (1 + GUESS_MEMORY_DAYS) / (1 + Math.max(GUESS_MEMORY_DAYS, since));
    track.rate[t] = FIRST_SALE.demands * size * fading;
    track.slope[t] = 0;
  }
}
