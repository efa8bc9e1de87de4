import { GUESS_DAYS, type History, startMass, startSum, type Track } from './history.js';

/**
 * Simple exponential smoothing of the rate: recent days count more, by the factor 1 − α per observed day.
 *
 *     rate = Σ (1−α)ᵏ y / Σ (1−α)ᵏ e          y pieces, e exposure, k observed days ago
 *
 * With e = 1 and a start level this is l ← l + α (y − l).
 *
 * @param weight     α in (0, 1]
 * @param startLevel textbook start of the recursion; without it the mean fills from the first days
 * @see Brown (1959), Statistical Forecasting for Inventory Control; Gardner (2006), "Exponential
 *   smoothing: the state of the art, part II", IJF 22
 * @example days 3, 5 with α = 0.2 from level 4: 3.8, then 4.04.
 */
export function trackExponentialSmoothing(
  history: History,
  weight: number,
  track: Track,
  startLevel?: number,
): void {
  const { length, pieces, exposure } = history;
  const keep = 1 - weight;
  let sum = startSum(startLevel, weight);
  let mass = startMass(startLevel, weight);
  for (let t = 0; t < length; t++) {
    if (t === 0 && history.beginsWithSale) {
      sum = GUESS_DAYS * history.demandShare * pieces[0];
      mass = GUESS_DAYS * exposure[0];
    } else if (exposure[t] > 0) {
      sum = keep * sum + pieces[t];
      mass = keep * mass + exposure[t];
    }
    track.rate[t] = mass > 0 ? sum / mass : 0;
    track.slope[t] = 0;
  }
}
