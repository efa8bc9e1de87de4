import { type Dice, normalQuantile } from '../../../maths/index.js';
import type { EndStates } from './ahead.js';
import type { EtsForm } from './form.js';
import type { Weights } from './trace.js';

/** The next error of a path. */
export type ErrorSource = (dice: Dice) => number;

export const normalErrors =
  (deviation: number): ErrorSource =>
  (dice) =>
    deviation * normalQuantile(dice.next() + 2 ** -33);

/** Errors of the fit, drawn with replacement. */
export const bootstrapErrors =
  (errors: Float64Array): ErrorSource =>
  (dice) =>
    errors[Math.floor(dice.next() * errors.length)];

/** Multiplicative parts of a path stay above this share of their start: no path turns its sign. */
const LEAST_SHARE = 1e-6;

/**
 * paths[k * horizon + h]: what the state equations make of drawn errors. A relative error below −1 counts
 * as −1: a value that multiplies cannot be negative.
 */
export function simulate(
  form: EtsForm,
  weights: Readonly<Weights>,
  end: EndStates,
  source: ErrorSource,
  horizon: number,
  pathCount: number,
  dice: Dice,
): Float64Array {
  const { alpha, beta, gamma, phi } = weights;
  const period = Math.max(1, end.ring.length);
  const ring = new Float64Array(period);
  const paths = new Float64Array(pathCount * horizon);
  const times = form.season === 'M';
  const timesTrend = form.trend === 'M';
  const leastLevel = LEAST_SHARE * Math.abs(end.level);
  for (let k = 0, i = 0; k < pathCount; k++) {
    let level = end.level;
    let growth = end.growth;
    if (form.season !== 'N') ring.set(end.ring);
    for (let h = 0, at = end.next % period; h < horizon; h++, i++) {
      const arrived = timesTrend ? growth ** phi : growth * phi;
      let base = timesTrend ? level * arrived : level + arrived;
      if ((times || timesTrend) && base < leastLevel) base = leastLevel;
      const season = form.season === 'N' ? 0 : ring[at];
      const forecast = times ? base * season : base + season;
      const drawn = source(dice);
      const error = form.error === 'A' ? drawn : forecast * Math.max(-1, drawn);
      paths[i] = forecast + error;
      const part = times ? error / season : error;
      growth = timesTrend
        ? Math.max(LEAST_SHARE, arrived + (beta * part) / level)
        : arrived + beta * part;
      level = base + alpha * part;
      if (times) ring[at] = Math.max(LEAST_SHARE, season + (gamma * error) / base);
      else if (form.season === 'A') ring[at] = season + gamma * error;
      if (++at === period) at = 0;
    }
  }
  return paths;
}
