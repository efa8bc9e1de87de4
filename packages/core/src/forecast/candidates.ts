import { trackCroston } from './methods/croston.js';
import { trackExponentialSmoothing } from './methods/exponential-smoothing.js';
import { trackGuess } from './methods/guess.js';
import type { History, Track } from './methods/history.js';
import { trackSba } from './methods/sba.js';
import { trackSeasonalNaive } from './methods/seasonal-naive.js';
import { trackTheta } from './methods/theta.js';
import { trackTsb } from './methods/tsb.js';
import type { ForecastMethod } from './series-forecast.js';
import { STEP_PROFILES, type StepProfile, TIME_STEPS, type TimeStep } from './steps.js';

/** A method with its smoothing weights chosen: what the rolling-origin test compares. */
export interface Candidate {
  /** The guess is a part of the combination only, and never taken alone. */
  readonly method: ForecastMethod;
  /** Its part in the combination: weighted by its errors, of fixed small weight, or none. */
  readonly part: 'weighted' | 'guess' | 'none';
  readonly track: (history: History, track: Track) => void;
}

/**
 * What is tried on series of one step. The combination is made of methods that know no bias, at several
 * memories. Days have no part for a trend in it: within weeks it is mostly noise there, and clearly better
 * Theta is still taken alone. The guess is about slow daily items.
 */
function candidatesFor(step: TimeStep, profile: StepProfile): readonly Candidate[] {
  const daily = step === 'day';
  const smoothing = profile.smoothing.map(
    (weight): Candidate => ({
      method: 'exponentialSmoothing',
      part: 'weighted',
      track: (history, track) => trackExponentialSmoothing(history, weight, track),
    }),
  );
  const tsb = profile.intermittent.map(
    (weight): Candidate => ({
      method: 'tsb',
      part: 'weighted',
      track: (history, track) => trackTsb(history, weight, weight, track),
    }),
  );
  const croston = profile.intermittent.map(
    (weight): Candidate => ({
      method: 'croston',
      part: 'none',
      track: (history, track) => trackCroston(history, weight, track),
    }),
  );
  const sba = profile.intermittent.map(
    (weight): Candidate => ({
      method: 'sba',
      part: 'none',
      track: (history, track) => trackSba(history, weight, track),
    }),
  );
  const theta = profile.trend.map(
    (weight): Candidate => ({
      method: 'theta',
      part: daily ? 'none' : 'weighted',
      track: (history, track) => trackTheta(history, weight, track),
    }),
  );
  const seasonalNaive: Candidate = {
    method: 'seasonalNaive',
    part: 'none',
    track: (history, track) => trackSeasonalNaive(history, profile.season, track),
  };
  const guess: Candidate = { method: 'combination', part: 'guess', track: trackGuess };
  return [
    ...smoothing,
    ...tsb,
    ...croston,
    ...sba,
    ...theta,
    seasonalNaive,
    ...(daily ? [guess] : []),
  ];
}

const CANDIDATES = Object.fromEntries(
  TIME_STEPS.map((step) => [step, candidatesFor(step, STEP_PROFILES[step])]),
);

export const candidatesOf = (step: TimeStep): readonly Candidate[] => CANDIDATES[step];

export const MOST_CANDIDATES = Math.max(...TIME_STEPS.map((step) => CANDIDATES[step].length));
