/**
 * Lag polynomials applied to a series in place, as if every value outside it were zero. A factor in B^m is
 * given with its stride m, so that a seasonal polynomial costs no more than its non-zero terms.
 */

/** x ← (1 − Σ ar_i B^(i stride)) x over the first `length` values. */
export function applyAr(x: Float64Array, length: number, ar: Float64Array, stride: number): void {
  const count = ar.length;
  if (count === 0) return;
  const whole = Math.min(length, count * stride);
  if (count === 1) {
    const first = ar[0];
    for (let t = length - 1; t >= whole; t--) x[t] -= first * x[t - stride];
  } else if (count === 2) {
    const first = ar[0];
    const second = ar[1];
    for (let t = length - 1; t >= whole; t--)
      x[t] -= first * x[t - stride] + second * x[t - 2 * stride];
  } else {
    for (let t = length - 1; t >= whole; t--) {
      let sum = 0;
      for (let i = 0, lag = t - stride; i < count; i++, lag -= stride) sum += ar[i] * x[lag];
      x[t] -= sum;
    }
  }
  for (let t = whole - 1; t >= stride; t--) {
    let sum = 0;
    for (let i = 0, lag = t - stride; lag >= 0; i++, lag -= stride) sum += ar[i] * x[lag];
    x[t] -= sum;
  }
}

/** x ← x / (1 + Σ ma_i B^(i stride)) over the first `length` values: the oldest first. */
export function divideMa(x: Float64Array, length: number, ma: Float64Array, stride: number): void {
  const count = ma.length;
  if (count === 0) return;
  const whole = Math.min(length, count * stride);
  for (let t = stride; t < whole; t++) {
    let sum = 0;
    for (let i = 0, lag = t - stride; lag >= 0; i++, lag -= stride) sum += ma[i] * x[lag];
    x[t] -= sum;
  }
  if (count === 1) {
    const first = ma[0];
    for (let t = whole; t < length; t++) x[t] -= first * x[t - stride];
  } else if (count === 2) {
    const first = ma[0];
    const second = ma[1];
    for (let t = whole; t < length; t++) x[t] -= first * x[t - stride] + second * x[t - 2 * stride];
  } else {
    for (let t = whole; t < length; t++) {
      let sum = 0;
      for (let i = 0, lag = t - stride; i < count; i++, lag -= stride) sum += ma[i] * x[lag];
      x[t] -= sum;
    }
  }
}

/** x ← x / (1 + Σ ma_i F^(i stride)), where F leads instead of lagging: the newest first. */
export function divideMaBackwards(
  x: Float64Array,
  length: number,
  ma: Float64Array,
  stride: number,
): void {
  const count = ma.length;
  if (count === 0) return;
  for (let t = length - 1 - stride; t >= 0; t--) {
    let sum = 0;
    for (let i = 0, lead = t + stride; i < count && lead < length; i++, lead += stride)
      sum += ma[i] * x[lead];
    x[t] -= sum;
  }
}
