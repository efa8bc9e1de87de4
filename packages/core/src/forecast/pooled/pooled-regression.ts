import type { TimeStep } from '../steps.js';

/**
 * One linear regression for a whole panel: the rate of a series over the steps ahead, from what each
 * method says of its level and from its newest values, all less the series' own level and over its own
 * scale, so that a series of thousands and one of single pieces teach each other. Where single series are
 * too short or too noisy to show how much of the newest change stays and what comes back a season later,
 * thousands of them together show it. Plain data: learned once, sent to every worker.
 *
 * @see Montero-Manso & Hyndman (2021), "Principles and algorithms for forecasting groups of time series:
 *   locality and globality", IJF 37
 */
export interface PooledRegression {
  readonly step: TimeStep;
  /** Last step of each band of the horizon, ascending; one set of coefficients forecasts a band's mean rate. */
  readonly bandEnds: readonly number[];
  /** coefficients[band * featureCount + feature] */
  readonly coefficients: Float64Array;
  readonly featureCount: number;
  /** Share of this forecast in the blend with the series' own, in [0, 1]. */
  readonly weight: number;
}

/** Bands of a horizon: single steps first, then wider ones, each about an eighth of what lies before it. */
export function bandEndsOf(horizon: number): number[] {
  const ends: number[] = [];
  let end = 0;
  while (end < horizon) {
    end = Math.min(horizon, end + Math.max(1, Math.ceil(end / 8)));
    ends.push(end);
  }
  return ends;
}
