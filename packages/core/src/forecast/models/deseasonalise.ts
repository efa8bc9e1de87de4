import { normalQuantile } from '../../maths/index.js';

/** A season of a fixed shape, and the series without it. */
export interface Deseasonalised {
  readonly kind: 'multiply' | 'add';
  /** Whole steps in one season. */
  readonly period: number;
  /** indices[t mod period], t counted from the first value: averages 1, or 0 where it is added. */
  readonly indices: Float64Array;
  readonly values: Float64Array;
}

/** Below this an index would blow the values up that are divided by it. */
const LEAST_INDEX = 0.01;

/**
 * Whether the autocorrelation at the lag of the period stands out: |r_m| / √((1 + 2 Σ_{k<m} r_k²) / n)
 * above the 95 % point of the normal distribution, the test of the M3 and M4 competitions (90 %, two sides).
 * A series of at most two seasons, or a constant, is not called seasonal.
 *
 * @param values observed at every step
 * @param period whole, above 1
 * @see Bartlett (1946) for the standard error; Fiorucci et al. (2016), IJF 32, section 2
 */
export function isSeasonal(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (n <= 2 * period) return false;
  let mean = 0;
  for (let t = 0; t < n; t++) mean += values[t] / n;
  const distance = new Float64Array(n);
  let variance = 0;
  for (let t = 0; t < n; t++) {
    distance[t] = values[t] - mean;
    variance += distance[t] * distance[t];
  }
  if (!(variance > 1e-18 * n * mean * mean)) return false;
  let shorterLags = 0;
  for (let lag = 1; ; lag++) {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += distance[t] * distance[t - lag];
    const r = sum / variance;
    if (lag < period) shorterLags += r * r;
    else return Math.abs(r) / Math.sqrt((1 + 2 * shorterLags) / n) > normalQuantile(0.95);
  }
}

/**
 * Classical decomposition: centred moving average over one season, mean of what remains per place in the
 * season, scaled to average 1 (added: shifted to average 0). Multiplied where the moving average is positive
 * throughout and no index falls below 0.01, else added.
 *
 * @param values at least two seasons, observed at every step
 * @param period whole, above 1
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 3.4
 */
export function deseasonalise(values: Float64Array, period: number): Deseasonalised {
  const average = centredAverage(values, period);
  const multiplied = seasonIndices(values, average, period, 'multiply');
  const usable = multiplied.every((index) => index >= LEAST_INDEX);
  const kind = usable ? 'multiply' : 'add';
  const indices = usable ? multiplied : seasonIndices(values, average, period, 'add');
  const rest = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    const index = indices[t % period];
    rest[t] = usable ? values[t] / index : values[t] - index;
  }
  return { kind, period, indices, values: rest };
}

/**
 * Values with the season put back; the first of them lies firstStep steps after the first value that the
 * season was learnt from. Without a season they come back as they are.
 */
export function withSeason(
  values: Float64Array,
  season: Deseasonalised | null,
  firstStep: number,
): Float64Array {
  if (season === null) return values;
  const { kind, indices, period } = season;
  return values.map((value, t) => {
    const index = indices[(firstStep + t) % period];
    return kind === 'multiply' ? value * index : value + index;
  });
}

/** Moving average over one season, the two outermost of an even season at half weight; NaN at the ends. */
function centredAverage(values: Float64Array, period: number): Float64Array {
  const n = values.length;
  const half = Math.floor(period / 2);
  const endWeight = period % 2 === 0 ? 0.5 : 1;
  const average = new Float64Array(n).fill(Number.NaN);
  for (let t = half; t < n - half; t++) {
    let sum = endWeight * (values[t - half] + values[t + half]);
    for (let u = t - half + 1; u < t + half; u++) sum += values[u];
    average[t] = sum / period;
  }
  return average;
}

/** NaN in the indices where a moving average of 0 or less does not let the season be multiplied. */
function seasonIndices(
  values: Float64Array,
  average: Float64Array,
  period: number,
  kind: 'multiply' | 'add',
): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(average[t])) continue;
    const place = t % period;
    if (kind === 'add') sums[place] += values[t] - average[t];
    else sums[place] += average[t] > 0 ? values[t] / average[t] : Number.NaN;
    counts[place] += 1;
  }
  let mean = 0;
  for (let place = 0; place < period; place++) {
    sums[place] /= counts[place];
    mean += sums[place] / period;
  }
  for (let place = 0; place < period; place++)
    sums[place] = kind === 'multiply' ? sums[place] / mean : sums[place] - mean;
  return sums;
}
