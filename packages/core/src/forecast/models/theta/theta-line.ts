/** Straight lines through the history: the "theta 0" part of the Theta models. */
export interface ThetaLines {
  /** The line moves with each value: fitted to the values before step t alone. */
  readonly dynamic: boolean;
  /** intercept[t] and slope[t]: of the line that is known before step t; index n: after the history. */
  readonly intercept: Float64Array;
  readonly slope: Float64Array;
  /** Mean of the values known before step n. */
  readonly mean: number;
}

/**
 * Least-squares line through all values, y ≈ A + B t with t = 1 … n, the same at every step.
 *
 *     B = 6 (2 · mean(t y) − (n + 1) · mean(y)) / (n² − 1),   A = mean(y) − (n + 1) B / 2
 *
 * @see Fiorucci et al. (2016), IJF 32, equation (3)
 */
export function staticLine(values: Float64Array): ThetaLines {
  const n = values.length;
  let mean = 0;
  let product = 0;
  for (let t = 0; t < n; t++) {
    mean += values[t] / n;
    product += ((t + 1) * values[t]) / n;
  }
  const slope = n > 1 ? (6 * (2 * product - (n + 1) * mean)) / (n * n - 1) : 0;
  const intercept = mean - ((n + 1) * slope) / 2;
  return {
    dynamic: false,
    intercept: new Float64Array(n + 1).fill(intercept),
    slope: new Float64Array(n + 1).fill(slope),
    mean,
  };
}

/**
 * The same line fitted to the values before each step, updated value by value; before the first one it is
 * that value itself.
 *
 * @see Fiorucci et al. (2016), IJF 32, equations (13) to (16)
 */
export function dynamicLines(values: Float64Array): ThetaLines {
  const n = values.length;
  const intercept = new Float64Array(n + 1);
  const slope = new Float64Array(n + 1);
  intercept[0] = values[0];
  intercept[1] = values[0];
  let mean = values[0];
  for (let t = 1; t < n; t++) {
    slope[t + 1] = slopeAfter(slope[t], values[t] - mean, t);
    mean += (values[t] - mean) / (t + 1);
    intercept[t + 1] = mean - (slope[t + 1] * (t + 2)) / 2;
  }
  return { dynamic: true, intercept, slope, mean };
}

/** Slope of the line once the value of step t (t = 1, 2 …) is known, `distance` from the mean before it. */
export const slopeAfter = (slope: number, distance: number, t: number): number =>
  ((t - 1) * slope + (6 * distance) / (t + 1)) / (t + 2);
