import type { EtsSettings } from './settings.js';
import { createTrace, type Trace } from './trace.js';

/** A series ready to be fitted by one form after the other. */
export interface EtsProblem {
  /** The series divided by `unit` with gaps filled: for start states only. */
  readonly filled: Float64Array;
  readonly observedCount: number;
  /** Mean absolute value: working units are about 1. */
  readonly unit: number;
  /** Whole steps in a season; 1 without. */
  readonly period: number;
  /** All observed values are above 0. */
  readonly positive: boolean;
  /** A level weight that is given rather than fitted. */
  readonly alpha: number | undefined;
  /** Search from several starting points per form. */
  readonly thorough: boolean;
  /** Holds the series divided by `unit`, NaN where not observed; the first value is observed. */
  readonly trace: Trace;
}

/**
 * Scales a series to working units.
 *
 * @param values first of them observed, NaN where not
 * @param filled the same with gaps filled
 */
export function createProblem(
  values: Float64Array,
  filled: Float64Array,
  observedCount: number,
  period: number,
  { alpha, thorough }: Pick<EtsSettings, 'alpha' | 'thorough'>,
): EtsProblem {
  let unit = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    unit += Math.abs(value) / observedCount;
    if (value < least) least = value;
  }
  if (unit === 0) unit = 1;
  return {
    filled: filled.map((value) => value / unit),
    observedCount,
    unit,
    period,
    positive: least > 0,
    alpha,
    thorough,
    trace: createTrace(
      values.map((value) => value / unit),
      period,
    ),
  };
}
