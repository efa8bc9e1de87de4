import { nelderMead } from '../../../maths/index.js';
import { startStates } from '../ets/start.js';
import type { Likelihood } from '../forecast-model.js';
import { likelihoodOf } from '../likelihood.js';
import {
  type CesSeason,
  type CesStates,
  type CesWeights,
  copyStates,
  createStates,
  runPass,
} from './pass.js';

export interface CesProblem {
  /** In working units, the first observed; NaN where not. */
  readonly values: Float64Array;
  /** The same with gaps filled. */
  readonly filled: Float64Array;
  readonly observedCount: number;
  /** Whole steps in a season, 1 without. */
  readonly period: number;
  /** What a working unit is worth. */
  readonly unit: number;
}

/** A kind of season with its weights, and all that forecasts need, in working units. */
export interface CesFit {
  readonly kind: CesSeason;
  readonly weights: Readonly<CesWeights>;
  readonly end: CesStates;
  readonly forecasts: Float64Array;
  readonly squares: number;
  readonly likelihood: Likelihood;
}

const LOWER = [0.01, 0.01, 0.01, 0.01];
const UPPER = [1.99, 1.99, 1.5, 1.5];
const STEPS = [-0.3, 0.1, 0.2, 0.1];

/** Weights to search from, α₀, α₁, β₀, β₁: a level that follows quickly and, without a season, a slow one. */
const STARTS: Readonly<Record<CesSeason, readonly (readonly number[])[]>> = {
  none: [
    [1.3, 1],
    [1.05, 1],
  ],
  simple: [[1.3, 1]],
  partial: [[1.3, 1, 0.1]],
  full: [[1.3, 1, 1.1, 1]],
};

/** Squared errors below this, in working units, are rounding. */
const LEAST_SQUARE = 1e-20;

/**
 * Fits the weights by maximum likelihood of normal errors, within the region where old values lose their
 * weight. The start states are those that a pass backward over the series comes to, so that they cost no
 * search; the criteria count them all the same, for they follow the values.
 *
 * @see Svetunkov, Kourentzes & Ord (2022), section 3.2 for the region
 */
export function fitCes(kind: CesSeason, problem: CesProblem): CesFit {
  if (kind !== 'full') return searchFrom(STARTS[kind], kind, problem);
  // Four weights have more than one valley: one more search from the level's weights beside a partial season.
  const { alpha0, alpha1 } = fitCes('partial', problem).weights;
  return searchFrom([...STARTS.full, [alpha0, alpha1, 1.3, 1]], kind, problem);
}

function searchFrom(
  starts: readonly (readonly number[])[],
  kind: CesSeason,
  problem: CesProblem,
): CesFit {
  const { values, observedCount: n } = problem;
  const first = statesByRule(kind, problem);
  const states = createStates(kind, problem.period);
  const forecasts = new Float64Array(values.length);
  const weights: CesWeights = { alpha0: 0, alpha1: 0, beta0: 0, beta1: 0 };
  const squaresAt = (x: Float64Array): number => {
    weights.alpha0 = x[0];
    weights.alpha1 = x[1];
    weights.beta0 = x.length > 2 ? x[2] : 0;
    weights.beta1 = x.length > 3 ? x[3] : 0;
    if (!isStable(weights.alpha0, weights.alpha1)) return Number.POSITIVE_INFINITY;
    if (kind === 'full' && !isStable(weights.beta0, weights.beta1)) return Number.POSITIVE_INFINITY;
    copyStates(first, states);
    runPass(kind, weights, states, values, 0, false, forecasts);
    runPass(kind, weights, states, values, 0, true, forecasts);
    return runPass(kind, weights, states, values, 0, false, forecasts);
  };
  const dimension = starts[0].length;
  let best = new Float64Array(dimension);
  let least = Number.POSITIVE_INFINITY;
  for (const start of starts) {
    const found = nelderMead(
      (x) => 0.5 * n * Math.log(squaresAt(x) / n + LEAST_SQUARE),
      Float64Array.from(start),
      {
        lower: LOWER.slice(0, dimension),
        upper: UPPER.slice(0, dimension),
        steps: STEPS.slice(0, dimension),
        absoluteTolerance: 1e-4,
        relativeTolerance: 0,
        pointTolerance: 0.01,
        maxEvaluations: 200 * dimension,
      },
    );
    if (!(found.value < least)) continue;
    least = found.value;
    best = Float64Array.from(found.x);
  }
  const squares = squaresAt(best);
  const logLikelihood =
    -0.5 * n * (Math.log(squares / n + LEAST_SQUARE) + Math.log(2 * Math.PI) + 1) -
    n * Math.log(problem.unit);
  return {
    kind,
    weights,
    end: states,
    forecasts,
    squares,
    likelihood: likelihoodOf(logLikelihood, dimension + 1 + startCount(kind, problem.period), n),
  };
}

/** How many states there are at the start; of a season, one place follows from the others. */
function startCount(kind: CesSeason, period: number): number {
  if (kind === 'none') return 2;
  if (kind === 'simple') return 2 * period;
  return kind === 'partial' ? period + 1 : 2 * period;
}

/** Whether the weights of values fade with their age. */
const isStable = (alpha0: number, alpha1: number): boolean =>
  (alpha0 - 2.5) ** 2 + alpha1 ** 2 > 1.25 &&
  (alpha0 - 0.5) ** 2 + (alpha1 - 1) ** 2 > 0.25 &&
  (alpha0 - 1.5) ** 2 + (alpha1 - 0.5) ** 2 < 1.5;

/** The potential is about the level over 1.1; the season as of exponential smoothing. */
function statesByRule(kind: CesSeason, { filled, period }: CesProblem): CesStates {
  const states = createStates(kind, period);
  const { level, potential, season, seasonPotential } = states;
  if (kind === 'simple') level.set(filled.subarray(0, period));
  else {
    const seasonForm = kind === 'none' ? 'N' : 'A';
    const start = startStates(filled, period, seasonForm, 'N');
    level[0] = start.level;
    season.set(start.ring);
  }
  for (let i = 0; i < level.length; i++) potential[i] = level[i] / 1.1;
  for (let i = 0; i < seasonPotential.length; i++) seasonPotential[i] = season[i] / 1.1;
  return states;
}
