import { CANDIDATES } from './candidates.js';
import type { Track } from './methods/history.js';

/**
 * Work space of a forecast, grown when a longer series comes and reused from series to series, so that a
 * panel allocates only its results. Not for two forecasts at once.
 */
export class ForecastScratch {
  pieces = new Float64Array(0);
  exposure = new Float64Array(0);
  usable = new Uint8Array(0);
  /** Two one-sided smoothings of the rate, and the normalised demand sizes. */
  before = new Float64Array(0);
  sizes = new Float64Array(0);
  /** By origin of the test: pieces seen after it, sums of exposure, and a total forecast. */
  actual = new Float64Array(0);
  mass = new Float64Array(0);
  driftMass = new Float64Array(0);
  squareMass = new Float64Array(0);
  total = new Float64Array(0);
  /** By candidate: squared errors of the test, and weight in the forecast. */
  readonly squares = new Float64Array(CANDIDATES.length);
  readonly weights = new Float64Array(CANDIDATES.length);
  /** By candidate: the rate now. */
  readonly rates = new Float64Array(CANDIDATES.length);
  readonly shape = new Float64Array(7);
  readonly week = new Float64Array(7);
  private readonly tracks: Track[] = [];
  private capacity = 0;
  /** By path: standard normal scores, levels by memory, and the values of one day. */
  scores = new Float64Array(0);
  memories = new Float64Array(0);
  dayValues = new Float32Array(0);

  /** Makes room for a series of so many days (history and test days). */
  growDays(days: number): void {
    if (days <= this.capacity) return;
    this.capacity = Math.ceil(days * 1.25);
    this.pieces = new Float64Array(this.capacity);
    this.exposure = new Float64Array(this.capacity);
    this.usable = new Uint8Array(this.capacity);
    this.before = new Float64Array(this.capacity);
    this.sizes = new Float64Array(this.capacity);
    this.tracks.length = 0;
  }

  /** The n-th track, as long as the longest series yet. */
  track(n: number): Track {
    while (this.tracks.length <= n)
      this.tracks.push({
        rate: new Float64Array(this.capacity),
        slope: new Float64Array(this.capacity),
      });
    return this.tracks[n];
  }

  growOrigins(origins: number): void {
    if (origins <= this.actual.length) return;
    this.actual = new Float64Array(origins);
    this.mass = new Float64Array(origins);
    this.driftMass = new Float64Array(origins);
    this.squareMass = new Float64Array(origins);
    this.total = new Float64Array(origins);
  }

  growPaths(pathCount: number): void {
    if (this.scores.length === pathCount) return;
    this.scores = new Float64Array(pathCount);
    this.memories = new Float64Array(pathCount);
    this.dayValues = new Float32Array(pathCount);
  }
}
