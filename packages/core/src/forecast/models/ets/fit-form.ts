import { minimiseSmooth } from '../../../maths/index.js';
import type { Likelihood } from '../forecast-model.js';
import { likelihoodOf } from '../likelihood.js';
import { type EtsForm, parameterCount } from './form.js';
import { EtsObjective } from './objective.js';
import type { EtsProblem } from './problem.js';
import { pointsToStartFrom } from './search-starts.js';
import { startRange } from './start.js';
import type { Weights } from './trace.js';

/** A form with its best weights and start states, in working units. */
export interface EtsFit {
  readonly form: EtsForm;
  readonly weights: Readonly<Weights>;
  readonly coordinates: Float64Array;
  readonly likelihood: Likelihood;
  /** Mean squared error in working units; relative where errors multiply. */
  readonly variance: number;
  readonly evaluations: number;
}

/** Gains of log-likelihood below this do not change a choice or a forecast that anyone could see. */
const TOLERANCE = 1e-4;

const MAX_ITERATIONS = 200;

/**
 * Fits weights and start states of one form by maximum likelihood: the search sets out from the best
 * of each group of starting points.
 *
 * @param relatives fits of simpler forms of the same series whose weights and states may be a good start
 */
export function fitForm(form: EtsForm, problem: EtsProblem, relatives: readonly EtsFit[]): EtsFit {
  const { trace, observedCount, alpha, filled, period } = problem;
  const objective = new EtsObjective(form, trace, observedCount);
  const { lower, upper } = objective.bounds(alpha, startRange(filled, period, form.season));
  let coordinates: Float64Array = new Float64Array(objective.dimension);
  let least = Number.POSITIVE_INFINITY;
  let evaluations = 0;
  for (const group of pointsToStartFrom(objective, problem, relatives)) {
    let start = group[0];
    let atStart = Number.POSITIVE_INFINITY;
    for (const x of group) {
      for (let i = 0; i < x.length; i++) x[i] = Math.min(upper[i], Math.max(lower[i], x[i]));
      const value = objective.value(x);
      evaluations += 1;
      if (!(value < atStart)) continue;
      atStart = value;
      start = x;
    }
    if (atStart === Number.POSITIVE_INFINITY) continue;
    objective.value(start);
    const curvature = objective.curvature(objective.variance);
    const found = minimiseSmooth(objective, start, {
      lower,
      upper,
      curvature,
      tolerance: TOLERANCE,
      maxIterations: MAX_ITERATIONS,
    });
    evaluations += found.evaluations;
    if (!(found.value < least)) continue;
    least = found.value;
    coordinates = start;
  }
  objective.value(coordinates);
  const n = observedCount;
  // The constant of the normal density, and the loss put back into the series' own unit.
  const logLikelihood = -least - 0.5 * n * (Math.log(2 * Math.PI) + 1) - n * Math.log(problem.unit);
  const fittedCount = parameterCount(form, period) - (alpha === undefined ? 0 : 1);
  return {
    form,
    weights: { ...objective.weights },
    coordinates,
    likelihood: likelihoodOf(logLikelihood, fittedCount, n),
    variance: objective.variance,
    evaluations,
  };
}
