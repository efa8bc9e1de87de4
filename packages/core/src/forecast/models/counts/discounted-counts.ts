import { type Dice, minimiseUnimodal } from '../../../maths/index.js';
import type { ForecastModel } from '../forecast-model.js';
import { likelihoodOf } from '../likelihood.js';
import { quantilesOfPaths } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { countPmf, drawCount, logRising, zeroRate } from './count-distribution.js';
import { type CountSample, countSample } from './count-sample.js';
import {
  type CountModelSettings,
  countModelSettings,
  type FittedCountModel,
} from './negative-binomial.js';

/**
 * Poisson counts whose rate is gamma distributed and fades: the past counts with weights ω, ω², … The one
 * parameter ω is found by maximum likelihood. The next count is negative binomial with
 *
 *     a ← ω (a + y)    b ← ω (b + 1)    mean a/b    variance (1 + 1/b) · mean
 *
 * It learns nothing before the first sale, and its rate has no preferred level.
 *
 * @throws RangeError where quantilePaths leaves its range
 * @see Harvey & Fernandes (1989), "Time series models for count or qualitative observations", Journal of
 *   Business & Economic Statistics 7(4), section 2
 * @example 1, 0, 2 with ω = 0.5: a = 0.125 + 1 = 1.125, b = 0.875, mean of the next 1.286
 */
export const discountedCounts = (
  settings: Partial<Pick<CountModelSettings, 'quantilePaths'>> = {},
): ForecastModel & { fit(series: TimeSeries): FittedCountModel } => {
  const { quantilePaths } = countModelSettings(settings);
  return {
    name: 'discountedCounts',
    laws: { scale: false, shift: false, counts: true },
    fit: (series) => fitDiscounted(countSample(series.values), quantilePaths),
  };
};

/** Gamma distribution of the rate: its shape a, and the weight b of the observations behind it. */
interface Rate {
  shape: number;
  weight: number;
}

const LEAST_DISCOUNT = 0.3;
const GREATEST_DISCOUNT = 0.9999;
/** After a long gap the past keeps at least this weight: a hundredth of an observation. */
const LEAST_WEIGHT = 0.01;

function fitDiscounted(sample: CountSample, quantilePaths: number): FittedCountModel {
  const { values, total, observed } = sample;
  const loss = (discount: number): number => -runThrough(values, discount).logLikelihood;
  const discount = total > 0 && observed > 2 ? likeliestDiscount(loss) : GREATEST_DISCOUNT;
  const fitted = new Float64Array(values.length).fill(Number.NaN);
  const { rate, logLikelihood } = runThrough(values, discount, fitted);
  const level = rate.weight > 0 ? rate.shape / rate.weight : 0;
  const excess = rate.weight > 0 ? 1 / rate.weight : 0;
  const paths = (horizon: number, pathCount: number, dice: Dice): Float64Array =>
    discountedPaths(rate, discount, horizon, pathCount, dice);
  return {
    description: `Harvey-Fernandes, discount ${discount.toFixed(3)}`,
    fitted,
    parameters: { discount, shape: rate.shape, weight: rate.weight, level },
    likelihood: likelihoodOf(logLikelihood - sample.logFactorials, 1, observed),
    mean: (horizon) => new Float64Array(horizon).fill(level),
    quantiles: (horizon, probabilities, dice) =>
      quantilesOfPaths(paths(horizon, quantilePaths, dice), horizon, probabilities),
    paths,
    nextPmf: () => countPmf(level, excess),
  };
}

/** The best of a few discounts, then golden section between its neighbours. */
function likeliestDiscount(loss: (discount: number) => number): number {
  const grid = [LEAST_DISCOUNT, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, GREATEST_DISCOUNT];
  const losses = grid.map(loss);
  const best = losses.indexOf(Math.min(...losses));
  const low = grid[Math.max(0, best - 1)];
  const high = grid[Math.min(grid.length - 1, best + 1)];
  const found = minimiseUnimodal(loss, low, high);
  return found.value < losses[best] ? found.x : grid[best];
}

/**
 * The rate after the history, and Σ log P(y_t) from the first sale on, without the factorials. Before the
 * first sale there is no rate, and nothing to judge.
 */
function runThrough(
  values: Float64Array,
  discount: number,
  fitted?: Float64Array,
): { rate: Rate; logLikelihood: number } {
  let shape = 0;
  let weight = 0;
  let logLikelihood = 0;
  for (let t = 0; t < values.length; t++) {
    const y = values[t];
    if (shape > 0) {
      const mean = shape / weight;
      if (fitted) fitted[t] = mean;
      if (y >= 0) {
        const excess = 1 / weight;
        logLikelihood +=
          (y > 0 ? logRising(mean, excess, y) - y * Math.log1p(excess) : 0) -
          mean * zeroRate(excess);
      }
    }
    if (y >= 0) {
      shape = discount * (shape + y);
      weight = discount * (weight + 1);
    } else if (weight > LEAST_WEIGHT) {
      // An unobserved step brings nothing new, but the past fades all the same.
      shape *= discount;
      weight *= discount;
    }
  }
  return { rate: { shape, weight }, logLikelihood };
}

/** Paths in which each drawn count moves the rate as an observed one would. */
function discountedPaths(
  rate: Rate,
  discount: number,
  horizon: number,
  pathCount: number,
  dice: Dice,
): Float64Array {
  const counts = new Float64Array(pathCount * horizon);
  if (!(rate.shape > 0)) return counts;
  for (let k = 0; k < pathCount; k++) {
    let { shape, weight } = rate;
    for (let h = 0; h < horizon; h++) {
      const excess = 1 / weight;
      const count = drawCount(dice, shape / weight, excess, zeroRate(excess));
      counts[k * horizon + h] = count;
      shape = discount * (shape + count);
      weight = discount * (weight + 1);
    }
  }
  return counts;
}
