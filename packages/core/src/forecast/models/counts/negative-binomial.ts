import type { Pmf } from '../../../maths/index.js';
import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { likelihoodOf } from '../likelihood.js';
import type { TimeSeries } from '../time-series.js';
import { countPmf } from './count-distribution.js';
import { countLogLikelihood, type LevelTrace } from './count-likelihood.js';
import { countPaths } from './count-paths.js';
import { countQuantiles } from './count-quantiles.js';
import { type CountSample, countSample } from './count-sample.js';
import { fitLevel, type LevelFit } from './fit-level.js';
import { type DynamicsKind, expectedLevels } from './level-dynamics.js';
import { seasonMultipliers } from './season-multipliers.js';

export interface CountModelSettings {
  /** How the level moves; 'auto' (the default) takes the kind of least AICc. See level-dynamics.ts. */
  readonly dynamics: DynamicsKind | 'auto';
  /** Whether multipliers of the first period are learned, where chance alone does not explain them. Default true. */
  readonly season: boolean;
  /** Paths behind the quantiles of more than one step ahead; whole, 50 to 100,000; default 400. */
  readonly quantilePaths: number;
}

/** A fitted count model also knows the whole distribution of the next step. */
export interface FittedCountModel extends FittedModel {
  /** Probabilities of the next count. @throws RangeError where its mean is beyond 10⁶ */
  nextPmf(): Pmf;
}

/** Fewer observed values than this cannot tell a dispersion, let alone a movement. */
const LEAST_VALUES = 6;

/**
 * Counts with a negative binomial distribution around an exponentially smoothed, optionally damped, level;
 * all parameters by maximum likelihood. The variance is (1 + excess) times the mean.
 *
 * @throws RangeError where a setting leaves its range
 * @see Snyder, Ord & Beaumont (2012), "Forecasting the intermittent demand for slow-moving inventories: a
 *   modelling approach", International Journal of Forecasting 28(2), sections 3 and 4
 */
export const negativeBinomial = (settings: Partial<CountModelSettings> = {}) =>
  countModel('negativeBinomial', 'NB', true, countModelSettings(settings));

/**
 * The same with Poisson counts: the variance is the mean. For items whose sales come one by one.
 *
 * @throws RangeError where a setting leaves its range
 */
export const poissonCounts = (settings: Partial<CountModelSettings> = {}) =>
  countModel('poissonCounts', 'Poisson', false, countModelSettings(settings));

/** The settings with their defaults. @throws RangeError where one leaves its range */
export function countModelSettings(given: Partial<CountModelSettings>): CountModelSettings {
  const settings = { dynamics: 'auto' as const, season: true, quantilePaths: 400, ...given };
  const { dynamics, quantilePaths } = settings;
  if (!['auto', 'still', 'walk', 'damped'].includes(dynamics))
    throw new RangeError(`dynamics is ${dynamics}; it must be auto, still, walk or damped`);
  if (!(Number.isInteger(quantilePaths) && quantilePaths >= 50 && quantilePaths <= 100_000))
    throw new RangeError(`quantilePaths is ${quantilePaths}; it must be whole, 50 to 100,000`);
  return settings;
}

interface CountModel extends ForecastModel {
  fit(series: TimeSeries): FittedCountModel;
}

const countModel = (
  name: string,
  family: string,
  dispersed: boolean,
  settings: CountModelSettings,
): CountModel => ({
  name,
  laws: { scale: false, shift: false, counts: true },
  fit(series) {
    const sample = countSample(series.values);
    const few = sample.observed < LEAST_VALUES || sample.total === 0;
    const multipliers = seasonMultipliers(
      sample.values,
      settings.season && !few ? series.periods?.[0] : undefined,
    );
    const fit = few ? stillFit(sample) : likeliestLevel(sample, multipliers, dispersed, settings);
    return forecastOf(few ? 'Poisson' : family, sample, multipliers, fit, settings);
  },
});

