import type { History, Track } from './history.js';

const WEEK = 7;

/**
 * Seasonal naive: each weekday will want what it wanted when it was last observed. As a rate it is the
 * sum of those days over the sum of their exposures; the shape over the week is written by
 * `seasonalNaiveWeek`.
 *
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 5.2
 */
export function trackSeasonalNaive(history: History, track: Track): void {
  const { length, pieces, exposure } = history;
  const lastPieces = [0, 0, 0, 0, 0, 0, 0];
  const lastExposure = [0, 0, 0, 0, 0, 0, 0];
  for (let t = 0; t < length; t++) {
    const weekday = t % WEEK;
    if (exposure[t] > 0) {
      lastPieces[weekday] = pieces[t];
      lastExposure[weekday] = exposure[t];
    }
    let sum = 0;
    let mass = 0;
    for (let d = 0; d < WEEK; d++) {
      sum += lastPieces[d];
      mass += lastExposure[d];
    }
    track.rate[t] = mass > 0 ? sum / mass : 0;
    track.slope[t] = 0;
  }
}

/** Pieces when last observed, for the seven days after the history, nearest first. */
export function seasonalNaiveWeek(history: History, week: Float64Array): void {
  week.fill(0, 0, WEEK);
  for (let d = 0; d < WEEK; d++)
    for (let t = history.length - WEEK + d; t >= 0; t -= WEEK)
      if (history.exposure[t] > 0) {
        week[d] = history.pieces[t];
        break;
      }
}
