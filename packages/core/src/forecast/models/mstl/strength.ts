import { type Decomposition, decompose, type MstlSettings, tellablePeriods } from './decompose.js';

/** How much of what trend and noise, or a season and noise, do together is not noise: 0 none, 1 all. */
export interface Strengths {
  readonly trend: number;
  /** By period of the decomposition. */
  readonly seasons: readonly number[];
}

/**
 * Strength of trend and seasons, each max(0, 1 − Var(R) / Var(X + R)) with remainder R and part X.
 *
 * @see Wang, Smith & Hyndman (2006), "Characteristic-based clustering for time series data", Data Mining and
 *   Knowledge Discovery 13; Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 4.3
 */
export function strengths(parts: Decomposition): Strengths {
  const noise = variance(parts.remainder, null);
  const strength = (part: Float64Array) => {
    const both = variance(parts.remainder, part);
    return both > 0 ? Math.max(0, 1 - noise / both) : 0;
  };
  return { trend: strength(parts.trend), seasons: parts.seasonals.map(strength) };
}

/**
 * Strength of each season of a series, in the order of the periods given; 0 where the history is too short to
 * tell.
 *
 * @throws RangeError on settings out of their ranges
 */
export function seasonalStrengths(
  values: Float64Array,
  periods: readonly number[],
  settings: Partial<MstlSettings> = {},
): readonly number[] {
  if (tellablePeriods(periods, values.length).length === 0) return periods.map(() => 0);
  const parts = decompose(values, periods, settings);
  const { seasons } = strengths(parts);
  return periods.map((period) => seasons[parts.periods.indexOf(period)] ?? 0);
}

/** Variance of a + b over the steps where a is observed. */
function variance(a: Float64Array, b: Float64Array | null): number {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let t = 0; t < a.length; t++) {
    if (Number.isNaN(a[t])) continue;
    const value = b === null ? a[t] : a[t] + b[t];
    const distance = value - mean;
    count += 1;
    mean += distance / count;
    squares += distance * (value - mean);
  }
  return count > 0 ? squares / count : 0;
}
