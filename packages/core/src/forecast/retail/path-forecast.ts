import type { Dice } from '../../maths/index.js';
import { quantilesOfPaths } from '../models/index.js';
import type { SeriesForecast } from '../series-forecast.js';

/** The numbers of a forecast, without how they came to be. */
export type PathForecast = Pick<
  SeriesForecast,
  'horizonDays' | 'mean' | 'probabilities' | 'quantiles' | 'pathCount' | 'paths'
>;

/** The means and sample paths of a forecast: mean[d], paths[k * horizonDays + d]. */
export type MeanAndPaths = Pick<SeriesForecast, 'mean' | 'paths'>;

/** A forecast of these means and sample paths: mean[d], paths[k * horizonDays + d]. */
export function forecastOfPaths(
  mean: Float64Array,
  paths: Float32Array,
  probabilities: readonly number[],
): PathForecast {
  const horizonDays = mean.length;
  return {
    horizonDays,
    mean,
    probabilities,
    quantiles: quantilesOfPaths(Float64Array.from(paths), horizonDays, probabilities),
    pathCount: paths.length / horizonDays,
    paths,
  };
}

/**
 * A forecast with each day multiplied: where a share of the demand goes elsewhere, or where it ends. Pieces
 * of the paths are rounded up or down by chance, so that they stay whole and their mean is kept.
 *
 * @param factors one for each day of the horizon, >= 0
 * @throws RangeError on a factor that is negative or not finite, or on another number of factors
 */
export function scaleForecast(
  { mean, paths, probabilities, horizonDays }: PathForecast,
  factors: Float64Array,
  dice: Dice,
): PathForecast {
  if (factors.length !== horizonDays)
    throw new RangeError(`there are ${factors.length} factors for ${horizonDays} days`);
  for (const factor of factors)
    if (!(factor >= 0 && factor < Number.POSITIVE_INFINITY))
      throw new RangeError(`a factor is ${factor}; it must be 0 or more, and finite`);
  const scaled = new Float32Array(paths.length);
  for (let i = 0; i < paths.length; i++) {
    const factor = factors[i % horizonDays];
    scaled[i] =
      factor === 1 || paths[i] === 0 ? paths[i] : Math.floor(paths[i] * factor + dice.next());
  }
  return forecastOfPaths(
    mean.map((pieces, d) => pieces * factors[d]),
    scaled,
    probabilities,
  );
}

/**
 * The linear pool of two forecasts of the same days: every other path of each, and the mean of their means.
 * Where two ways to forecast disagree, the pool says so by its spread.
 *
 * @throws RangeError on different days or numbers of paths
 * @see Stone (1961), "The opinion pool", Annals of Mathematical Statistics 32
 */
export function poolForecasts(one: PathForecast, other: MeanAndPaths): PathForecast {
  const { horizonDays, pathCount } = one;
  if (other.mean.length !== horizonDays || other.paths.length !== one.paths.length)
    throw new RangeError(
      `${pathCount} paths of ${horizonDays} days do not pool with ${other.paths.length / other.mean.length} of ${other.mean.length}`,
    );
  const paths = Float32Array.from(one.paths);
  for (let k = 1; k < pathCount; k += 2)
    paths.set(other.paths.subarray(k * horizonDays, (k + 1) * horizonDays), k * horizonDays);
  return forecastOfPaths(
    one.mean.map((pieces, d) => (pieces + other.mean[d]) / 2),
    paths,
    one.probabilities,
  );
}
