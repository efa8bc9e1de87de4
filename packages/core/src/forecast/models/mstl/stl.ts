import { applyLoess, type Loess, prepareLoess } from './loess.js';

export interface StlSettings {
  /**
   * Neighbouring seasons that shape a place in the season, odd, at least 3; 'periodic' keeps one shape over the
   * whole history. Default 11.
   */
  readonly seasonalWindow: number | 'periodic';
  /** Steps that shape the trend, odd. Default: the least odd number from 1.5 period / (1 − 1.5 / window). */
  readonly trendWindow?: number;
  /** Local means (0) or lines (1) of the season and of the trend. Default 0 and 1. */
  readonly seasonalDegree: 0 | 1;
  readonly trendDegree: 0 | 1;
  /** Every so many-th step is smoothed and those between interpolated: a tenth of each window unless 1. */
  readonly jump: 'tenth' | 1;
  /** Outliers lose their weight, in 15 rounds. Default: no. */
  readonly robust: boolean;
}

export interface StlParts {
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
}

const ROBUST_ROUNDS = 15;

const nextOdd = (x: number): number => {
  const whole = Math.round(x);
  return whole % 2 === 0 ? whole + 1 : whole;
};

/** @throws RangeError naming the setting, its value and its range */
export function stlSettings(given: Partial<StlSettings> = {}): StlSettings {
  const settings: StlSettings = {
    seasonalWindow: 11,
    seasonalDegree: 0,
    trendDegree: 1,
    jump: 'tenth',
    robust: false,
    ...given,
  };
  const { seasonalWindow, trendWindow } = settings;
  if (seasonalWindow !== 'periodic') requireOdd('seasonalWindow', seasonalWindow);
  if (trendWindow !== undefined) requireOdd('trendWindow', trendWindow);
  return settings;
}

function requireOdd(name: string, window: number): void {
  if (!(window >= 3 && window % 2 === 1))
    throw new RangeError(`${name} is ${window}; it must be odd and at least 3`);
}

/**
 * Seasonal-trend decomposition by loess of series of one length and period: smooths each place in the season
 * over the seasons, takes what is slower than a season out of it, smooths the rest into the trend, and
 * repeats. Made once, it decomposes any number of series.
 *
 * @see Cleveland, Cleveland, McRae & Terpenning (1990), "STL: a seasonal-trend decomposition procedure based
 *   on loess", Journal of Official Statistics 6
 */
export class Stl {
  private readonly periodic: boolean;
  private readonly robust: boolean;
  /** For the places in the season that occur once more than the others, and for those. */
  private readonly long: Loess;
  private readonly short: Loess;
  private readonly lowPass: Loess;
  private readonly trend: Loess;
  private readonly place: Float64Array;
  private readonly placeWeights: Float64Array;
  private readonly placeFit: Float64Array;
  /** One season longer than the series at both ends. */
  private readonly cycle: Float64Array;
  private readonly averageA: Float64Array;
  private readonly averageB: Float64Array;
  private readonly work: Float64Array;