/** The mean of a few values, as a Poisson of constant mean. */
function stillFit(sample: CountSample): LevelFit {
  const mean = sample.observed > 0 ? sample.total / sample.observed : 0;
  const dynamics = { start: mean, target: mean, keep: 1, gain: 0 };
  const logLikelihood =
    mean > 0 ? countLogLikelihood(sample, new Float64Array([1]), dynamics, 0) : 0;
  return { kind: 'still', dynamics, excess: 0, logLikelihood, parameterCount: 1 };
}

/** The likeliest parameters; among several kinds of dynamics those of least AICc. */
export function likeliestLevel(
  sample: CountSample,
  multipliers: Float64Array,
  dispersed: boolean,
  settings: CountModelSettings,
): LevelFit {
  const problem = {
    mean: sample.total / sample.observed,
    ceiling: Number.POSITIVE_INFINITY,
    excess: dispersed ? startExcess(sample) : 0,
    logLikelihood: (dynamics: LevelFit['dynamics'], excess: number) =>
      countLogLikelihood(sample, multipliers, dynamics, excess),
  };
  if (settings.dynamics !== 'auto') return fitLevel(settings.dynamics, problem);
  let best = fitLevel('still', problem);
  for (const kind of ['walk', 'damped'] as const) {
    const fit = fitLevel(kind, problem);
    if (aicc(fit, sample) < aicc(best, sample)) best = fit;
  }
  return best;
}

const aicc = (fit: LevelFit, sample: CountSample): number =>
  likelihoodOf(fit.logLikelihood, fit.parameterCount, sample.observed).aicc;

/** Variance over mean, less 1: where the search for the excess starts. */
function startExcess({ values, observed, total }: CountSample): number {
  const mean = total / observed;
  let squares = 0;
  for (let t = 0; t < values.length; t++)
    if (!Number.isNaN(values[t])) squares += (values[t] - mean) ** 2;
  return Math.max(0.05, squares / total - 1);
}

const KIND_NAMES = { still: 'constant mean', walk: 'smoothed mean', damped: 'damped mean' };

function forecastOf(
  family: string,
  sample: CountSample,
  multipliers: Float64Array,
  fit: LevelFit,
  settings: CountModelSettings,
): FittedCountModel {
  const { dynamics, excess } = fit;
  const length = sample.values.length;
  const phase = length % multipliers.length;
  const trace: LevelTrace = { fitted: new Float64Array(length), level: dynamics.start };
  countLogLikelihood(sample, multipliers, dynamics, excess, trace);
  const level = sample.total > 0 ? trace.level : 0;
  const state = { dynamics, excess, level, multipliers, phase };
  const seasonal = multipliers.length > 1;
  const mean = (horizon: number): Float64Array =>
    expectedLevels(dynamics, level, horizon).map(
      (value, h) => value * multipliers[(phase + h) % multipliers.length],
    );
  return {
    description: `${family}, ${KIND_NAMES[fit.kind]}${seasonal ? `, season [${multipliers.length}]` : ''}`,
    fitted: trace.fitted,
    parameters: {
      level,
      excess,
      gain: dynamics.gain,
      keep: dynamics.keep,
      target: dynamics.target,
      ...Object.fromEntries(
        seasonal ? [...multipliers].map((value, d) => [`season${d + 1}`, value]) : [],
      ),
    },
    likelihood: likelihoodOf(fit.logLikelihood, fit.parameterCount, sample.observed),
    mean,
    quantiles(horizon, probabilities, dice) {
      const { counts, means } = countPaths(state, horizon, settings.quantilePaths, dice);
      return countQuantiles({ means, excess, shift: 0 }, counts, horizon, probabilities);
    },
    paths: (horizon, pathCount, dice) => countPaths(state, horizon, pathCount, dice).counts,
    nextPmf: () => countPmf(mean(1)[0], excess),
    components: (horizon) => [
      { name: 'level', kind: 'add', values: expectedLevels(dynamics, level, horizon) },
      {
        name: 'season',
        kind: 'multiply',
        values: Float64Array.from(
          { length: horizon },
          (_, h) => multipliers[(phase + h) % multipliers.length],
        ),
      },
    ],
  };
}
