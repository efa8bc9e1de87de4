import { type DemandCharacter, demandClass } from '../intermittent/demand-class.js';
import { seasonalStrengths } from '../mstl/strength.js';
import type { TimeSeries } from '../time-series.js';

/** What a series is like, in numbers. */
export interface SeriesCharacter {
  /** Observed values. */
  readonly observed: number;
  readonly mean: number;
  /** Share of the observed values that are 0. */
  readonly zeroShare: number;
  /** Class of Syntetos and Boylan, with its interval and size variation. */
  readonly demand: DemandCharacter;
  /** All values are whole and none is negative. */
  readonly counts: boolean;
  /** Of the first period, 0 none to 1 all; 0 where there is none or the history is below two of it. */
  readonly seasonalStrength: number;
  /** Share of the variance that a straight line explains. */
  readonly trendStrength: number;
}

/** Cycles of the newest history that the season is judged by: what was long ago is not what will be. */
const JUDGED_CYCLES = 52;

/** Reads the character of a series. */
export function seriesCharacter({ values, periods }: TimeSeries): SeriesCharacter {
  let observed = 0;
  let zeros = 0;
  let sum = 0;
  let counts = true;
  for (const y of values) {
    if (Number.isNaN(y)) continue;
    observed += 1;
    sum += y;
    if (y === 0) zeros += 1;
    if (!(y >= 0 && Number.isInteger(y))) counts = false;
  }
  const period = periods?.[0];
  return {
    observed,
    mean: observed > 0 ? sum / observed : 0,
    zeroShare: observed > 0 ? zeros / observed : 0,
    demand: demandClass(values),
    counts,
    seasonalStrength: period === undefined ? 0 : seasonalStrength(values, period),
    trendStrength: straightLineShare(values),
  };
}

function seasonalStrength(values: Float64Array, period: number): number {
  const newest = values.subarray(Math.max(0, values.length - Math.ceil(JUDGED_CYCLES * period)));
  return seasonalStrengths(newest, [period])[0];
}

/** Squared correlation of the values with time. */
function straightLineShare(values: Float64Array): number {
  let count = 0;
  let meanTime = 0;
  let mean = 0;
  let timeSquares = 0;
  let squares = 0;
  let products = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t])) continue;
    count += 1;
    const fromTime = t - meanTime;
    const fromMean = values[t] - mean;
    meanTime += fromTime / count;
    mean += fromMean / count;
    timeSquares += fromTime * (t - meanTime);
    squares += fromMean * (values[t] - mean);
    products += fromTime * (values[t] - mean);
  }
  return timeSquares > 0 && squares > 0 ? products ** 2 / (timeSquares * squares) : 0;
}
