import type { SeasonForm, TrendForm } from './form.js';

/** States before the first value, from which the search for better ones sets out. */
export interface StartStates {
  readonly level: number;
  readonly growth: number;
  /** One entry per step of a season; empty without one. */
  readonly ring: Float64Array;
}

/** Between which the values at the beginning of a series lie. */
export interface StartRange {
  readonly least: number;
  readonly greatest: number;
}

/** How many values the states at the start are judged by. */
const startCount = (valueCount: number, period: number, season: SeasonForm): number =>
  Math.min(valueCount, Math.max(10, season === 'N' ? 0 : 2 * period));

/** @param values observed at every step, at least one */
export function startRange(values: Float64Array, period: number, season: SeasonForm): StartRange {
  const first = values.subarray(0, startCount(values.length, period, season));
  return { least: Math.min(...first), greatest: Math.max(...first) };
}

/** Least multiplicative season that a search sets out from. */
export const LEAST_SEASON = 0.05;

/**
 * Start states by rule of thumb: the season is the mean over all whole seasons of the values' distance to
 * (or ratio with) the mean of their own season, the slope within it taken out; level and growth are those of
 * a straight line through the first max(10, 2m) values without their season, or without growth their mean;
 * a growth that multiplies is that of the line at its middle.
 *
 * @param values observed at every step, at least one
 * @see Hyndman, Koehler, Snyder & Grose (2002), "A state space framework for automatic forecasting using
 *      exponential smoothing methods", IJF 18, section 2.5
 */
export function startStates(
  values: Float64Array,
  period: number,
  season: SeasonForm,
  trend: TrendForm,
): StartStates {
  const ring = season === 'N' ? new Float64Array(0) : seasonAtStart(values, period, season === 'M');
  const count = startCount(values.length, period, season);
  let sum = 0;
  let moment = 0;
  const middle = (count - 1) / 2;
  for (let t = 0; t < count; t++) {
    const place = season === 'N' ? 0 : ring[t % period];
    const rest = season === 'M' ? values[t] / place : values[t] - (season === 'A' ? place : 0);
    sum += rest;
    moment += rest * (t - middle);
  }
  const mean = sum / count;
  if (trend === 'N' || count < 2) return { level: mean, growth: trend === 'M' ? 1 : 0, ring };
  const growth = (12 * moment) / (count * (count * count - 1));
  const level = mean - growth * (middle + 1);
  if (trend === 'A') return { level, growth, ring };
  return { level: Math.max(0.1 * mean, level), growth: 1 + growth / mean, ring };
}

/** Seasons that average 0, or 1 where they multiply. */
function seasonAtStart(values: Float64Array, period: number, times: boolean): Float64Array {
  const cycles = Math.max(1, Math.floor(values.length / period));
  const ring = new Float64Array(period);
  const counts = new Float64Array(period);
  const meanOf = (cycle: number): number => {
    let sum = 0;
    const end = Math.min(values.length, (cycle + 1) * period);
    for (let t = cycle * period; t < end; t++) sum += values[t];
    return sum / (end - cycle * period);
  };
  const slope = cycles > 1 ? (meanOf(cycles - 1) - meanOf(0)) / ((cycles - 1) * period) : 0;
  for (let cycle = 0; cycle < cycles; cycle++) {
    const mean = meanOf(cycle);
    for (let j = 0; j < period; j++) {
      const t = cycle * period + j;
      if (t >= values.length) break;
      const line = mean + slope * (j - (period - 1) / 2);
      if (times && !(line > 0)) continue;
      ring[j] += times ? values[t] / line : values[t] - line;
      counts[j] += 1;
    }
  }
  let total = 0;
  for (let j = 0; j < period; j++) {
    ring[j] = counts[j] > 0 ? ring[j] / counts[j] : times ? 1 : 0;
    if (times) ring[j] = Math.max(LEAST_SEASON, ring[j]);
    total += ring[j];
  }
  for (let j = 0; j < period; j++)
    if (times) ring[j] *= period / total;
    else ring[j] -= total / period;
  return ring;
}
