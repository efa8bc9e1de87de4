import type { History, Track } from './history.js';

/**
 * Seasonal naive: each step of the season will want what it wanted when it was last observed. As a rate it
 * is the sum of those steps over the sum of their exposures; the shape over the season is written by
 * `lastSeason`.
 *
 * @param season steps of a season, at least 1
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 5.2
 */
export function trackSeasonalNaive(history: History, season: number, track: Track): void {
  const { length, pieces, exposure } = history;
  const lastPieces = new Float64Array(season);
  const lastExposure = new Float64Array(season);
  let sum = 0;
  let mass = 0;
  for (let t = 0, s = 0; t < length; t++, s = s === season - 1 ? 0 : s + 1) {
    if (exposure[t] > 0) {
      sum += pieces[t] - lastPieces[s];
      mass += exposure[t] - lastExposure[s];
      lastPieces[s] = pieces[t];
      lastExposure[s] = exposure[t];
    }
    // Running sums cancel nearly, not exactly.
    track.rate[t] = mass > 1e-9 ? Math.max(0, sum / mass) : 0;
    track.slope[t] = 0;
  }
}

/** Pieces when last observed, for the steps of the season after the history, nearest first. */
export function lastSeason(history: History, season: number, values: Float64Array): void {
  values.fill(0, 0, season);
  for (let s = 0; s < season; s++)
    for (let t = history.length - season + s; t >= 0; t -= season)
      if (history.exposure[t] > 0) {
        values[s] = history.pieces[t];
        break;
      }
}
