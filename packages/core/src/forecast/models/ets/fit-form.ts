import { minimiseSmooth } from '../../../maths/index.js';
import type { Likelihood } from '../forecast-model.js';
import { likelihoodOf } from '../likelihood.js';
import type { EndStates } from './ahead.js';
import { type EtsForm, parameterCount } from './form.js';
import { EtsObjective, PHI_BOUNDS } from './objective.js';
import { type StartStates, startRange, startStates } from './start.js';
import { createTrace, type Trace, type Weights } from './trace.js';

/** A series ready to be fitted by one form after the other. */
export interface EtsProblem {
  /** The series divided by `unit`, NaN where not observed; the first value is observed. */
  readonly values: Float64Array;
  /** The same with gaps filled: for start states only. */
  readonly filled: Float64Array;
  readonly observedCount: number;
  /** Mean absolute value: working units are about 1. */
  readonly unit: number;
  /** Whole steps in a season; 1 without. */
  readonly period: number;
  readonly positive: boolean;
  /** A level weight that is given rather than fitted. */
  readonly alpha: number | undefined;
  readonly trace: Trace;
}

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

export function createProblem(
  values: Float64Array,
  filled: Float64Array,
  observedCount: number,
  period: number,
  alpha: number | undefined,
): EtsProblem {
  let unit = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    unit += Math.abs(value) / observedCount;
    if (value < least) least = value;
  }
  if (unit === 0) unit = 1;
  const scaled = values.map((value) => value / unit);
  return {
    values: scaled,
    filled: filled.map((value) => value / unit),
    observedCount,
    unit,
    period,
    positive: least > 0,
    alpha,
    trace: createTrace(scaled, period),
  };
}

/** Gains of log-likelihood below this do not change a choice or a forecast that anyone could see. */
const TOLERANCE = 1e-4;

const MAX_ITERATIONS = 200;

/** Level weights from which a search may set out: nearly fixed, slow, quick. */
const ALPHA_STARTS = [0.03, 0.2, 0.7] as const;

/**
 * Fits weights and start states of one form by maximum likelihood.
 *
 * @param relatives fits of simpler forms of the same series whose weights and states may be a good start
 */
export function fitForm(form: EtsForm, problem: EtsProblem, relatives: readonly EtsFit[]): EtsFit {
  const { trace, observedCount, alpha } = problem;
  const objective = new EtsObjective(form, trace, observedCount);
  const { lower, upper } = objective.bounds(
    alpha,
    startRange(problem.filled, problem.period, form.season),
  );
  const start = startStates(problem.filled, problem.period, form.season, form.trend !== 'N');
  let best: Float64Array = new Float64Array(objective.dimension);
  let least = Number.POSITIVE_INFINITY;
  let evaluations = 0;
  const consider = (weights: Weights, level: number, growth: number, ring: Float64Array): void => {
    const x = objective.point(weights, level, growth, ring);
    for (let i = 0; i < x.length; i++) x[i] = Math.min(upper[i], Math.max(lower[i], x[i]));
    const value = objective.value(x);
    evaluations += 1;
    if (!(value < least)) return;
    least = value;
    best = x;
  };
  const phi = form.damped ? PHI_BOUNDS[1] - 0.02 : 1;
  for (const level of alpha === undefined ? ALPHA_STARTS : [alpha])
    consider(
      {
        alpha: level,
        beta: form.trend === 'N' ? 0 : 0.1 * level,
        gamma: form.season === 'N' ? 0 : 0.05 * (1 - level),
        phi,
      },
      start.level,
      start.growth,
      start.ring,
    );
  for (const relative of relatives) considerRelative(relative, objective, start, phi, consider);
  if (least === Number.POSITIVE_INFINITY) return unfit(form, evaluations);

  objective.value(best);
  const curvature = objective.curvature(objective.variance);
  const found = minimiseSmooth(objective, best, {
    lower,
    upper,
    curvature,
    tolerance: TOLERANCE,
    maxIterations: MAX_ITERATIONS,
  });
  const n = observedCount;
  // The constant of the normal density, and the loss put back into the series' own unit.
  const logLikelihood =
    -found.value - 0.5 * n * (Math.log(2 * Math.PI) + 1) - n * Math.log(problem.unit);
  return {
    form,
    weights: weightsAt(objective, best),
    coordinates: best,
    likelihood: likelihoodOf(logLikelihood, parameterCount(form, problem.period), n),
    variance: objective.variance,
    evaluations: evaluations + found.evaluations,
  };
}

