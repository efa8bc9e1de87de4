import type { Adjoint } from './adjoint.js';
import type { Trace, Weights } from './trace.js';

/** States at or below this (in working units, about 1) make the form impossible. */
const LEAST_STATE = 1e-6;

/**
 * The recursions of a trend that multiplies, with no season or a multiplicative one:
 *
 *     r = b^φ,  q = l r,  f = q s,  e = y − f
 *     l' = q + α e/s,  b' = r + β e/(s l),  s' = s + γ e/q
 *
 * These forms are only fitted when asked for, so one loop serves both kinds of season.
 *
 * @returns false where a state fell to zero
 * @see Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, table 2.3
 */
export function runMultiplicativeTrend(trace: Trace, weights: Weights, seasonal: boolean): boolean {
  const { y, forecasts, errors, growths, bases, seasons, state, ring } = trace;
  const { alpha, beta, gamma, phi } = weights;
  let [level, growth] = state;
  for (let t = 0, at = 0; t < y.length; t++) {
    const season = seasonal ? ring[at] : 1;
    if (!(level > LEAST_STATE && growth > LEAST_STATE && season > LEAST_STATE)) return false;
    const ratio = growth ** phi;
    const base = level * ratio;
    const forecast = base * season;
    const error = Number.isNaN(y[t]) ? 0 : y[t] - forecast;
    forecasts[t] = forecast;
    errors[t] = error;
    growths[t] = growth;
    bases[t] = base;
    seasons[t] = season;
    const deseasoned = error / season;
    growth = ratio + (beta * deseasoned) / level;
    level = base + alpha * deseasoned;
    if (seasonal) ring[at] = season + (gamma * error) / base;
    if (++at === ring.length) at = 0;
  }
  state[0] = level;
  state[1] = growth;
  return level > LEAST_STATE && growth > LEAST_STATE;
}

/** The way back over the last run of {@link runMultiplicativeTrend}, as `runBack` goes it for the others. */
export function runMultiplicativeTrendBack(
  trace: Trace,
  weights: Weights,
  seasonal: boolean,
  into: Adjoint,
): void {
  const { y, errors, growths, bases, seasons, slopes } = trace;
  const { alpha, beta, gamma, phi } = weights;
  const { ring } = into;
  const period = ring.length;
  let byLevel = 0;
  let byGrowth = 0;
  for (let t = y.length - 1, at = t % period; t >= 0; t--) {
    const base = bases[t];
    const season = seasons[t];
    const growth = growths[t];
    const ratio = growth ** phi;
    const level = base / ratio;
    const bySeason = seasonal ? ring[at] : 0;
    let byBase = byLevel;
    let byLevelDirect = 0;
    if (!Number.isNaN(y[t])) {
      const deseasoned = errors[t] / season;
      const relative = errors[t] / base;
      const byDeseasoned = alpha * byLevel + (beta * byGrowth) / level;
      const byRelative = gamma * bySeason;
      into.alpha += byLevel * deseasoned;
      into.beta += (byGrowth * deseasoned) / level;
      into.gamma += bySeason * relative;
      const byForecast = slopes[t] - byDeseasoned / season - byRelative / base;
      byBase += byForecast * season - (byRelative * relative) / base;
      byLevelDirect = (-beta * byGrowth * deseasoned) / (level * level);
      if (seasonal) ring[at] = bySeason + byForecast * base - (byDeseasoned * deseasoned) / season;
    }
    const byRatio = byBase * level + byGrowth;
    into.phi += byRatio * ratio * Math.log(growth);
    byGrowth = (byRatio * phi * ratio) / growth;
    byLevel = byBase * ratio + byLevelDirect;
    if (--at < 0) at = period - 1;
  }
  into.level = byLevel;
  into.growth = byGrowth;
}
