import type { EtsForm } from './form.js';
import { runMultiplicativeTrendBack } from './multiplicative-trend.js';
import type { Trace, Weights } from './trace.js';

/** ∂loss by each weight and each start state. */
export interface Adjoint {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
  level: number;
  growth: number;
  /** By the season at the start, entry t mod m. */
  readonly ring: Float64Array;
}

export const createAdjoint = (period: number): Adjoint => ({
  alpha: 0,
  beta: 0,
  gamma: 0,
  phi: 0,
  level: 0,
  growth: 0,
  ring: new Float64Array(period),
});

/**
 * The derivative of a loss by all weights and start states, by going back over the steps of the last run
 * once (the chain rule in reverse): it costs about as much as the run, however many states there are.
 * `trace.slopes` holds ∂loss/∂forecast of each step by itself, 0 where nothing was observed.
 */
export function runBack(form: EtsForm, trace: Trace, weights: Weights, into: Adjoint): void {
  into.ring.fill(0);
  into.alpha = 0;
  into.beta = 0;
  into.gamma = 0;
  into.phi = 0;
  into.growth = 0;
  if (form.trend === 'M') {
    runMultiplicativeTrendBack(trace, weights, form.season === 'M', into);
    return;
  }
  const trend = form.trend !== 'N';
  if (form.season === 'M')
    trend ? trendTimesSeason(trace, weights, into) : levelTimesSeason(trace, weights, into);
  else if (form.season === 'A')
    trend ? trendPlusSeason(trace, weights, into) : levelPlusSeason(trace, weights, into);
  else trend ? trendOnly(trace, weights, into) : levelOnly(trace, weights, into);
}

function levelOnly({ y, errors, slopes }: Trace, { alpha }: Weights, into: Adjoint): void {
  let byLevel = 0;
  let byAlpha = 0;
  for (let t = y.length - 1; t >= 0; t--) {
    const value = y[t];
    byAlpha += byLevel * errors[t];
    if (!Number.isNaN(value)) byLevel += slopes[t] - alpha * byLevel;
  }
  into.level = byLevel;
  into.alpha = byAlpha;
}

function trendOnly({ y, errors, growths, slopes }: Trace, weights: Weights, into: Adjoint): void {
  const { alpha, beta, phi } = weights;
  let byLevel = 0;
  let byGrowth = 0;
  let byAlpha = 0;
  let byBeta = 0;
  let byPhi = 0;
  for (let t = y.length - 1; t >= 0; t--) {
    const value = y[t];
    const error = errors[t];
    byAlpha += byLevel * error;
    byBeta += byGrowth * error;
    const byForecast = Number.isNaN(value) ? 0 : slopes[t] - alpha * byLevel - beta * byGrowth;
    byLevel += byForecast;
    const byFaded = byLevel + byGrowth;
    byPhi += growths[t] * byFaded;
    byGrowth = phi * byFaded;
  }
  into.level = byLevel;
  into.growth = byGrowth;
  into.alpha = byAlpha;
  into.beta = byBeta;
  into.phi = byPhi;
}

function levelPlusSeason({ y, errors, slopes }: Trace, weights: Weights, into: Adjoint): void {
  const { alpha, gamma } = weights;
  const { ring } = into;
  const period = ring.length;
  let byLevel = 0;
  let byAlpha = 0;
  let byGamma = 0;
  for (let t = y.length - 1, at = t % period; t >= 0; t--) {
    const value = y[t];
    const error = errors[t];
    const bySeason = ring[at];
    byAlpha += byLevel * error;
    byGamma += bySeason * error;
    const byForecast = Number.isNaN(value) ? 0 : slopes[t] - alpha * byLevel - gamma * bySeason;
    byLevel += byForecast;
    ring[at] = bySeason + byForecast;
    if (--at < 0) at = period - 1;
  }
  into.level = byLevel;
  into.alpha = byAlpha;
  into.gamma = byGamma;
}

