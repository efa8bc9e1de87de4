import { requireProbability } from '../../../maths/index.js';
import { type PastSettings, requirePastSettings } from '../../distribution/past-origins.js';
import type { ForecastModel } from '../forecast-model.js';

/** windows: 4 by default; stride, horizon: 'auto'. They matter where weights are learned. */
export interface CombinationSettings extends PastSettings {
  /**
   * 'equal' (the default); 'median': the middle forecast of each step; 'inverseSquare': in proportion to
   * 1/(mean squared error) of past forecasts; 'leastSquares': the non-negative weights, adding up to 1,
   * of which past forecasts together had the least squared error.
   */
  readonly weights: 'equal' | 'median' | 'inverseSquare' | 'leastSquares';
  /** Share of the equal weights in those learned, in [0, 1]; default 0.5. */
  readonly shrinkage: number;
  /**
   * 'pool' (the default): the paths of all models together, in proportion to the weights; wider where the
   * models disagree. 'quantiles': the weighted mean of the models' quantiles; narrower.
   */
  readonly distribution: 'pool' | 'quantiles';
  /** Paths behind the quantiles; whole, 50 to 100,000; default 400. */
  readonly pathCount: number;
}

/** The settings with their defaults. @throws RangeError where one leaves its range or there is no model */
export function combinationSettings(
  models: readonly ForecastModel[],
  given: Partial<CombinationSettings>,
): CombinationSettings {
  const settings: CombinationSettings = {
    weights: 'equal',
    shrinkage: 0.5,
    windows: 4,
    stride: 'auto',
    horizon: 'auto',
    distribution: 'pool',
    pathCount: 400,
    ...given,
  };
  const { weights, shrinkage, distribution, pathCount } = settings;
  if (models.length === 0) throw new RangeError('a combination needs at least one model');
  if (!['equal', 'median', 'inverseSquare', 'leastSquares'].includes(weights))
    throw new RangeError(
      `weights is ${weights}; it must be equal, median, inverseSquare or leastSquares`,
    );
  if (distribution !== 'pool' && distribution !== 'quantiles')
    throw new RangeError(`distribution is ${distribution}; it must be pool or quantiles`);
  requireProbability('shrinkage', shrinkage);
  requirePastSettings(settings);
  if (!(Number.isInteger(pathCount) && pathCount >= 50 && pathCount <= 100_000))
    throw new RangeError(`pathCount is ${pathCount}; it must be whole, 50 to 100,000`);
  return settings;
}
