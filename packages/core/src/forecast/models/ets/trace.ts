/**
 * What a run of the recursions over a series leaves behind, allocated once per series. Arrays with one
 * entry per step describe the step before its value is known.
 */
export interface Trace {
  /** The series in working units; NaN where not observed. */
  readonly y: Float64Array;
  /** One-step forecasts. */
  readonly forecasts: Float64Array;
  /** y − forecast, and 0 where y was not observed: the states then go on without it. */
  readonly errors: Float64Array;
  /** Growth b(t−1). */
  readonly growths: Float64Array;
  /** Level with its growth, q(t) = l(t−1) + φ b(t−1). Only kept for multiplicative seasons. */
  readonly bases: Float64Array;
  /** Season s(t−m). Only kept for multiplicative seasons. */
  readonly seasons: Float64Array;
  /** ∂loss/∂forecast, for the way back. */
  readonly slopes: Float64Array;
  /** Level and growth: before the run those at the start, after it those at the end. */
  readonly state: Float64Array;
  /** Seasons, entry t mod m: before the run those at the start, after it those at the end. */
  readonly ring: Float64Array;
}

export function createTrace(y: Float64Array, period: number): Trace {
  const n = y.length;
  return {
    y,
    forecasts: new Float64Array(n),
    errors: new Float64Array(n),
    growths: new Float64Array(n),
    bases: new Float64Array(n),
    seasons: new Float64Array(n),
    slopes: new Float64Array(n),
    state: new Float64Array(2),
    ring: new Float64Array(period),
  };
}

/** Smoothing weights; those that a form lacks are 0, and a damping that it lacks is 1. */
export interface Weights {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
}
