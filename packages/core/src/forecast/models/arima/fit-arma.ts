import { levenbergMarquardt } from '../../../maths/index.js';
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
  /** Search from every start, not from the best of them only. */
  readonly everyStart: boolean;
  /** Take gaps as gaps; else as filled by straight lines, which is quick and good enough to compare orders. */
  readonly exactGaps: boolean;
}

export const THOROUGH: FitEffort = {
  tolerance: 1e-10,
  maxSteps: 60,
  everyStart: true,
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
  const residuals = new Float64Array(model.residualCount);
  const guess = problem.moments.start(order);
  const all = guess === undefined ? [...starts] : [guess, ...starts];
  if (all.length === 0 || effort.everyStart) all.push(new Float64Array(armaCount(order)).fill(0.1));
  const begun = effort.everyStart ? all : [bestStart(all, evaluate, residuals)];
  let best: { x: Float64Array; squares: number } | undefined;
  for (const start of begun) {
    const found = levenbergMarquardt(evaluate, start, model.residualCount, {
      tolerance: effort.tolerance,
      maxSteps: effort.maxSteps,
      reach: REACH,
    });
    if (best === undefined || found.squares < best.squares) best = found;
  }
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

function bestStart(
  starts: readonly Float64Array[],
  evaluate: (search: Float64Array, out: Float64Array) => boolean,
  residuals: Float64Array,
): Float64Array {
  if (starts.length === 1) return starts[0];
  let best = starts[0];
  let least = Number.POSITIVE_INFINITY;
  for (const start of starts) {
    if (!evaluate(start, residuals)) continue;
    let squares = 0;
    for (let i = 0; i < residuals.length; i++) squares += residuals[i] * residuals[i];
    if (squares < least) {
      least = squares;
      best = start;
    }
  }
  return best;
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