  /**
   * @param count  steps, more than two seasons
   * @param period whole, at least 2
   * @throws RangeError on a history too short
   */
  constructor(
    private readonly count: number,
    private readonly period: number,
    settings: StlSettings,
  ) {
    if (!(period >= 2 && count > 2 * period))
      throw new RangeError(
        `STL needs more than two seasons of ${period}; ${count} steps are given`,
      );
    this.periodic = settings.seasonalWindow === 'periodic';
    this.robust = settings.robust;
    const window =
      settings.seasonalWindow === 'periodic' ? 10 * count + 1 : settings.seasonalWindow;
    const trendWindow =
      settings.trendWindow ?? nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / window)));
    const smoother = (length: number, width: number, degree: 0 | 1, beyond: boolean) =>
      prepareLoess(length, {
        window: width,
        degree,
        jump: settings.jump === 'tenth' ? Math.ceil(width / 10) : settings.jump,
        beyond,
      });
    const { seasonalDegree, trendDegree } = settings;
    this.long = smoother(Math.ceil(count / period), window, seasonalDegree, true);
    this.short = smoother(Math.floor(count / period), window, seasonalDegree, true);
    this.lowPass = smoother(count, nextOdd(period), trendDegree, false);
    this.trend = smoother(count, trendWindow, trendDegree, false);
    const places = Math.ceil(count / period);
    this.place = new Float64Array(places);
    this.placeWeights = new Float64Array(places);
    this.placeFit = new Float64Array(places + 2);
    this.cycle = new Float64Array(count + 2 * period);
    this.averageA = new Float64Array(count + period + 1);
    this.averageB = new Float64Array(count + 2);
    this.work = new Float64Array(count);
  }

  /** @param values finite, as many as the decomposition was made for; left as they are */
  decompose(values: Float64Array): StlParts {
    const seasonal = new Float64Array(this.count);
    const trend = new Float64Array(this.count);
    if (!this.robust) {
      for (let round = 0; round < 2; round++) this.refine(values, seasonal, trend, null);
    } else {
      this.refine(values, seasonal, trend, null);
      const robustness = new Float64Array(this.count);
      for (let round = 0; round < ROBUST_ROUNDS; round++) {
        bisquare(values, seasonal, trend, robustness);
        this.refine(values, seasonal, trend, robustness);
      }
    }
    if (this.periodic) averagePlaces(seasonal, this.period);
    return { seasonal, trend };
  }

  /** One pass of the inner loop (steps 1 to 6 of the paper). */
  private refine(
    values: Float64Array,
    seasonal: Float64Array,
    trend: Float64Array,
    robustness: Float64Array | null,
  ): void {
    const { count, period, work, cycle, averageA, averageB } = this;
    for (let t = 0; t < count; t++) work[t] = values[t] - trend[t];
    for (let p = 0; p < period; p++) this.smoothPlace(p, robustness);
    movingAverage(cycle, count + 2 * period, period, averageA);
    movingAverage(averageA, count + period + 1, period, averageB);
    movingAverage(averageB, count + 2, 3, averageA);
    applyLoess(this.lowPass, averageA, null, work, 0);
    for (let t = 0; t < count; t++) {
      seasonal[t] = cycle[period + t] - work[t];
      work[t] = values[t] - seasonal[t];
    }
    applyLoess(this.trend, work, robustness, trend, 0);
  }

  /** Smooths the values of one place in the season, one season beyond both ends. */
  private smoothPlace(p: number, robustness: Float64Array | null): void {
    const { count, period, work, cycle, place, placeWeights, placeFit } = this;
    let length = 0;
    for (let t = p; t < count; t += period) {
      if (robustness !== null) placeWeights[length] = robustness[t];
      place[length++] = work[t];
    }
    const loess = length === this.long.count ? this.long : this.short;
    applyLoess(loess, place, robustness === null ? null : placeWeights, placeFit, 1);
    for (let i = 0; i < length + 2; i++) cycle[p + i * period] = placeFit[i];
  }
}

/** Means of `width` neighbours: out[i] of values[i … i + width − 1]. */
function movingAverage(
  values: Float64Array,
  length: number,
  width: number,
  out: Float64Array,
): void {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += values[i];
  out[0] = sum / width;
  for (let i = width; i < length; i++) {
    sum += values[i] - values[i - width];
    out[i - width + 1] = sum / width;
  }
}

/** Weights (1 − (|r| / 6 median |r|)²)² of the remainders: none for those far out. */
function bisquare(
  values: Float64Array,
  seasonal: Float64Array,
  trend: Float64Array,
  robustness: Float64Array,
): void {
  const n = values.length;
  for (let t = 0; t < n; t++) robustness[t] = Math.abs(values[t] - seasonal[t] - trend[t]);
  const sorted = robustness.slice().sort();
  const bound = 3 * (sorted[(n - 1) >> 1] + sorted[n >> 1]);
  for (let t = 0; t < n; t++) {
    const r = robustness[t];
    if (r <= 0.001 * bound) robustness[t] = 1;
    else robustness[t] = r <= 0.999 * bound ? (1 - (r / bound) ** 2) ** 2 : 0;
  }
}

/** One value for each place in the season: its mean. */
function averagePlaces(seasonal: Float64Array, period: number): void {
  for (let p = 0; p < period; p++) {
    let sum = 0;
    let places = 0;
    for (let t = p; t < seasonal.length; t += period) {
      sum += seasonal[t];
      places += 1;
    }
    for (let t = p; t < seasonal.length; t += period) seasonal[t] = sum / places;
  }
}
