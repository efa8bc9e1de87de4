import { type Dice, normalQuantile } from '../../../maths/index.js';
import type { FittedModel } from '../forecast-model.js';
import { cutBelow, floorOf, normalQuantiles } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { fitMean } from './mean.js';

/**
 * A random walk from season to season, y(t) = y(t − m) + c + e(t): with m = 1 and c = 0 the naive method,
 * with m > 1 the seasonal naive, with a drift c the straight line from the first value to the last. Where
 * values are missing the walk goes on unseen, and its variance grows by σ² for each season it did.
 *
 *     mean = last + c k,   variance = σ² k (1 + k/K)
 *
 * for k seasons since the last value of that place, K seasons from the first value to the last; the second
 * factor, for the error of c, only with a drift.
 *
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), sections 5.2 and 5.5
 */
export function fitRandomWalk(
  series: TimeSeries,
  period: number,
  withDrift: boolean,
  description: string,
): FittedModel {
  const walk = readWalk(series.values, period, withDrift);
  if (walk === null) return fitMean(series, 'mean (no value is known)');
  const floor = floorOf(series);
  const { lastOf, stepOf, drift, variance, span } = walk;
  const n = series.values.length;
  const seasonsTo = (h: number): number => {
    const place = (n + h) % period;
    return (n + h - stepOf[place]) / period;
  };
  const driftError = (seasons: number): number => (withDrift && span > 0 ? seasons / span : 0);
  const point = (horizon: number): Float64Array =>
    Float64Array.from(
      { length: horizon },
      (_, h) => lastOf[(n + h) % period] + drift * seasonsTo(h),
    );
  return {
    description,
    fitted: walk.fitted,
    parameters: withDrift ? { drift, sigma2: variance } : { sigma2: variance },
    mean: (horizon) => cutBelow(point(horizon), floor),
    quantiles: (horizon, probabilities) => {
      const deviation = Float64Array.from({ length: horizon }, (_, h) => {
        const seasons = seasonsTo(h);
        return Math.sqrt(variance * seasons * (1 + driftError(seasons)));
      });
      return normalQuantiles(point(horizon), deviation, probabilities, floor);
    },
    paths: (horizon, pathCount, dice) => {
      const paths = new Float64Array(pathCount * horizon);
      for (let k = 0; k < pathCount; k++) {
        const slope = drift + Math.sqrt(variance * driftError(1)) * standardNormal(dice);
        for (let h = 0; h < horizon; h++) {
          const known = h < period;
          const from = known ? lastOf[(n + h) % period] : paths[k * horizon + h - period];
          const seasons = known ? seasonsTo(h) : 1;
          paths[k * horizon + h] =
            from + slope * seasons + Math.sqrt(variance * seasons) * standardNormal(dice);
        }
      }
      return cutBelow(paths, floor);
    },
  };
}

interface Walk {
  readonly fitted: Float64Array;
  /** Last value of each place in the season, and its step. */
  readonly lastOf: Float64Array;
  readonly stepOf: Int32Array;
  readonly drift: number;
  readonly variance: number;
  /** Seasons from the first value to the last. */
  readonly span: number;
}

/** Reads values into a walk; null where none is observed. */
function readWalk(values: Float64Array, period: number, withDrift: boolean): Walk | null {
  const n = values.length;
  let first = 0;
  while (first < n && Number.isNaN(values[first])) first++;
  let last = n - 1;
  while (last >= 0 && Number.isNaN(values[last])) last--;
  if (last < 0) return null;
  const span = (last - first) / period;
  const drift = withDrift && span > 0 ? (values[last] - values[first]) / span : 0;

  const fitted = new Float64Array(n).fill(Number.NaN);
  const lastOf = new Float64Array(period).fill(Number.NaN);
  const stepOf = new Int32Array(period);
  let squares = 0;
  let count = 0;
  for (let t = first; t < n; t++) {
    const place = t % period;
    const seasons = (t - stepOf[place]) / period;
    fitted[t] = lastOf[place] + drift * seasons;
    if (Number.isNaN(values[t])) continue;
    if (!Number.isNaN(fitted[t])) {
      squares += (values[t] - fitted[t]) ** 2 / seasons;
      count += 1;
    }
    lastOf[place] = values[t];
    stepOf[place] = t;
  }
  fillUnseenPlaces(lastOf, stepOf, n);
  const freedom = withDrift ? count - 1 : count;
  return { fitted, lastOf, stepOf, drift, variance: freedom > 0 ? squares / freedom : 0, span };
}

/** A place in the season that was never observed takes the mean of the others, as of the last season. */
function fillUnseenPlaces(lastOf: Float64Array, stepOf: Int32Array, n: number): void {
  let sum = 0;
  let count = 0;
  for (const value of lastOf)
    if (!Number.isNaN(value)) {
      sum += value;
      count += 1;
    }
  const period = lastOf.length;
  for (let place = 0; place < period; place++) {
    if (!Number.isNaN(lastOf[place])) continue;
    lastOf[place] = sum / count;
    stepOf[place] = n - 1 - ((n - 1 - place + period) % period);
  }
}

const standardNormal = (dice: Dice): number => normalQuantile(dice.next() + 2 ** -33);
