import { type QuantileCoverage, uniformDistance } from './calibration.js';
import type { WindowErrors } from './window-errors.js';

/** A row of a table of errors: whose it is and from which origin. */
export interface ErrorRow extends WindowErrors {
  readonly series: number;
  readonly window: number;
}

/** Accuracy over many series and origins. NaN where nothing could be judged. */
export interface ErrorSummary {
  readonly rowCount: number;
  readonly windowCount: number;
  /** Means over the windows of the (weighted) mean over their series. */
  readonly rmsse: number;
  readonly mase: number;
  readonly smape: number;
  readonly spl: number;
  readonly msis: number;
  readonly crps: number;
  /** Mean over the windows of Σ (forecast − actual) / Σ actual. */
  readonly bias: number;
  /** Share of all steps within the 80 % and 95 % intervals. */
  readonly coverage80: number;
  readonly coverage95: number;
  /** For each probability forecast, over all steps. */
  readonly quantiles: readonly QuantileCoverage[];
  /** Kolmogorov distance of all randomised PIT values to uniform. */
  readonly pitDistance: number;
}

/**
 * The summary of a table of errors; each window counts the same, however many series it has.
 *
 * @param probabilities those that the forecasts had
 * @param weights       one per row, for WRMSSE and WSPL; equal by default
 */
export function summariseErrors(
  rows: readonly ErrorRow[],
  probabilities: readonly number[] = [],
  weights: ArrayLike<number> | null = null,
): ErrorSummary {
  const windows = new Set(rows.map(({ window }) => window));
  const meanOf = (score: (row: ErrorRow) => number): number =>
    meanOfWindows(rows, rows.map(score), weights);
  const withQuantiles = rows.filter(({ below }) => below.length > 0);
  const total = (from: readonly ErrorRow[], of: (row: ErrorRow) => number): number =>
    from.reduce((sum, row) => sum + of(row), 0);
  const judged = total(withQuantiles, ({ steps }) => steps);
  return {
    rowCount: rows.length,
    windowCount: windows.size,
    rmsse: meanOf(({ rmsse }) => rmsse),
    mase: meanOf(({ mase }) => mase),
    smape: meanOf(({ smape }) => smape),
    spl: meanOf(({ spl }) => spl),
    msis: meanOf(({ msis }) => msis),
    crps: meanOf(({ crps }) => crps),
    bias: meanBias(rows, windows),
    coverage80: total(withQuantiles, ({ within80 }) => within80) / judged,
    coverage95: total(withQuantiles, ({ within95 }) => within95) / judged,
    quantiles: judged
      ? probabilities.map((probability, p) => ({
          probability,
          below: total(withQuantiles, ({ below }) => below[p]) / judged,
          atOrBelow: total(withQuantiles, ({ atOrBelow }) => atOrBelow[p]) / judged,
        }))
      : [],
    pitDistance: uniformDistance(rows.flatMap(({ pit }) => pit)),
  };
}

function meanBias(rows: readonly ErrorRow[], windows: ReadonlySet<number>): number {
  let sum = 0;
  for (const window of windows) {
    let error = 0;
    let actual = 0;
    for (const row of rows) {
      if (row.window !== window) continue;
      error += row.forecastTotal - row.actualTotal;
      actual += row.actualTotal;
    }
    sum += error / actual;
  }
  return sum / windows.size;
}

/** Mean over the windows of the weighted mean of their scores; a score that is NaN is left out. */
export function meanOfWindows(
  rows: readonly { readonly window: number }[],
  scores: ArrayLike<number>,
  weights: ArrayLike<number> | null = null,
): number {
  const shares = windowShares(rows, scores, weights);
  let mean = 0;
  let any = false;
  for (let i = 0; i < rows.length; i++) {
    if (shares[i] === 0) continue;
    any = true;
    mean += shares[i] * scores[i];
  }
  return any ? mean : Number.NaN;
}

/**
 * What each row's score counts for in the mean of the windows' means: the shares sum to 1, within a window
 * they go by weight, and a score that is NaN has none.
 */
export function windowShares(
  rows: readonly { readonly window: number }[],
  scores: ArrayLike<number>,
  weights: ArrayLike<number> | null = null,
): Float64Array {
  const masses = new Map<number, number>();
  const shares = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    if (Number.isNaN(scores[i])) continue;
    shares[i] = weights ? weights[i] : 1;
    masses.set(rows[i].window, (masses.get(rows[i].window) ?? 0) + shares[i]);
  }
  let live = 0;
  for (const mass of masses.values()) if (mass > 0) live += 1;
  for (let i = 0; i < rows.length; i++) {
    const mass = masses.get(rows[i].window) ?? 0;
    if (shares[i] > 0) shares[i] /= mass * live;
  }
  return shares;
}
