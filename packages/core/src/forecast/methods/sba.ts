import { type CrostonStart, trackCroston } from './croston.js';
import type { History, Track } from './history.js';

/**
 * Croston's method with the correction of Syntetos and Boylan: one over a smoothed interval is on the
 * average more than one over the interval, by about a factor 1 / (1 − α/2), so the rate is multiplied by
 * 1 − α/2.
 *
 * @see Syntetos & Boylan (2005), "The accuracy of intermittent demand estimates", IJF 21
 */
export const trackSba = (
  history: History,
  weight: number,
  track: Track,
  start?: CrostonStart,
): void => trackCroston(history, weight, track, 1 - weight / 2, start);
