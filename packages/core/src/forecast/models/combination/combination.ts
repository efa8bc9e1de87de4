import type { Dice } from '../../../maths/index.js';
import { originsOf } from '../../distribution/past-origins.js';
import { remarkPaths, sortedSteps } from '../../distribution/path-ranks.js';
import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { quantilesOfPaths } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { pastErrors } from './past-errors.js';
import { pooledPaths } from './pooled-paths.js';
import { type CombinationSettings, combinationSettings } from './settings.js';
import { errorProducts, inverseSquareWeights, leastSquaresWeights } from './weights.js';

/**
 * Several models together. Their mean is seldom the best and hardly ever bad; in the M4 and M5 competitions
 * it beat nearly each of its members. Weights are explained in `parameters` by the models' names
 * (weight_ets …), with the root mean squared errors that they were learned from (error_ets …).
 *
 * @param models with different names
 * @throws RangeError where a setting leaves its range, there is no model, or two have one name
 * @see Bates & Granger (1969), "The combination of forecasts", Operational Research Quarterly 20(4)
 * @see Lichtendahl, Grushka-Cockayne & Winkler (2013), "Is it better to average probabilities or
 *   quantiles?", Management Science 59(7), for the two distributions
 */
export function combination(
  models: readonly ForecastModel[],
  settings: Partial<CombinationSettings> = {},
): ForecastModel {
  const checked = combinationSettings(models, settings);
  if (new Set(models.map(({ name }) => name)).size < models.length)
    throw new RangeError('the models of a combination need different names');
  return {
    name: 'combination',
    laws: {
      scale: models.every(({ laws }) => laws.scale),
      shift: models.every(({ laws }) => laws.shift),
      counts: models.every(({ laws }) => laws.counts),
    },
    fit(series) {
      const { weights, errors } = learnWeights(models, series, checked);
      const members = models.map((model) => model.fit(series));
      return combineFitted(models, members, weights, errors, checked);
    },
  };
}

interface LearnedWeights {
  readonly weights: Float64Array;
  /** Root mean squared error of each model; empty where nothing was learned. */
  readonly errors: readonly number[];
}

function learnWeights(
  models: readonly ForecastModel[],
  series: TimeSeries,
  settings: CombinationSettings,
): LearnedWeights {
  const equal = new Float64Array(models.length).fill(1 / models.length);
  const { weights: kind, shrinkage } = settings;
  if (kind === 'equal' || kind === 'median' || models.length === 1)
    return { weights: equal, errors: [] };
  const past = errorProducts(pastErrors(models, series, originsOf(series, settings)));
  if (past.observed === 0) return { weights: equal, errors: [] };
  const learned = kind === 'inverseSquare' ? inverseSquareWeights(past) : leastSquaresWeights(past);
  return {
    weights: learned.map((weight, i) => shrinkage * equal[i] + (1 - shrinkage) * weight),
    errors: models.map((_, i) => Math.sqrt(past.products[i * models.length + i] / past.observed)),
  };
}

/** Fitted models as one. @param weights add up to 1 */
export function combineFitted(
  models: readonly ForecastModel[],
  members: readonly FittedModel[],
  weights: Float64Array,
  errors: readonly number[],
  settings: CombinationSettings,
): FittedModel {
  const { distribution, pathCount } = settings;
  const whole = models.every(({ laws }) => laws.counts);
  const middle = settings.weights === 'median' ? medianOf : weightedMean(weights);
  const pool = (horizon: number, count: number, dice: Dice): Float64Array =>
    pooledPaths(members, weights, horizon, count, dice);

  const averagedQuantiles = (
    horizon: number,
    probabilities: readonly number[],
    dice: Dice,
  ): Float64Array => {
    const tables = members.map((member) => member.quantiles(horizon, probabilities, dice));
    const table = middle(tables);
    return whole ? table.map(Math.round) : table;
  };

  return {
    description: describe(members, weights, settings),
    fitted: middle(members.map(({ fitted }) => fitted)),
    parameters: Object.fromEntries([
      ...models.map(({ name }, i) => [`weight_${name}`, weights[i]]),
      ...errors.map((error, i) => [`error_${models[i].name}`, error]),
    ]),
    mean: (horizon) => middle(members.map((member) => member.mean(horizon))),
    quantiles: (horizon, probabilities, dice) =>
      distribution === 'pool'
        ? quantilesOfPaths(pool(horizon, pathCount, dice), horizon, probabilities)
        : averagedQuantiles(horizon, probabilities, dice),
    paths(horizon, count, dice) {
      const paths = pool(horizon, count, dice);
      if (distribution === 'pool') return paths;
      const levels = Array.from({ length: count }, (_, r) => (r + 0.5) / count);
      const table = averagedQuantiles(horizon, levels, dice);
      const marks = new Float64Array(table.length);
      for (let r = 0; r < count; r++)
        for (let h = 0; h < horizon; h++) marks[h * count + r] = table[r * horizon + h];
      return remarkPaths(paths, horizon, sortedSteps(paths, horizon), marks);
    },
  };
}

function describe(
  members: readonly FittedModel[],
  weights: Float64Array,
  settings: CombinationSettings,
): string {
  if (settings.weights === 'median')
    return `median of ${members.map(({ description }) => description).join(', ')}`;
  return members.map(({ description }, i) => `${weights[i].toFixed(2)} ${description}`).join(' + ');
}

const weightedMean =
  (weights: Float64Array) =>
  (tables: readonly Float64Array[]): Float64Array =>
    tables[0].map((_, at) => {
      let sum = 0;
      for (let i = 0; i < tables.length; i++) if (weights[i] > 0) sum += weights[i] * tables[i][at];
      return sum;
    });

function medianOf(tables: readonly Float64Array[]): Float64Array {
  const values = new Float64Array(tables.length);
  return tables[0].map((_, at) => {
    for (let i = 0; i < tables.length; i++) values[i] = tables[i][at];
    values.sort();
    const upper = values.length >> 1;
    return values.length % 2 === 1 ? values[upper] : (values[upper - 1] + values[upper]) / 2;
  });
}
