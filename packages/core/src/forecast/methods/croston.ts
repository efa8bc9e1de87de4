import { type History, startMass, startSum, type Track } from './history.js';

export interface CrostonStart {
  readonly sizePieces: number;
  readonly intervalDays: number;
}

/**
 * Croston's method for intermittent demand: smooth the size of the demands z and the interval between
 * them p apart, both only when demand occurs; rate = z / p. Toy series 0 0 3 0 1 has the sizes 3, 1 and,
 * counted from its beginning, the intervals 3, 2.
 *
 * Intervals are counted in exposure, so closed days do not lengthen them. A history that begins with its
 * first sale does not show how long that one was waited for, so the interval is not counted; until a
 * second demand comes, the interval is the one guessed or the time since, whichever is longer.
 *
 * @param weight α in (0, 1], for sizes and intervals alike
 * @param factor multiplies the rate; 1 is Croston, see `trackSba`
 * @param start  textbook start: first size and first interval
 * @see Croston (1972), "Forecasting and stock control for intermittent demands", ORQ 23
 */
export function trackCroston(
  history: History,
  weight: number,
  track: Track,
  factor = 1,
  start?: CrostonStart,
): void {
  const { length, pieces, exposure } = history;
  const keep = 1 - weight;
  let sizeSum = startSum(start?.sizePieces, weight);
  let sizeMass = startMass(start?.sizePieces, weight);
  let gapSum = startSum(start?.intervalDays, weight);
  let gapMass = startMass(start?.intervalDays, weight);
  let sinceDemand = 0;
  for (let t = 0; t < length; t++) {
    sinceDemand += exposure[t];
    if (pieces[t] > 0 && exposure[t] > 0) {
      sizeSum = keep * sizeSum + pieces[t];
      sizeMass = keep * sizeMass + 1;
      if (t > 0 || !history.beginsWithSale) {
        gapSum = keep * gapSum + sinceDemand;
        gapMass = keep * gapMass + 1;
      }
      sinceDemand = 0;
    }
    const size = sizeMass > 0 ? sizeSum / sizeMass : 0;
    const gap = gapMass > 0 ? gapSum / gapMass : Math.max(1 / history.demandShare, sinceDemand);
    track.rate[t] = (factor * size) / gap;
    track.slope[t] = 0;
  }
}
