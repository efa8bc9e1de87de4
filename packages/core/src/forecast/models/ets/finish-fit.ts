import type { EndStates } from './ahead.js';
import type { EtsFit } from './fit-form.js';
import type { EtsForm } from './form.js';
import { EtsObjective } from './objective.js';
import type { EtsProblem } from './problem.js';
import type { StartStates } from './start.js';
import type { Trace } from './trace.js';

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
  const withTrend = form.trend === 'A' ? growth * unit : form.trend === 'M' ? growth : 0;
  if (form.season === 'N')
    return { level: level * unit, growth: withTrend, ring: new Float64Array(0) };
  let shared = 0;
  for (const season of trace.ring) shared += season / trace.ring.length;
  if (form.season === 'M')
    return {
      level: level * unit * shared,
      growth: form.trend === 'A' ? withTrend * shared : withTrend,
      ring: trace.ring.map((season) => season / shared),
    };
  return {
    level: (level + shared) * unit,
    growth: withTrend,
    ring: trace.ring.map((season) => (season - shared) * unit),
  };
}
