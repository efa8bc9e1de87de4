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
  readonly shape = new Float64Array(7);
  readonly week = new Float64Array(7);
  private readonly tracks: Track[] = [];
  private capacity = 0;
  /** By path: standard normal scores in random order, and the values of one day. */
  scores = new Float64Array(0);
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

  growPaths(pathCount: number): void {
    if (this.scores.length === pathCount) return;
    this.scores = new Float64Array(pathCount);
    this.dayValues = new Float32Array(pathCount);
  }
}
