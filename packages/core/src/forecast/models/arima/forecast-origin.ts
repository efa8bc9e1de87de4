import { lostByDifferencing } from './arima-order.js';
import type { ArimaProblem } from './arima-problem.js';
import type { ArmaFit } from './fit-arma.js';
import { GapLikelihood } from './gap-likelihood.js';
import { differencingInArForm } from './lag-polynomials.js';
import { semidefiniteFactor } from './semidefinite-factor.js';
import { StateSpace } from './state-space.js';

/** Where forecasts start from: the state after the last observed value, in units of `scale`. */
export interface ForecastOrigin {
  readonly space: StateSpace;
  /** Forecast of the state one step on, the regression taken off. */
  readonly state: Float64Array;
  /** Columns whose squares add up to the covariance of that forecast without the newest error, / sigma². */
  readonly starts: readonly Float64Array[];
  /** Deviation of the errors. */
  readonly sigma: number;
  readonly scale: number;
  /** Coefficients of the regression in the units of the series. */
  readonly regression: Float64Array;
  /** Forecast of each step from those before it, the regression taken off; NaN where there is none. */
  readonly oneStep: Float64Array;
}

/** Columns of the covariance shorter than this do not show in any forecast. */
const SHORTEST_START = 1e-6;

/** Filters the series once more at the coefficients that were found. */
export function forecastOrigin(problem: ArimaProblem, fit: ArmaFit): ForecastOrigin {
  const { order } = fit;
  const delta = differencingInArForm(order.d, order.D, order.period);
  const { level, differenced } = problem.regression;
  // Without gaps the differenced series carries all, and its filter settles soon.
  const filter = problem.hasGaps
    ? new GapLikelihood(order, [problem.level, ...level], delta)
    : new GapLikelihood(order, [problem.differenced, ...differenced], new Float64Array(0));
  const residuals = new Float64Array(filter.residualCount);
  filter.evaluate(fit.search, residuals);
  const ofCombinations = filter.regression;
  const { phi, theta } = filter.coefficients;
  const space = new StateSpace(phi, theta, delta);
  const rest = problem.level.slice();
  ofCombinations.forEach((weight, k) => {
    for (let t = 0; t < rest.length; t++) rest[t] -= weight * level[k][t];
  });

  const state = new Float64Array(space.size);
  for (let i = 0; i < filter.size; i++) {
    state[i] = filter.states[0][i];
    for (let k = 0; k < ofCombinations.length; k++)
      state[i] -= ofCombinations[k] * filter.states[k + 1][i];
  }
  for (let i = filter.size; i < space.size; i++)
    state[i] = rest[rest.length - 1 - (i - filter.size)];

  // One-step forecasts: the value less its innovation, the same whether differenced before or inside.
  const lost = problem.hasGaps ? 0 : lostByDifferencing(order);
  const oneStep = new Float64Array(problem.length).fill(Number.NaN);
  let squares = 0;
  for (let t = 0; t < filter.residualCount; t++) {
    let innovation = filter.innovations[0][t];
    for (let k = 0; k < ofCombinations.length; k++)
      innovation -= ofCombinations[k] * filter.innovations[k + 1][t];
    oneStep[lost + t] = rest[lost + t] - innovation;
    if (residuals[t] !== 0) squares += innovation ** 2 / filter.variances[t];
  }
  const freedom = Math.max(1, filter.usedCount - fit.parameterCount + 1);
  const scaled = ofCombinations.map((b, k) => b * problem.scale + problem.guess[k]);
  return {
    space,
    state,
    starts: startColumns(filter, space),
    sigma: Math.sqrt(squares / freedom),
    scale: problem.scale,
    regression: problem.regression.coefficients(scaled),
    oneStep,
  };
}

function startColumns(filter: GapLikelihood, space: StateSpace): Float64Array[] {
  const { size } = filter;
  const { theta } = filter.coefficients;
  const known = filter.covariance.slice();
  const weight = (i: number) => (i === 0 ? 1 : i <= theta.length ? theta[i - 1] : 0);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) known[i * size + j] -= weight(i) * weight(j);
  semidefiniteFactor(known, size);
  const columns: Float64Array[] = [];
  for (let j = 0; j < size; j++) {
    const column = new Float64Array(space.size);
    let longest = 0;
    for (let i = j; i < size; i++) {
      column[i] = known[i * size + j];
      longest = Math.max(longest, Math.abs(column[i]));
    }
    if (longest > SHORTEST_START) columns.push(column);
  }
  return columns;
}

/** Forecasts of the steps after an origin, in units of its scale. */
export interface StepsAhead {
  readonly mean: Float64Array;
  /** Standard deviation of each step. */
  readonly deviation: Float64Array;
  /** ψ: what an error adds to the value i steps later. */
  readonly weights: Float64Array;
  /** What each column of the origin's covariance adds to each step. */
  readonly starts: readonly Float64Array[];
}

export function stepsAhead(origin: ForecastOrigin, horizon: number): StepsAhead {
  const { space, sigma } = origin;
  const course = (from: Float64Array): Float64Array => {
    const state = from.slice();
    const values = new Float64Array(horizon);
    for (let h = 0; h < horizon; h++) {
      values[h] = space.observe(state);
      space.move(state);
    }
    return values;
  };
  const error = new Float64Array(space.size);
  space.shock(error, 1);
  const weights = course(error);
  const starts = origin.starts.map(course);
  const deviation = new Float64Array(horizon);
  let ofErrors = 0;
  for (let h = 0; h < horizon; h++) {
    ofErrors += weights[h] * weights[h];
    let variance = ofErrors;
    for (const start of starts) variance += start[h] * start[h];
    deviation[h] = sigma * Math.sqrt(variance);
  }
  return { mean: course(origin.state), deviation, weights, starts };
}
