import type { Dice } from '../maths/index.js';
import { MOST_CANDIDATES } from './candidates.js';

const EMPTY = new Float64Array(0);

/** A `Track` that grows. */
class GrowingTrack {
  rate = EMPTY;
  slope = EMPTY;

  grow(days: number): void {
    if (days <= this.rate.length) return;
    this.rate = new Float64Array(days);
    this.slope = new Float64Array(days);
  }
}

/**
 * Work space of a forecast, grown when a longer series comes and reused from series to series, so that a
 * panel allocates only its results. Not for two forecasts at once.
 */
export class ForecastScratch {
  /** By day of history: pieces, exposure, whether it was observed, and two arrays of `learnShape`. */
  pieces = EMPTY;
  exposure = EMPTY;
  usable = new Uint8Array(0);
  before = EMPTY;
  sizes = EMPTY;
  /** By day of the horizon: exposure. */
  future = EMPTY;
  /** By candidate: what it says at each day. */
  readonly tracks = Array.from({ length: MOST_CANDIDATES }, () => new GrowingTrack());

  /** By origin of the test: pieces seen after it, sums of exposure, and the total taken. */
  actual = EMPTY;
  mass = EMPTY;
  driftMass = EMPTY;
  squareMass = EMPTY;
  combined = EMPTY;
  /** totals[c * origins + o]: what candidate c forecast at origin o. */
  totals = EMPTY;
  /** By candidate: squared errors of the test, weight in the forecast, rate and slope now. */
  readonly squares = new Float64Array(MOST_CANDIDATES);
  readonly weights = new Float64Array(MOST_CANDIDATES);
  readonly ratesNow = new Float64Array(MOST_CANDIDATES);
  readonly slopes = new Float64Array(MOST_CANDIDATES);

  /** By step of the season: the shape of the series; by step after the history: the last season seen. */
  shape = new Float64Array(7);
  lastSeason = new Float64Array(7);

  /** For the pooled regression: features at one step, and the scale by step. */
  features = EMPTY;
  scales = EMPTY;
  means = EMPTY;
  bandRates = EMPTY;
  /** By step of the horizon: the rate; by past origin and step: actual over forecast; by path: its place. */
  rates = EMPTY;
  ratios = EMPTY;
  private order = new Int32Array(0);

  /** By path: normal scores, and levels by memory. */
  scores = EMPTY;
  memories = EMPTY;

  growDays(days: number): void {
    if (days <= this.pieces.length) return;
    this.pieces = new Float64Array(days);
    this.exposure = new Float64Array(days);
    this.usable = new Uint8Array(days);
    this.before = new Float64Array(days);
    this.sizes = new Float64Array(days);
    this.scales = new Float64Array(days);
    this.means = new Float64Array(days);
  }

  growFeatures(count: number, bands: number): void {
    if (count > this.features.length) this.features = new Float64Array(count);
    if (bands > this.bandRates.length) this.bandRates = new Float64Array(bands);
  }

  growRatios(origins: number, horizon: number): void {
    if (origins * horizon > this.ratios.length) this.ratios = new Float64Array(origins * horizon);
    if (horizon !== this.rates.length) this.rates = new Float64Array(horizon);
  }

  /** 0 … count − 1 in random order. */
  shuffled(count: number, dice: Dice): Int32Array {
    if (count !== this.order.length) this.order = new Int32Array(count);
    const { order } = this;
    for (let k = 0; k < count; k++) {
      const j = Math.floor(dice.next() * (k + 1));
      order[k] = order[j];
      order[j] = k;
    }
    return order;
  }

  /** Exactly as long as asked. */
  fitSeason(season: number, horizon: number): void {
    if (this.shape.length !== season) {
      this.shape = new Float64Array(season);
      this.lastSeason = new Float64Array(season);
    }
    if (this.future.length !== horizon) this.future = new Float64Array(horizon);
  }

  growOrigins(origins: number): void {
    if (origins <= this.actual.length) return;
    this.actual = new Float64Array(origins);
    this.mass = new Float64Array(origins);
    this.driftMass = new Float64Array(origins);
    this.squareMass = new Float64Array(origins);
    this.combined = new Float64Array(origins);
    this.totals = new Float64Array(origins * MOST_CANDIDATES);
  }

  /** Unlike the others exactly as long as asked: each path has one. */
  fitPaths(pathCount: number): void {
    if (pathCount === this.scores.length) return;
    this.scores = new Float64Array(pathCount);
    this.memories = new Float64Array(pathCount);
  }
}
