import { logGamma } from '../../../maths/index.js';

/** A history as the count models read it, with the sums that no parameter changes. */
export interface CountSample {
  /** Never negative; NaN = unobserved. */
  readonly values: Float64Array;
  readonly observed: number;
  readonly total: number;
  /** Σ log y!; a fraction counts as its two neighbours in proportion. */
  readonly logFactorials: number;
}

/** Reads a history: values below 0 count as 0. */
export function countSample(history: Float64Array): CountSample {
  const values = history.slice();
  let observed = 0;
  let total = 0;
  let logFactorials = 0;
  for (let t = 0; t < values.length; t++) {
    const y = values[t];
    if (Number.isNaN(y)) continue;
    observed += 1;
    if (y < 0) values[t] = 0;
    if (!(y > 0)) continue;
    total += y;
    const whole = Math.floor(y);
    if (whole > 1) logFactorials += logGamma(whole + 1);
    if (y > whole) logFactorials += (y - whole) * Math.log(whole + 1);
  }
  return { values, observed, total, logFactorials };
}
