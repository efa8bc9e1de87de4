import { choleskyFactor, choleskySolve } from '../../../maths/index.js';
import { DayRegressors } from './day-regressors.js';
import {
  createExpectation,
  type Expectation,
  expectDays,
  LEAST_FACTOR,
  type PooledDemand,
} from './pooled-demand.js';

/** Newton steps; a handful is the rule, a feast that closes the shop takes some more. */
const MOST_STEPS = 20;
/** Largest change of a factor’s logarithm in one step, and the one that ends the fit (errors shrink as their squares). */
const LONGEST_STEP = 1;
const SHORTEST_STEP = 5e-3;

/** Factors of events, fitted to pooled demand. */
export interface FittedFactors {
  /** Per event; 1 = no effect. */
  readonly factor: Float64Array;
  /**
   * Per event: weight of what was seen, in pieces that came one by one; the prior not counted, and less
   * what the events of the same days and of the days around may claim.
   */
  readonly information: Float64Array;
  /** Per occurrence: sold, and expected with the factors. */
  readonly sold: Float64Array;
  readonly expected: Float64Array;
}

/**
 * Factors m of events such that sold ≈ usual · Π m over a day's events: the mode, in ln m, of a Poisson
 * model whose prior is Gamma with the given means and relative variances. The sales of an event's occurrences
 * scatter by more than counting noise, so a piece sold in an occurrence that expects μ weighs 1/(1 + ψ μ): a
 * hundred thousand pieces sold on two Christmases are still only two Christmases. μ is the usual demand of
 * the occurrence's days times the day's factor, so that a day of closed doors within a long fair counts fully.
 *
 * Usual demand is itself told by days around, which have events too where feasts crowd. So all factors
 * are found at once, by Newton's method for the likelihood in which usual demand is what the days around
 * make of it: an event is told by how its days differ from the days they are compared with.
 *
 * @param eventOf            event of each occurrence
 * @param priorMean          per event
 * @param priorVariance      relative variance of the prior, per event
 * @param occurrenceVariance ψ
 * @param begin              factors to begin with; those of the prior where not given
 * @see Robinson (1988), "Root-N-consistent semiparametric regression", Econometrica 56 (regressors less
 *   their smoothed selves); McCullagh & Nelder (1989), Generalized Linear Models, section 2.5
 * @see Clayton & Kaldor (1987), "Empirical Bayes estimates of age-standardized relative risks", Biometrics 43
 */
export function fitFactors(
  pools: readonly PooledDemand[],
  eventOf: Int32Array,
  priorMean: Float64Array,
  priorVariance: Float64Array,
  occurrenceVariance: number,
  begin: Float64Array = priorMean,
): FittedFactors {
  const size = priorMean.length;
  const factor = begin.slice();
  const sold = new Float64Array(eventOf.length);
  const expected = new Float64Array(eventOf.length);
  const usual = new Float64Array(eventOf.length);
  const slope = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  const days = pools.map((pool) => ({ pool, expectation: createExpectation(pool.days) }));
  const regressors = new DayRegressors(size);
  for (let step = 0; step < MOST_STEPS; step++) {
    expectAll(days, factor, { sold, usual, expected });
    slope.fill(0);
    curvature.fill(0);
    for (const { pool, expectation } of days)
      for (let k = 0; k < pool.days.count; k++) {
        const mean = expectation.expected[k];
        if (!(mean > 0)) continue;
        const weight = 1 / (1 + occurrenceVariance * largest(pool, expectation, k, usual));
        regressors.read(pool.believed, expectation, k);
        regressors.add(weight * (pool.sold[k] - mean), weight * mean, slope, curvature);
      }
    for (let e = 0; e < size; e++) {
      const pull = factor[e] / priorMean[e] / priorVariance[e];
      slope[e] += 1 / priorVariance[e] - pull;
      curvature[e * size + e] += pull;
    }
    choleskyFactor(curvature, size);
    choleskySolve(curvature, size, slope);
    let longest = 0;
    for (let e = 0; e < size; e++) {
      const change = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, slope[e]));
      const next = Math.max(LEAST_FACTOR, factor[e] * Math.exp(change));
      longest = Math.max(longest, Math.abs(Math.log(next / factor[e])));
      factor[e] = next;
    }
    if (longest < SHORTEST_STEP) break;
  }
  expectAll(days, factor, { sold, usual, expected });
  return {
    factor,
    information: informationOf(curvature, size, (e) => factor[e] / priorMean[e] / priorVariance[e]),
    sold,
    expected,
  };
}

/** What the largest occurrence of an event day would sell with that day's factor. */
function largest(
  { days }: PooledDemand,
  { exposure }: Expectation,
  k: number,
  usual: Float64Array,
): number {
  let most = 0;
  for (let i = days.start[k]; i < days.start[k + 1]; i++)
    most = Math.max(most, usual[days.occurrence[i]]);
  return most * exposure[days.day[k] - days.begin];
}

/** What is left of each diagonal entry when all others are free, less the prior's part. */
function informationOf(
  lower: Float64Array,
  size: number,
  priorPart: (event: number) => number,
): Float64Array {
  const information = new Float64Array(size);
  const column = new Float64Array(size);
  for (let e = 0; e < size; e++) {
    // Column e of the factor's inverse; all above the diagonal is 0.
    column[e] = 1 / lower[e * size + e];
    let variance = column[e] * column[e];
    for (let i = e + 1; i < size; i++) {
      let sum = 0;
      for (let k = e; k < i; k++) sum += lower[i * size + k] * column[k];
      column[i] = -sum / lower[i * size + i];
      variance += column[i] * column[i];
    }
    information[e] = Math.max(0, 1 / variance - priorPart(e));
  }
  return information;
}

interface PoolAndExpectation {
  readonly pool: PooledDemand;
  readonly expectation: Expectation;
}

/** Per occurrence: what was sold, was usual, and was expected. */
export interface Occurred {
  readonly sold: Float64Array;
  readonly usual: Float64Array;
  readonly expected: Float64Array;
}

function expectAll(all: readonly PoolAndExpectation[], factor: Float64Array, out: Occurred): void {
  out.sold.fill(0);
  out.usual.fill(0);
  out.expected.fill(0);
  for (const { pool, expectation } of all) {
    expectDays(pool, factor, expectation);
    const { days } = pool;
    for (let k = 0; k < days.count; k++)
      for (let i = days.start[k]; i < days.start[k + 1]; i++) {
        out.sold[days.occurrence[i]] += pool.sold[k];
        out.usual[days.occurrence[i]] += expectation.usual[2 * k] + expectation.usual[2 * k + 1];
        out.expected[days.occurrence[i]] += expectation.expected[k];
      }
  }
}

/** Sums over the days of each of so many occurrences, expected with given factors. */
export function expectOccurrences(
  pools: readonly PooledDemand[],
  factor: Float64Array,
  count: number,
): Occurred {
  const out = {
    sold: new Float64Array(count),
    usual: new Float64Array(count),
    expected: new Float64Array(count),
  };
  expectAll(
    pools.map((pool) => ({ pool, expectation: createExpectation(pool.days) })),
    factor,
    out,
  );
  return out;
}

/** Standard errors of fitted factors: of a Gamma posterior with the prior's and the data's information. */
export const errorsOf = (
  factor: Float64Array,
  information: Float64Array,
  priorVariance: number,
): Float64Array => factor.map((value, e) => value / Math.sqrt(1 / priorVariance + information[e]));
