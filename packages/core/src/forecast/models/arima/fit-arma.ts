import { type LeastSquaresMinimum, levenbergMarquardt } from '../../../maths/index.js';
import type { Likelihood } from '../forecast-model.js';
import { likelihoodOf } from '../likelihood.js';
import { type ArimaOrder, armaCount } from './arima-order.js';
import type { ArimaProblem } from './arima-problem.js';
import { type ArmaCoefficients, newCoefficients, setCoefficients } from './arma-coefficients.js';
import { ExactLikelihood } from './exact-likelihood.js';
import { GapLikelihood } from './gap-likelihood.js';
import { differencingInArForm, rootsBeyond } from './lag-polynomials.js';

/** Coordinates of the search stay within this: partial autocorrelations within 1 − 5·10⁻⁹ of 1. */
const REACH = 1e4;

/** The vague start of a filter costs digits, so that a search with gaps cannot be carried further than this. */
const VAGUE = 1e-7;

/** A start for every coordinate where nothing is known. */
const NEUTRAL = 0.1;

/** Coefficients of an order at their best, or as good as a short search made them. */
export interface ArmaFit {
  readonly order: ArimaOrder;
  readonly search: Float64Array;
  readonly coefficients: ArmaCoefficients;
  /** Coefficients of the search and the regression, and the variance of the errors. */
  readonly parameterCount: number;
  /** None where the model is exact. */
  readonly likelihood?: Likelihood;
}

/** How thorough a fit is. */
export interface FitEffort {
  /** See LevenbergMarquardtSettings. */
  readonly tolerance: number;
  readonly maxSteps: number;
  /** Steps that are taken from every start before the best is pursued. */
  readonly trialSteps: number;
  /** Start from small coefficients too even where AR and MA factors cannot cancel. */
  readonly neutralStart: boolean;
  /** Take gaps as gaps; else as filled by straight lines, which is quick and good enough to compare orders. */
  readonly exactGaps: boolean;
}

export const THOROUGH: FitEffort = {
  tolerance: 1e-10,
  maxSteps: 60,
  trialSteps: 8,
  neutralStart: true,
  exactGaps: true,
};

/**
 * Maximises the exact likelihood of an order.
 *
 * @param starts coordinates of the search to begin from, besides the guess by Hannan and Rissanen
 * @returns undefined where the likelihood exists at no start, or no error is left to model
 */
export function fitArma(
  problem: ArimaProblem,
  order: ArimaOrder,
  starts: readonly Float64Array[],
  effort: FitEffort,
): ArmaFit | undefined {
  if (problem.isExact || problem.usableCount < 1) return undefined;
  const model = engineOf(problem, order, effort.exactGaps);
  const evaluate = (search: Float64Array, out: Float64Array) => model.evaluate(search, out);
  const guess = problem.moments.start(order);
  const begun = guess === undefined ? [...starts] : [guess, ...starts];
  // Where AR and MA factors nearly cancel, the likelihood has a ridge that no step along the slope leaves,
  // and guesses and smaller models both lie on it.
  const mayCancel = (order.p > 0 && order.q > 0) || (order.P > 0 && order.Q > 0);
  if (begun.length < 2 || effort.neutralStart || mayCancel)
    begun.push(new Float64Array(armaCount(order)).fill(NEUTRAL));
  const search = (start: Float64Array, maxSteps: number) =>
    levenbergMarquardt(evaluate, start, model.residualCount, {
      tolerance:
        model instanceof GapLikelihood ? Math.max(effort.tolerance, VAGUE) : effort.tolerance,
      maxSteps,
      reach: REACH,
    });
  let best: LeastSquaresMinimum | undefined;
  for (const start of begun) {
    const found = search(start, effort.trialSteps);
    if (best === undefined || found.squares < best.squares) best = found;
  }
  if (best !== undefined && !best.converged) best = search(best.x, effort.maxSteps);
  if (best === undefined || !(best.squares > 0) || !Number.isFinite(best.squares)) return undefined;
  const count = model instanceof GapLikelihood ? model.usedCount : problem.differenced.length;
  const logLikelihood =
    -0.5 * count * (1 + Math.log((2 * Math.PI * best.squares) / count)) -
    count * Math.log(problem.scale);
  const coefficients = newCoefficients(order);
  setCoefficients(coefficients, best.x);
  const parameterCount = armaCount(order) + problem.regression.columns.length + 1;
  return {
    order,
    search: best.x,
    coefficients,
    parameterCount,
    likelihood: likelihoodOf(logLikelihood, parameterCount, count),
  };
}

/** The differences and the regression alone, for a series that they explain to the last digits. */
export function exactFit(problem: ArimaProblem, given: ArimaOrder): ArmaFit {
  const order = { ...given, p: 0, q: 0, P: 0, Q: 0 };
  return {
    order,
    search: new Float64Array(0),
    coefficients: newCoefficients(order),
    parameterCount: problem.regression.columns.length + 1,
  };
}

/** The likelihood by the quickest exact way. */
function engineOf(
  problem: ArimaProblem,
  order: ArimaOrder,
  exactGaps: boolean,
): ExactLikelihood | GapLikelihood {
  if (problem.hasGaps && exactGaps)
    return new GapLikelihood(
      order,
      [problem.level, ...problem.regression.level],
      differencingInArForm(order.d, order.D, order.period),
    );
  return new ExactLikelihood(order, [problem.differenced, ...problem.regression.differenced]);
}

/** Whether every root of the AR and MA polynomials lies beyond a circle of the given radius, above 1. */
export function rootsClearOf(coefficients: ArmaCoefficients, radius: number): boolean {
  const { ar, ma, sar, sma, order } = coefficients;
  const seasonalRadius = radius ** order.period;
  const minus = (values: Float64Array) => values.map((c) => -c);
  return (
    rootsBeyond(ar, radius) &&
    rootsBeyond(minus(ma), radius) &&
    rootsBeyond(sar, seasonalRadius) &&
    rootsBeyond(minus(sma), seasonalRadius)
  );
}
