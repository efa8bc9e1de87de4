import type { EtsForm } from './form.js';
import type { Weights } from './trace.js';

/** States from which a form looks ahead. `ring[(next + h) mod m]` is the season h steps ahead. */
export interface EndStates {
  readonly level: number;
  readonly growth: number;
  readonly ring: Float64Array;
  readonly next: number;
}

/** φ + φ² + … + φ^h for each h from 1 on, or 0 without a trend: how much of the growth has arrived. */
export function growthArrived(form: EtsForm, phi: number, horizon: number): Float64Array {
  const arrived = new Float64Array(horizon);
  if (form.trend === 'N') return arrived;
  let power = 1;
  let sum = 0;
  for (let h = 0; h < horizon; h++) {
    power *= phi;
    sum += power;
    arrived[h] = sum;
  }
  return arrived;
}

/** Neutral where there is none: 0, or 1 where it multiplies. */
export function seasonAhead(form: EtsForm, end: EndStates, horizon: number): Float64Array {
  const season = new Float64Array(horizon);
  if (form.season === 'N') return season;
  for (let h = 0; h < horizon; h++) season[h] = end.ring[(end.next + h) % end.ring.length];
  return season;
}

/** Point forecasts: the path without further errors. */
export function pointAhead(
  form: EtsForm,
  phi: number,
  end: EndStates,
  horizon: number,
): Float64Array {
  const mean = growthArrived(form, phi, horizon);
  const season = seasonAhead(form, end, horizon);
  for (let h = 0; h < horizon; h++) {
    const base =
      form.trend === 'M' ? end.level * end.growth ** mean[h] : end.level + end.growth * mean[h];
    mean[h] = form.season === 'M' ? base * season[h] : base + season[h];
  }
  return mean;
}

/**
 * Variances of the forecasts of each step. With c_j = α + β φ_j + γ (j a multiple of m):
 *
 *     additive errors         v_h = σ² (1 + Σ_{j<h} c_j²)
 *     multiplicative errors   v_h = (1 + σ²) θ_h − μ_h²,   θ_h = μ_h² + σ² Σ_{j<h} c_j² θ_{h−j}
 *
 * and with a multiplicative season, c_j without γ and μ_h without the season, v_h =
 * s² [(1 + σ²)(1 + γ²σ²)^k θ_h − μ_h²], k whole seasons ahead: exact within the first season, close after it.
 *
 * Not for a trend that multiplies: there is no formula for it.
 *
 * @param variance σ² of the errors, relative ones where they multiply
 * @see Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, sections 6.2 to 6.4
 */
export function varianceAhead(
  form: EtsForm,
  weights: Readonly<Weights>,
  variance: number,
  end: EndStates,
  horizon: number,
): Float64Array {
  const { alpha, beta, gamma, phi } = weights;
  const arrived = growthArrived(form, phi, horizon);
  const period = end.ring.length;
  const squares = new Float64Array(horizon);
  for (let j = 1; j < horizon; j++) {
    const renewed = form.season === 'A' && j % period === 0 ? gamma : 0;
    squares[j] = (alpha + beta * arrived[j - 1] + renewed) ** 2;
  }
  const result = new Float64Array(horizon);
  if (form.error === 'A') {
    let sum = 1;
    for (let h = 0; h < horizon; h++) {
      if (h > 0) sum += squares[h];
      result[h] = variance * sum;
    }
    return result;
  }
  const season = seasonAhead(form, end, horizon);
  const theta = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const base = end.level + end.growth * arrived[h];
    const mean = form.season === 'A' ? base + season[h] : base;
    let sum = 0;
    for (let j = 1; j <= h; j++) sum += squares[j] * theta[h - j];
    theta[h] = mean * mean + variance * sum;
    const cycles = form.season === 'M' ? Math.floor(h / period) : 0;
    const spread =
      (1 + variance) * (1 + gamma * gamma * variance) ** cycles * theta[h] - mean * mean;
    result[h] = Math.max(0, spread) * (form.season === 'M' ? season[h] * season[h] : 1);
  }
  return result;
}
