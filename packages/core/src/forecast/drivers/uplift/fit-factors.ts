import { dayFactors, LEAST_FACTOR, type PooledDemand } from './pooled-demand.js';

/** Rounds of going through all events; two events on one day share its effect after a few. */
const SWEEPS = 8;

/** Factors of events, fitted to pooled demand. */
export interface FittedFactors {
  /** Per event; 1 = no effect. */
  readonly factor: Float64Array;
  /** Per event: weight of what was seen, in pieces that came one by one; the prior not counted. */
  readonly information: Float64Array;
  /** Per occurrence: sold, and expected with the factors. */
  readonly sold: Float64Array;
  readonly expected: Float64Array;
}

/**
 * Factors m of events such that sold ≈ usual · Π m over a day's events: the posterior means of a Poisson
 * model whose prior is Gamma with the given means and relative variance. The sales of an event's occurrences
 * scatter by more than counting noise, so an occurrence with μ expected pieces weighs 1/(1 + ψ μ) a piece: a
 * hundred thousand pieces sold on two Christmases are still only two Christmases.
 *
 * Days with several events are split by iterative scaling: each event's factor is fitted to what the others
 * leave over, in steps damped by the most events on one of its days.
 *
 * @param eventOf           event of each occurrence
 * @param priorMean         per event
 * @param priorVariance     relative variance of the prior
 * @param occurrenceVariance ψ
 * @see Darroch & Ratcliff (1972), "Generalized iterative scaling for log-linear models"
 * @see Clayton & Kaldor (1987), "Empirical Bayes estimates of age-standardized relative risks", Biometrics 43
 */
export function fitFactors(
  pools: readonly PooledDemand[],
  eventOf: Int32Array,
  priorMean: Float64Array,
  priorVariance: number,
  occurrenceVariance: number,
): FittedFactors {
  const eventCount = priorMean.length;
  const factor = priorMean.slice();
  const damping = dampings(pools, eventCount);
  const sold = new Float64Array(eventOf.length);
  const expected = new Float64Array(eventOf.length);
  const shape = 1 / priorVariance;
  const above = new Float64Array(eventCount);
  const below = new Float64Array(eventCount);
  const information = new Float64Array(eventCount);
  for (let sweep = 0; sweep <= SWEEPS; sweep++) {
    expectOccurrences(pools, factor, sold, expected);
    information.fill(0);
    above.fill(shape);
    for (let e = 0; e < eventCount; e++) below[e] = shape / priorMean[e];
    for (let o = 0; o < eventOf.length; o++) {
      const e = eventOf[o];
      const weight = 1 / (1 + occurrenceVariance * expected[o]);
      above[e] += weight * sold[o];
      below[e] += (weight * expected[o]) / factor[e];
      information[e] += weight * expected[o];
    }
    // The last round only takes stock.
    if (sweep === SWEEPS) break;
    for (let e = 0; e < eventCount; e++) {
      const target = above[e] / below[e] / factor[e];
      factor[e] = Math.max(LEAST_FACTOR, factor[e] * target ** damping[e]);
    }
  }
  return { factor, information, sold, expected };
}

/** One over the most events that an event shares a day with, itself counted. */
function dampings(pools: readonly PooledDemand[], eventCount: number): Float64Array {
  const most = new Float64Array(eventCount).fill(1);
  for (const { days } of pools)
    for (let k = 0; k < days.count; k++) {
      const together = days.start[k + 1] - days.start[k];
      for (let i = days.start[k]; i < days.start[k + 1]; i++)
        if (together > most[days.event[i]]) most[days.event[i]] = together;
    }
  return most.map((count) => 1 / count);
}

/** Sums sold demand, and demand expected with the factors, over the days of each occurrence. */
export function expectOccurrences(
  pools: readonly PooledDemand[],
  factor: Float64Array,
  sold: Float64Array,
  expected: Float64Array,
): void {
  sold.fill(0);
  expected.fill(0);
  for (const { days, sold: soldOn, usual } of pools) {
    const product = new Float64Array(days.count);
    dayFactors(days, factor, product);
    for (let k = 0; k < days.count; k++)
      for (let i = days.start[k]; i < days.start[k + 1]; i++) {
        sold[days.occurrence[i]] += soldOn[k];
        expected[days.occurrence[i]] += usual[k] * product[k];
      }
  }
}

/** Standard errors of fitted factors: of a Gamma posterior with the prior's and the data's information. */
export const errorsOf = (
  factor: Float64Array,
  information: Float64Array,
  priorVariance: number,
): Float64Array => factor.map((value, e) => value / Math.sqrt(1 / priorVariance + information[e]));
