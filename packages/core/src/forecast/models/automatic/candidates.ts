import { negativeBinomial } from '../counts/negative-binomial.js';
import { dampedTrend, ets, ses } from '../ets/ets.js';
import type { ForecastModel } from '../forecast-model.js';
import { imapa } from '../intermittent/aggregation.js';
import { tsb } from '../intermittent/tsb.js';
import { mstl } from '../mstl/mstl.js';
import { meanModel } from '../naive/mean.js';
import { theta } from '../theta/theta.js';
import type { SeriesCharacter } from './character.js';

/** Why these candidates: the one trait of the series that decided. */
export type CandidateReason =
  | 'tooShort'
  | 'allZero'
  | 'rareDemand'
  | 'smallCounts'
  | 'longSeason'
  | 'seasonal'
  | 'plain';

export interface Candidates {
  readonly reason: CandidateReason;
  readonly models: readonly ForecastModel[];
}

/** With fewer observed values only the mean is forecast. */
export const LEAST_OBSERVED = 6;
/** Counts with a smaller mean have a distribution of few whole numbers, and a floor within reach. */
const SMALL_MEAN = 100;
/** A season that explains more of the variance than this is worth a seasonal model. */
const STRONG_SEASON = 0.64;
/** ETS has a state for each place of the season; with more of them a decomposition serves better. */
const LONG_PERIOD = 24;

/**
 * The models that a series of this character is tried with. Each list was kept short: cheap models of
 * different kinds, whose errors differ.
 */
export function candidatesFor(
  character: SeriesCharacter,
  periods: readonly number[] = [],
): Candidates {
  const { observed, mean, demand, counts, seasonalStrength } = character;
  if (observed < LEAST_OBSERVED) return { reason: 'tooShort', models: [meanModel()] };
  if (demand.class === 'none') return { reason: 'allZero', models: [meanModel()] };
  if (demand.class === 'intermittent' || demand.class === 'lumpy')
    return {
      reason: 'rareDemand',
      models: counts
        ? [negativeBinomial({ dynamics: 'walk' }), theta(), tsb(), imapa()]
        : [ses(), tsb(), imapa()],
    };
  if (counts && mean < SMALL_MEAN)
    return {
      reason: 'smallCounts',
      models: [negativeBinomial({ dynamics: 'walk' }), ets(), theta(), imapa()],
    };
  if (seasonalStrength >= STRONG_SEASON)
    return periods.length > 1 || periods[0] > LONG_PERIOD
      ? { reason: 'longSeason', models: [mstl(), theta()] }
      : { reason: 'seasonal', models: [ets(), mstl(), theta()] };
  return { reason: 'plain', models: [ets(), theta(), dampedTrend()] };
}
