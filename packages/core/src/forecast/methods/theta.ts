import { GUESS_DAYS, type History, startMass, startSum, type Track } from './history.js';

/**
 * The Theta method: the mean of two forecasts, the straight line through the whole history (theta 0) and
 * the smoothed line of doubled curvature 2y − (a + bt) (theta 2). Smoothing is linear, so with the
 * smoothed rate S and the smoothed age of its data A (days),
 *
 *     rate + slope · h  =  S + b/2 · (A + h)
 *
 * that is smoothing with half the drift of the line. The line is fitted to the rates y/e, each day with
 * the weight of its exposure.
 *
 * @param weight α in (0, 1] of the smoothed line
 * @param startLevel textbook start of the smoothing of y, thought of as the day before the first
 * @see Assimakopoulos & Nikolopoulos (2000), "The theta model", IJF 16; Hyndman & Billah (2003),
 *   "Unmasking the Theta method", IJF 19
 */
export function trackTheta(
  history: History,
  weight: number,
  track: Track,
  startLevel?: number,
): void {
  const { length, pieces, exposure } = history;
  const keep = 1 - weight;
  let sum = startSum(startLevel, weight);
  let mass = startMass(startLevel, weight);
  // Σ of age times mass; a start level is all of age 0 on the day before the first.
  let ageMass = 0;
  // Running sums of the weighted regression of the rate on the day.
  let w = 0;
  let wt = 0;
  let wtt = 0;
  let y = 0;
  let ty = 0;
  for (let t = 0; t < length; t++) {
    const e = exposure[t];
    ageMass += mass;
    // The line may not lean on the first sale either, so it starts on the next day.
    if (t === 0 && history.beginsWithSale) {
      sum = GUESS_DAYS * history.demandShare * pieces[0];
      mass = GUESS_DAYS * e;
    } else if (e > 0) {
      sum = keep * sum + pieces[t];
      mass = keep * mass + e;
      ageMass *= keep;
      w += e;
      wt += e * t;
      wtt += e * t * t;
      y += pieces[t];
      ty += t * pieces[t];
    }
    const spread = w * wtt - wt * wt;
    const slope = spread > 1e-9 * w * w ? (w * ty - wt * y) / spread : 0;
    track.rate[t] = mass > 0 ? sum / mass + (slope / 2) * (ageMass / mass) : 0;
    track.slope[t] = slope / 2;
  }
}
