import type { TimeSeries } from '../time-series.js';
import { fillParts, type Part, partsOf } from './parts.js';
import type { TrendSeasonsSettings } from './settings.js';

/** What the model is fitted to: the observed steps alone, in units that make the priors mean something. */
export interface Design {
  readonly rows: number;
  /** Steps observed, ascending. */
  readonly steps: Int32Array;
  /** Their times: the first observed step is 0, the last is 1. */
  readonly time: Float64Array;
  /** Time 0, and how many steps time 1 is from it. */
  readonly firstStep: number;
  readonly stepSpan: number;
  /** Values over `scale`, the largest absolute value. */
  readonly value: Float64Array;
  readonly scale: number;
  /** Times at which the slope may change, and the first row after each. */
  readonly changepoint: Float64Array;
  readonly rowAfter: Int32Array;
  readonly parts: readonly Part[];
  /** columns[c * rows + i] of the parts, one after the other. */
  readonly columns: Float64Array;
  /** Prior standard deviation per column. */
  readonly spread: Float64Array;
}

/** The design of a series; undefined where fewer than `leastRows` values are known, or all are 0. */
export function designOf(
  series: TimeSeries,
  settings: TrendSeasonsSettings,
  leastRows: number,
): Design | undefined {
  const { values } = series;
  let rows = 0;
  let scale = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t])) continue;
    rows += 1;
    scale = Math.max(scale, Math.abs(values[t]));
  }
  const steps = new Int32Array(rows);
  for (let t = 0, i = 0; t < values.length; t++) if (!Number.isNaN(values[t])) steps[i++] = t;
  const parts = partsOf(series, steps, settings);
  if (rows < leastRows || scale === 0) return undefined;
  const firstStep = steps[0];
  const stepSpan = steps[rows - 1] - firstStep;
  const time = new Float64Array(rows);
  const value = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    time[i] = (steps[i] - firstStep) / stepSpan;
    value[i] = values[steps[i]] / scale;
  }
  const rowAfter = changepointRows(rows, settings);
  return {
    rows,
    steps,
    time,
    firstStep,
    stepSpan,
    value,
    scale,
    changepoint: Float64Array.from(rowAfter, (row) => time[row - 1]),
    rowAfter,
    parts,
    columns: fillParts(parts, steps),
    spread: Float64Array.from(parts.flatMap(({ width, spread }) => Array(width).fill(spread))),
  };
}

/** Row after each changepoint: changepoints lie evenly over the first observed rows. */
function changepointRows(rows: number, settings: TrendSeasonsSettings): Int32Array {
  if (settings.growth === 'flat') return new Int32Array(0);
  const within = Math.floor(rows * settings.changepointRange);
  const count = Math.max(0, Math.min(settings.changepoints, within - 1));
  return Int32Array.from(
    { length: count },
    (_, j) => 1 + Math.round(((j + 1) * (within - 1)) / count),
  );
}
