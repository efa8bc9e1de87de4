import { trackCroston } from './methods/croston.js';
import { trackExponentialSmoothing } from './methods/exponential-smoothing.js';
import { trackGuess } from './methods/guess.js';
import type { History, Track } from './methods/history.js';
import { trackSba } from './methods/sba.js';
import { trackSeasonalNaive } from './methods/seasonal-naive.js';
import { trackTheta } from './methods/theta.js';
import { trackTsb } from './methods/tsb.js';
import type { ForecastMethod } from './series-forecast.js';

/** A method with its smoothing weights chosen: what the rolling-origin test compares. */
export interface Candidate {
  /** The guess is a part of the combination only, and never taken alone. */
  readonly method: ForecastMethod;
  /** Its part in the combination: weighted by its errors, of fixed small weight, or none. */
  readonly part: 'weighted' | 'guess' | 'none';
  readonly track: (history: History, track: Track) => void;
}

const smoothing = (weight: number): Candidate => ({
  method: 'exponentialSmoothing',
  part: 'weighted',
  track: (history, track) => trackExponentialSmoothing(history, weight, track),
});
const tsb = (weight: number): Candidate => ({
  method: 'tsb',
  part: 'weighted',
  track: (history, track) => trackTsb(history, weight, weight, track),
});
const croston = (weight: number): Candidate => ({
  method: 'croston',
  part: 'none',
  track: (history, track) => trackCroston(history, weight, track),
});
const sba = (weight: number): Candidate => ({
  method: 'sba',
  part: 'none',
  track: (history, track) => trackSba(history, weight, track),
});
const theta = (weight: number): Candidate => ({
  method: 'theta',
  part: 'none',
  track: (history, track) => trackTheta(history, weight, track),
});

/**
 * Weights for daily data: 0.05 remembers about three weeks (mean age 1/α − 1 days), 0.01 three months.
 * The first of a method is what it gets where the history is too short to test it. The combination is made of methods that know no bias and no trend, at several memories.
 */
export const CANDIDATES: readonly Candidate[] = [
  ...[0.05, 0.01, 0.02, 0.035, 0.1, 0.2].map(smoothing),
  ...[0.05, 0.02, 0.1].map(tsb),
  ...[0.1, 0.05].map(croston),
  ...[0.1, 0.05].map(sba),
  ...[0.05, 0.02, 0.1].map(theta),
  { method: 'seasonalNaive', part: 'none', track: trackSeasonalNaive },
  { method: 'combination', part: 'guess', track: trackGuess },
];