function trendPlusSeason(trace: Trace, weights: Weights, into: Adjoint): void {
  const { y, errors, growths, slopes } = trace;
  const { alpha, beta, gamma, phi } = weights;
  const { ring } = into;
  const period = ring.length;
  let byLevel = 0;
  let byGrowth = 0;
  let byAlpha = 0;
  let byBeta = 0;
  let byGamma = 0;
  let byPhi = 0;
  for (let t = y.length - 1, at = t % period; t >= 0; t--) {
    const value = y[t];
    const error = errors[t];
    const bySeason = ring[at];
    byAlpha += byLevel * error;
    byBeta += byGrowth * error;
    byGamma += bySeason * error;
    const byForecast = Number.isNaN(value)
      ? 0
      : slopes[t] - alpha * byLevel - beta * byGrowth - gamma * bySeason;
    byLevel += byForecast;
    ring[at] = bySeason + byForecast;
    const byFaded = byLevel + byGrowth;
    byPhi += growths[t] * byFaded;
    byGrowth = phi * byFaded;
    if (--at < 0) at = period - 1;
  }
  into.level = byLevel;
  into.growth = byGrowth;
  into.alpha = byAlpha;
  into.beta = byBeta;
  into.gamma = byGamma;
  into.phi = byPhi;
}

function levelTimesSeason(trace: Trace, weights: Weights, into: Adjoint): void {
  const { y, errors, bases, seasons, slopes } = trace;
  const { alpha, gamma } = weights;
  const { ring } = into;
  const period = ring.length;
  let byLevel = 0;
  let byAlpha = 0;
  let byGamma = 0;
  for (let t = y.length - 1, at = t % period; t >= 0; t--) {
    const value = y[t];
    const base = bases[t];
    const season = seasons[t];
    const bySeason = ring[at];
    if (!Number.isNaN(value)) {
      const perSeason = 1 / season;
      const perBase = 1 / base;
      const deseasoned = errors[t] * perSeason;
      const relative = errors[t] * perBase;
      const byDeseasoned = alpha * byLevel;
      const byRelative = gamma * bySeason;
      byAlpha += byLevel * deseasoned;
      byGamma += bySeason * relative;
      const byForecast = slopes[t] - byDeseasoned * perSeason - byRelative * perBase;
      byLevel += byForecast * season - byRelative * relative * perBase;
      ring[at] = bySeason + byForecast * base - byDeseasoned * deseasoned * perSeason;
    }
    if (--at < 0) at = period - 1;
  }
  into.level = byLevel;
  into.alpha = byAlpha;
  into.gamma = byGamma;
}

function trendTimesSeason(trace: Trace, weights: Weights, into: Adjoint): void {
  const { y, errors, growths, bases, seasons, slopes } = trace;
  const { alpha, beta, gamma, phi } = weights;
  const { ring } = into;
  const period = ring.length;
  let byLevel = 0;
  let byGrowth = 0;
  let byAlpha = 0;
  let byBeta = 0;
  let byGamma = 0;
  let byPhi = 0;
  for (let t = y.length - 1, at = t % period; t >= 0; t--) {
    const value = y[t];
    const base = bases[t];
    const season = seasons[t];
    const bySeason = ring[at];
    if (!Number.isNaN(value)) {
      const perSeason = 1 / season;
      const perBase = 1 / base;
      const deseasoned = errors[t] * perSeason;
      const relative = errors[t] * perBase;
      const byDeseasoned = alpha * byLevel + beta * byGrowth;
      const byRelative = gamma * bySeason;
      byAlpha += byLevel * deseasoned;
      byBeta += byGrowth * deseasoned;
      byGamma += bySeason * relative;
      const byForecast = slopes[t] - byDeseasoned * perSeason - byRelative * perBase;
      byLevel += byForecast * season - byRelative * relative * perBase;
      ring[at] = bySeason + byForecast * base - byDeseasoned * deseasoned * perSeason;
    }
    const byFaded = byLevel + byGrowth;
    byPhi += growths[t] * byFaded;
    byGrowth = phi * byFaded;
    if (--at < 0) at = period - 1;
  }
  into.level = byLevel;
  into.growth = byGrowth;
  into.alpha = byAlpha;
  into.beta = byBeta;
  into.gamma = byGamma;
  into.phi = byPhi;
}
