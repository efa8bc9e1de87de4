import { trackCroston } from './methods/croston.js';
import { trackExponentialSmoothing } from './methods/exponential-smoothing.js';
import type { History, Track } from './methods/history.js';
import { trackSba } from './methods/sba.js';
import { trackSeasonalNaive } from './methods/seasonal-naive.js';
import { trackTheta } from './methods/theta.js';
import { trackTsb } from './methods/tsb.js';
import type { ForecastMethod } from './series-forecast.js';

/** A method with its smoothing weights chosen: what the rolling-origin test compares. */
export interface Candidate {
  readonly method: ForecastMethod;
  /** Smoothing weights, for the explanation. */
  readonly weights: readonly number[];
  readonly track: (history: History, track: Track) => void;
}

const smoothing = (weight: number): Candidate => ({
  method: 'exponentialSmoothing',
  weights: [weight],
  track: (history, track) => trackExponentialSmoothing(history, weight, track),
});
const croston = (weight: number): Candidate => ({
  method: 'croston',
  weights: [weight],
  track: (history, track) => trackCroston(history, weight, track),
});
const sba = (weight: number): Candidate => ({
  method: 'sba',
  weights: [weight],
  track: (history, track) => trackSba(history, weight, track),
});
const tsb = (probabilityWeight: number, sizeWeight: number): Candidate => ({
  method: 'tsb',
  weights: [probabilityWeight, sizeWeight],
  track: (history, track) => trackTsb(history, probabilityWeight, sizeWeight, track),
});
const theta = (weight: number): Candidate => ({
  method: 'theta',
  weights: [weight],
  track: (history, track) => trackTheta(history, weight, track),
});

/**
 * The default comes first: it is taken when the history is too short for a test, and another candidate
 * must beat it clearly. The weights are for daily data: 0.05 remembers about three weeks (mean age
 * 1/α − 1 days), 0.01 three months.
 */
export const CANDIDATES: readonly Candidate[] = [
  tsb(0.05, 0.05),
  tsb(0.02, 0.02),
  tsb(0.1, 0.1),
  smoothing(0.01),
  smoothing(0.02),
  smoothing(0.05),
  smoothing(0.1),
  smoothing(0.2),
  croston(0.05),
  croston(0.1),
  sba(0.05),
  sba(0.1),
  theta(0.02),
  theta(0.05),
  theta(0.1),
  { method: 'seasonalNaive', weights: [], track: trackSeasonalNaive },
];
