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
 * Intervals are counted in exposure, so closed days do not lengthen them. Our series begin at a first
 * sale, whose waiting time nobody saw: without a start, the first interval is not counted, and until a
 * second demand comes the rate is the one size over the time since.
 *
 * @param weight α in (0, 1], for sizes and intervals alike
 * @param factor multiplies the rate; 1 is Croston, see `trackSba`
 * @param start  textbook start: first size and first interval; then the first interval is counted
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
  let seen = start !== undefined;
  for (let t = 0; t < length; t++) {
    sinceDemand += exposure[t];
    if (pieces[t] > 0 && exposure[t] > 0) {
      sizeSum = keep * sizeSum + pieces[t];
      sizeMass = keep * sizeMass + 1;
      if (seen) {
        gapSum = keep * gapSum + sinceDemand;
        gapMass = keep * gapMass + 1;
      }
      seen = true;
      sinceDemand = 0;
    }
    const size = sizeMass > 0 ? sizeSum / sizeMass : 0;
    const gap = gapMass > 0 ? gapSum / gapMass : 1 + sinceDemand;
    track.rate[t] = (factor * size) / gap;
    track.slope[t] = 0;
  }
}
