import { requirePositive } from '../../../maths/index.js';
import { changedFit } from '../../distribution/changed-fit.js';
import {
  originsOf,
  type PastSettings,
  requirePastSettings,
} from '../../distribution/past-origins.js';
import { combineFitted } from '../combination/combination.js';
import { pastErrors } from '../combination/past-errors.js';
import { combinationSettings } from '../combination/settings.js';
import { errorProducts, inverseSquareWeights } from '../combination/weights.js';
import type { FittedModel, ForecastModel } from '../forecast-model.js';
import type { TimeSeries } from '../time-series.js';
import { type CandidateReason, candidatesFor } from './candidates.js';
import { type SeriesCharacter, seriesCharacter } from './character.js';
import { withWholeCounts } from './whole-counts.js';

/**
 * windows: fits of each candidate to the past, 3 by default; 0 takes the plain mean of the candidates untried.
 * stride, horizon: 'auto'.
 */
export interface AutomaticSettings extends PastSettings {
  /**
   * A single candidate is taken instead of the mean of all where its squared error was below this share
   * of the mean's, > 0; default 0.5. A small lead over few windows is chance.
   */
  readonly singleBelow: number;
}

/** Why a model was chosen: codes and numbers, for the words of those who show it. */
export interface AutomaticChoice {
  readonly character: SeriesCharacter;
  /** The trait that decided which candidates there were. */
  readonly reason: CandidateReason;
  /**
   * 'onlyOne': there was one candidate; 'untried': no past to try them on, their mean was taken;
   * 'weightedMean': no candidate was clearly better than their mean, weighted
   * by their past errors; 'clearlyBest': one was.
   */
  readonly code: 'onlyOne' | 'untried' | 'weightedMean' | 'clearlyBest';
  /** Candidates with the root mean squared errors of their past forecasts; NaN where untried. */
  readonly candidates: readonly { readonly name: string; readonly error: number }[];
  /** Root mean squared error of the candidates' weighted mean; NaN where untried. */
  readonly meanError: number;
  /** Name of the model taken, or 'combination'. */
  readonly chosen: string;
}

export interface AutomaticFit extends FittedModel {
  readonly choice: AutomaticChoice;
}

export interface AutomaticModel extends ForecastModel {
  fit(series: TimeSeries): AutomaticFit;
}

/**
 * Chooses by the character of the data: length, share of zeros, class of demand (Syntetos & Boylan),
 * countness, strength of the season. The character names two or three candidates; a few forecasts of the past
 * decide whether one of them is clearly better than their mean, which is what is taken otherwise. `choice`
 * of the fit says why.
 *
 * @throws RangeError where a setting leaves its range
 * @see Syntetos, Boylan & Croston (2005), "On the categorization of demand patterns", JORS 56
 * @see Kolassa (2011), "Combining exponential smoothing forecasts using Akaike weights", IJF 27(2), for why
 *   choosing one is seldom better than the mean
 */
export function automatic(settings: Partial<AutomaticSettings> = {}): AutomaticModel {
  const checked: AutomaticSettings = {
    windows: 3,
    stride: 'auto',
    horizon: 'auto',
    singleBelow: 0.5,
    ...settings,
  };
  requirePastSettings(checked, 0);
  requirePositive('singleBelow', checked.singleBelow);
  return {
    name: 'automatic',
    laws: { scale: false, shift: false, counts: false },
    fit: (series) => fitAutomatic(series, checked),
  };
}

function fitAutomatic(series: TimeSeries, settings: AutomaticSettings): AutomaticFit {
  const character = seriesCharacter(series);
  const { reason, models } = candidatesFor(character, series.periods);
  const names = models.map(({ name }) => name);
  const untried = names.map((name) => ({ name, error: Number.NaN }));
  /** What the weights say; of counts, a distribution of whole numbers. */
  const taken = (weights: Float64Array, choice: Omit<AutomaticChoice, 'chosen'>): AutomaticFit => {
    const members = models.map((model) => model.fit(series));
    const only = weights.indexOf(1);
    const fitted =
      only >= 0
        ? members[only]
        : combineFitted(models, members, weights, [], combinationSettings(models, {}));
    const whole =
      character.counts && !models[only]?.laws.counts
        ? withWholeCounts(fitted, models, members)
        : fitted;
    const chosen = only >= 0 ? names[only] : 'combination';
    return { ...changedFit(whole, {}), choice: { ...choice, chosen } };
  };
  const equal = new Float64Array(models.length).fill(1 / models.length);
  const single = (at: number): Float64Array => equal.map((_, i) => (i === at ? 1 : 0));

  if (models.length === 1)
    return taken(single(0), {
      character,
      reason,
      code: 'onlyOne',
      candidates: untried,
      meanError: Number.NaN,
    });
  const tried = settings.windows > 0 ? tryCandidates(models, series, settings) : null;
  if (tried === null)
    return taken(equal, {
      character,
      reason,
      code: 'untried',
      candidates: untried,
      meanError: Number.NaN,
    });

  const candidates = names.map((name, i) => ({ name, error: Math.sqrt(tried.candidates[i]) }));
  const meanError = Math.sqrt(tried.mean);
  const best = tried.candidates.indexOf(Math.min(...tried.candidates));
  const facts = { character, reason, candidates, meanError };
  return tried.candidates[best] < settings.singleBelow * tried.mean
    ? taken(single(best), { ...facts, code: 'clearlyBest' })
    : taken(tried.weights, { ...facts, code: 'weightedMean' });
}

/** Share of the equal weights in those of the mean: a few windows tell weights no better than that. */
const EQUAL_SHARE = 0.5;

interface TriedCandidates {
  /** Mean squared error of each candidate over past forecasts, and of their weighted mean. */
  readonly candidates: readonly number[];
  readonly mean: number;
  readonly weights: Float64Array;
}

/** Tries the candidates on the past; null where there is none. */
function tryCandidates(
  models: readonly ForecastModel[],
  series: TimeSeries,
  settings: AutomaticSettings,
): TriedCandidates | null {
  const past = errorProducts(pastErrors(models, series, originsOf(series, settings)));
  const { products, modelCount, observed } = past;
  if (observed === 0) return null;
  const weights = inverseSquareWeights(past).map(
    (weight) => EQUAL_SHARE / modelCount + (1 - EQUAL_SHARE) * weight,
  );
  let ofMean = 0;
  for (let i = 0; i < modelCount; i++)
    for (let j = 0; j < modelCount; j++)
      ofMean += weights[i] * weights[j] * products[i * modelCount + j];
  return {
    candidates: models.map((_, i) => products[i * modelCount + i] / observed),
    mean: ofMean / observed,
    weights,
  };
}
