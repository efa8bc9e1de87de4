import type { ForecastModel } from '../forecast-model.js';
import { likelihoodOf } from '../likelihood.js';
import type { TimeSeries } from '../time-series.js';
import { countPmf } from './count-distribution.js';
import { type CountSample, countSample } from './count-sample.js';
import type { LevelFit } from './fit-level.js';
import {
  type HurdleState,
  hurdleMean,
  hurdlePaths,
  hurdleQuantiles,
  hurdleSizes,
  raisedPmf,
  towardsTarget,
} from './hurdle-paths.js';
import { expectedLevels, nextLevel } from './level-dynamics.js';
import {
  type CountModelSettings,
  countModelSettings,
  type FittedCountModel,
  likeliestLevel,
} from './negative-binomial.js';
import { likeliestOccurrence, saleChance } from './occurrence.js';
import { seasonMultipliers } from './season-multipliers.js';

/**
 * A hurdle model for demand that comes now and then: whether anything is sold, with a probability that
 * moves as in TSB, and how much more than one piece, a negative binomial (or Poisson) whose mean moves
 * with each sale,
 *
 *     P(0) = 1 − π_t        P(y) = π_t · NB(y − 1 | λ_t, δ),  y = 1, 2, …
 *
 * The likelihood falls apart into one of occurrences and one of sizes; both are maximised, each with the
 * kind of dynamics of least AICc where they are 'auto'. With Poisson sizes and no season it is the hurdle
 * shifted Poisson model of the paper.
 *
 * @throws RangeError where a setting leaves its range
 * @see Snyder, Ord & Beaumont (2012), "Forecasting the intermittent demand for slow-moving inventories: a
 *   modelling approach", International Journal of Forecasting 28(2), sections 2 and 4
 * @see Teunter, Syntetos & Babai (2011), "Intermittent demand: linking forecasting to inventory
 *   obsolescence", EJOR 214(3), for the smoothed probability
 */
export const hurdle = (settings: Partial<HurdleSettings> = {}): HurdleModel => {
  const { sizes = 'negativeBinomial', ...rest } = settings;
  if (sizes !== 'negativeBinomial' && sizes !== 'poisson')
    throw new RangeError(`sizes is ${sizes}; it must be negativeBinomial or poisson`);
  const checked = countModelSettings(rest);
  return {
    name: 'hurdle',
    laws: { scale: false, shift: false, counts: true },
    fit: (series) => fitHurdle(series, sizes === 'negativeBinomial', checked),
  };
};

export interface HurdleSettings extends CountModelSettings {
  /** Distribution of the pieces sold beyond the first. Default 'negativeBinomial'. */
  readonly sizes: 'negativeBinomial' | 'poisson';
}

export interface HurdleModel extends ForecastModel {
  fit(series: TimeSeries): FittedCountModel;
}

/** With fewer sales the sizes stand still, as a Poisson around their mean. */
const LEAST_SALES = 6;

function fitHurdle(
  series: TimeSeries,
  dispersed: boolean,
  settings: CountModelSettings,
): FittedCountModel {
  const sample = countSample(series.values);
  const occurred = sample.values.map((y) => (Number.isNaN(y) ? y : Math.min(1, y)));
  const multipliers = seasonMultipliers(
    occurred,
    settings.season ? series.periods?.[0] : undefined,
  );
  const occurrence = likeliestOccurrence(occurred, multipliers, settings.dynamics);
  const sizes = sizeSample(sample.values);
  const size = sizeLevel(sizes, dispersed, settings);
  return forecastOf(sample, occurred, multipliers, occurrence, size, settings);
}

/** Pieces beyond the first of each sale. */
function sizeSample(values: Float64Array): CountSample {
  return countSample(values.filter((y) => y > 0).map((y) => Math.max(0, y - 1)));
}

function sizeLevel(sizes: CountSample, dispersed: boolean, settings: CountModelSettings): LevelFit {
  if (sizes.observed >= LEAST_SALES && sizes.total > 0)
    return likeliestLevel(sizes, new Float64Array([1]), dispersed, settings);
  const mean = sizes.observed > 0 ? sizes.total / sizes.observed : 0;
  return {
    kind: 'still',
    dynamics: { start: mean, target: mean, keep: 1, gain: 0 },
    excess: 0,
    logLikelihood: 0,
    parameterCount: 1,
  };
}

const KIND_NAMES = { still: 'constant', walk: 'smoothed', damped: 'damped' };

function forecastOf(
  sample: CountSample,
  occurred: Float64Array,
  multipliers: Float64Array,
  occurrence: LevelFit,
  size: LevelFit,
  settings: CountModelSettings,
): FittedCountModel {
  const { values } = sample;
  const phases = multipliers.length;
  const phase = values.length % phases;
  const fitted = new Float64Array(values.length);
  let chanceLevel = occurrence.dynamics.start;
  let sizeLevelNow = size.dynamics.start;
  for (let t = 0; t < values.length; t++) {
    const chance = saleChance(chanceLevel, multipliers[t % phases]);
    fitted[t] = chance * (1 + sizeLevelNow);
    const y = values[t];
    if (Number.isNaN(y)) {
      chanceLevel = towardsTarget(occurrence.dynamics, chanceLevel);
      continue;
    }
    chanceLevel = Math.min(1, nextLevel(occurrence.dynamics, chanceLevel, occurred[t], chance));
    if (y > 0)
      sizeLevelNow = nextLevel(size.dynamics, sizeLevelNow, Math.max(0, y - 1), sizeLevelNow);
  }
  const state: HurdleState = {
    occurrence: occurrence.dynamics,
    chanceLevel: sample.total > 0 ? chanceLevel : 0,
    size: size.dynamics,
    sizeLevel: sample.total > 0 ? sizeLevelNow : 0,
    excess: size.excess,
    multipliers,
    phase,
  };
  const logLikelihood = occurrence.logLikelihood + size.logLikelihood;
  const chances = (horizon: number): Float64Array =>
    expectedLevels(state.occurrence, state.chanceLevel, horizon).map((level, h) =>
      saleChance(level, multipliers[(phase + h) % phases]),
    );
  return {
    description: `Hurdle ${size.excess > 0 ? 'NB' : 'Poisson'}, ${KIND_NAMES[occurrence.kind]} probability, ${KIND_NAMES[size.kind]} size${phases > 1 ? `, season [${phases}]` : ''}`,
    fitted,
    parameters: {
      probability: state.chanceLevel,
      probabilityGain: state.occurrence.gain,
      probabilityKeep: state.occurrence.keep,
      size: 1 + state.sizeLevel,
      sizeGain: state.size.gain,
      sizeKeep: state.size.keep,
      excess: state.excess,
    },
    likelihood: likelihoodOf(
      logLikelihood,
      occurrence.parameterCount + size.parameterCount,
      sample.observed,
    ),
    mean: (horizon) => hurdleMean(state, chances(horizon)),
    quantiles(horizon, probabilities, dice) {
      const drawn = hurdlePaths(state, horizon, settings.quantilePaths, dice);
      return hurdleQuantiles(state, drawn, horizon, probabilities);
    },
    paths: (horizon, pathCount, dice) => hurdlePaths(state, horizon, pathCount, dice).counts,
    nextPmf: () => raisedPmf(chances(1)[0], countPmf(state.sizeLevel, state.excess)),
    components: (horizon) => [
      { name: 'probability', kind: 'add', values: chances(horizon) },
      { name: 'size', kind: 'multiply', values: hurdleSizes(state, chances(horizon)) },
    ],
  };
}
