import type { EtsForm } from './form.js';
import { runMultiplicativeTrend } from './multiplicative-trend.js';
import type { Trace, Weights } from './trace.js';

/** Multiplicative states at or below this (in working units, about 1) make a form impossible. */
const LEAST_STATE = 1e-6;

/**
 * Runs the recursions of a form over a series, from the start states in `trace.state` and `trace.ring` to
 * the end states, and leaves forecasts and errors in the trace. With e = y − f the recursions are the same
 * for additive and multiplicative errors, only the likelihood differs:
 *
 *     q = l + φ b                  f = q            f = q + s          f = q · s
 *     l = q + α e,  b = φ b + β e                   s += γ e           as left with e/s,  s += γ e/q
 *
 * A trend that multiplies has a file of its own. Each kind of season and trend has its own loop, so that no step of a loop has to ask.
 *
 * @returns false where a multiplicative state fell to zero: the form does not exist there
 * @see Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, tables 2.2 and 2.3
 */
export function runRecursions(form: EtsForm, trace: Trace, weights: Weights): boolean {
  if (form.trend === 'M') return runMultiplicativeTrend(trace, weights, form.season === 'M');
  const trend = form.trend !== 'N';
  if (form.season === 'M')
    return trend ? trendTimesSeason(trace, weights) : levelTimesSeason(trace, weights);
  if (form.season === 'A')
    trend ? trendPlusSeason(trace, weights) : levelPlusSeason(trace, weights);
  else trend ? trendOnly(trace, weights) : levelOnly(trace, weights);
  return true;
}

function levelOnly({ y, forecasts, errors, state }: Trace, { alpha }: Weights): void {
  let level = state[0];
  for (let t = 0; t < y.length; t++) {
    const value = y[t];
    const error = Number.isNaN(value) ? 0 : value - level;
    forecasts[t] = level;
    errors[t] = error;
    level += alpha * error;
  }
  state[0] = level;
}

function trendOnly({ y, forecasts, errors, growths, state }: Trace, weights: Weights): void {
  const { alpha, beta, phi } = weights;
  let level = state[0];
  let growth = state[1];
  for (let t = 0; t < y.length; t++) {
    const value = y[t];
    growths[t] = growth;
    growth *= phi;
    const base = level + growth;
    const error = Number.isNaN(value) ? 0 : value - base;
    forecasts[t] = base;
    errors[t] = error;
    level = base + alpha * error;
    growth += beta * error;
  }
  state[0] = level;
  state[1] = growth;
}

function levelPlusSeason({ y, forecasts, errors, state, ring }: Trace, weights: Weights): void {
  const { alpha, gamma } = weights;
  const period = ring.length;
  let level = state[0];
  for (let t = 0, at = 0; t < y.length; t++) {
    const value = y[t];
    const season = ring[at];
    const forecast = level + season;
    const error = Number.isNaN(value) ? 0 : value - forecast;
    forecasts[t] = forecast;
    errors[t] = error;
    level += alpha * error;
    ring[at] = season + gamma * error;
    if (++at === period) at = 0;
  }
  state[0] = level;
}

function trendPlusSeason(trace: Trace, weights: Weights): void {
  const { y, forecasts, errors, growths, state, ring } = trace;
  const { alpha, beta, gamma, phi } = weights;
  const period = ring.length;
  let level = state[0];
  let growth = state[1];
  for (let t = 0, at = 0; t < y.length; t++) {
    const value = y[t];
    const season = ring[at];
    growths[t] = growth;
    growth *= phi;
    const base = level + growth;
    const forecast = base + season;
    const error = Number.isNaN(value) ? 0 : value - forecast;
    forecasts[t] = forecast;
    errors[t] = error;
    level = base + alpha * error;
    growth += beta * error;
    ring[at] = season + gamma * error;
    if (++at === period) at = 0;
  }
  state[0] = level;
  state[1] = growth;
}

function levelTimesSeason(trace: Trace, weights: Weights): boolean {
  const { y, forecasts, errors, bases, seasons, state, ring } = trace;
  const { alpha, gamma } = weights;
  const period = ring.length;
  let level = state[0];
  for (let t = 0, at = 0; t < y.length; t++) {
    const value = y[t];
    const season = ring[at];
    if (!(level > LEAST_STATE && season > LEAST_STATE)) return false;
    const forecast = level * season;
    const error = Number.isNaN(value) ? 0 : value - forecast;
    forecasts[t] = forecast;
    errors[t] = error;
    bases[t] = level;
    seasons[t] = season;
    ring[at] = season + (gamma * error) / level;
    level += (alpha * error) / season;
    if (++at === period) at = 0;
  }
  state[0] = level;
  return level > LEAST_STATE;
}

function trendTimesSeason(trace: Trace, weights: Weights): boolean {
  const { y, forecasts, errors, growths, bases, seasons, state, ring } = trace;
  const { alpha, beta, gamma, phi } = weights;
  const period = ring.length;
  let level = state[0];
  let growth = state[1];
  for (let t = 0, at = 0; t < y.length; t++) {
    const value = y[t];
    const season = ring[at];
    growths[t] = growth;
    growth *= phi;
    const base = level + growth;
    if (!(base > LEAST_STATE && season > LEAST_STATE)) return false;
    const forecast = base * season;
    const error = Number.isNaN(value) ? 0 : value - forecast;
    forecasts[t] = forecast;
    errors[t] = error;
    bases[t] = base;
    seasons[t] = season;
    const deseasoned = error / season;
    ring[at] = season + (gamma * error) / base;
    level = base + alpha * deseasoned;
    growth += beta * deseasoned;
    if (++at === period) at = 0;
  }
  state[0] = level;
  state[1] = growth;
  return level > LEAST_STATE;
}