function weightsAt(objective: EtsObjective, x: Float64Array): Weights {
  objective.value(x);
  return { ...objective.weights };
}

/** The weights of a relative with its own start states, or those of the rule where the forms differ in them. */
function considerRelative(
  relative: EtsFit,
  objective: EtsObjective,
  start: { level: number; growth: number; ring: Float64Array },
  phi: number,
  consider: (weights: Weights, level: number, growth: number, ring: Float64Array) => void,
): void {
  const { form } = objective;
  const from = relative.form;
  const states = relative.coordinates;
  const { alpha, beta, gamma } = relative.weights;
  let at = 1 + (from.trend === 'N' ? 0 : 1) + (from.season === 'N' ? 0 : 1) + (from.damped ? 1 : 0);
  const level = states[at++];
  const growth = from.trend === 'N' ? 0 : states[at++];
  const ring = from.season === form.season ? states.subarray(at) : start.ring;
  consider(
    {
      alpha,
      beta: form.trend === 'N' ? 0 : from.trend === 'N' ? 0.02 * alpha : beta,
      gamma: form.season === 'N' ? 0 : from.season === 'N' ? 0.02 * (1 - alpha) : gamma,
      phi: form.damped && from.damped ? relative.weights.phi : phi,
    },
    level,
    form.trend === 'N' ? 0 : growth,
    ring,
  );
}

function unfit(form: EtsForm, evaluations: number): EtsFit {
  return {
    form,
    weights: { alpha: 0, beta: 0, gamma: 0, phi: 1 },
    coordinates: new Float64Array(0),
    variance: Number.POSITIVE_INFINITY,
    likelihood: {
      logLikelihood: Number.NEGATIVE_INFINITY,
      parameterCount: 0,
      aic: Number.POSITIVE_INFINITY,
      aicc: Number.POSITIVE_INFINITY,
      bic: Number.POSITIVE_INFINITY,
    },
    evaluations,
  };
}

/** A fit in the series' own unit, seasons averaging 0 or 1. */
export interface FinishedFit {
  readonly forecasts: Float64Array;
  /** Of the observed steps only; relative where they multiply. */
  readonly errors: Float64Array;
  readonly start: StartStates;
  readonly end: EndStates;
}

/** Runs a fit once more for its forecasts, errors and end states. */
export function finishFit(fit: EtsFit, problem: EtsProblem): FinishedFit {
  const { form } = fit;
  const { trace, unit } = problem;
  const objective = new EtsObjective(form, trace, problem.observedCount);
  objective.readPoint(fit.coordinates);
  const start = inOwnUnit(form, trace, unit);
  objective.value(fit.coordinates);
  const end = inOwnUnit(form, trace, unit);
  const errors = new Float64Array(problem.observedCount);
  let count = 0;
  for (let t = 0; t < trace.y.length; t++) {
    if (Number.isNaN(trace.y[t])) continue;
    errors[count++] =
      form.error === 'A' ? trace.errors[t] * unit : trace.errors[t] / trace.forecasts[t];
  }
  return {
    forecasts: trace.forecasts.map((forecast) => forecast * unit),
    errors,
    start,
    end: { ...end, next: trace.y.length % Math.max(1, problem.period) },
  };
}

/** The states in a trace: what all seasons share is moved into level and growth. */
function inOwnUnit(form: EtsForm, trace: Trace, unit: number): StartStates {
  const [level, growth] = trace.state;
  const withTrend = form.trend === 'N' ? 0 : growth * unit;
  if (form.season === 'N')
    return { level: level * unit, growth: withTrend, ring: new Float64Array(0) };
  let shared = 0;
  for (const season of trace.ring) shared += season / trace.ring.length;
  if (form.season === 'M')
    return {
      level: level * unit * shared,
      growth: withTrend * shared,
      ring: trace.ring.map((season) => season / shared),
    };
  return {
    level: (level + shared) * unit,
    growth: withTrend,
    ring: trace.ring.map((season) => (season - shared) * unit),
  };
}
