import type { KnownEffect } from './panel/exposure.js';

/** The methods that the automatic choice picks from. */
export const FORECAST_METHODS = [
  'combination',
  'seasonalNaive',
  'exponentialSmoothing',
  'croston',
  'sba',
  'tsb',
  'theta',
] as const;

export type ForecastMethod = (typeof FORECAST_METHODS)[number];

/** The demand distribution of one item-location for each of the next days, nearest first. */
export interface SeriesForecast {
  readonly method: ForecastMethod;
  readonly horizonDays: number;
  /** Expected pieces per day. */
  readonly mean: Float64Array;
  readonly probabilities: readonly number[];
  /** quantiles[p * horizonDays + d]: ascending in p, never negative, whole pieces. */
  readonly quantiles: Float64Array;
  readonly pathCount: number;
  /** paths[k * horizonDays + d]: whole pieces of sample path k on day d. Lead-time sums come from these. */
  readonly paths: Float32Array;
  readonly explanation: ForecastExplanation;
}

/** What a planner is told about how the forecast came to be: plain numbers, worded by the screen. */
export interface ForecastExplanation {
  /** Rolling-origin error of each method tried (RMSE of the total over the days tested, pieces). */
  readonly errors: Readonly<Partial<Record<ForecastMethod, number>>>;
  /** Origins tested; 0 = the history is too short and the default method was taken. */
  readonly originCount: number;
  /** Days of each total tested. */
  readonly testDays: number;
  /** Mean error of the method taken, forecast less actual, over the mean actual total; 0 if untested. */
  readonly bias: number;
  readonly historyDays: number;
  readonly unobservedDays: number;
  /** Pieces per mean day now, and its change per day (theta only). */
  readonly level: number;
  readonly slope: number;
  /** Standard deviation of the level over the days tested, as a share of the level. */
  readonly levelSpread: number;
  /** Average days between days with demand, and squared coefficient of variation of demand sizes. */
  readonly averageInterval: number;
  readonly sizeCv2: number;
  /** Share of a mean step per place in the season, for days per ISO weekday, Monday first; averages 1. */
  readonly weekdayShape: readonly number[];
  /** What the season of the year and events known ahead do to the pieces forecast, the greatest first. */
  readonly drivers: readonly KnownEffect[];
  /** Share of the whole panel's regression in the mean; the rest is the series' own methods'. */
  readonly panelShare: number;
}
