/**
 * Lag polynomials as arrays of coefficients. "AR form" is 1 − φ₁B − φ₂B² …, with the array φ₁, φ₂ …;
 * "MA form" is 1 + θ₁B + θ₂B² …, with the array θ₁, θ₂ ….
 */

/**
 * AR coefficients of given partial autocorrelations, which make a stationary model if and only if each lies
 * in (−1, 1).
 *
 * @param partial replaced by the coefficients, in place
 * @see Monahan (1984), "A note on enforcing stationarity in ARMA models", Biometrika 71(2)
 * @example partial autocorrelations 0.5 and 0.2: φ = 0.5 · (1 − 0.2) = 0.4 and 0.2
 */
export function arOfPartial(partial: Float64Array, count = partial.length): void {
  for (let k = 1; k < count; k++) {
    const last = partial[k];
    // Front and back of the shorter model exchange parts; the middle one, if any, is its own partner.
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const front = partial[i];
      const back = partial[j];
      partial[i] = front - last * back;
      if (i < j) partial[j] = back - last * front;
    }
  }
}

/**
 * Partial autocorrelations of given AR coefficients: the way back of arOfPartial.
 *
 * @param ar replaced by the partial autocorrelations, in place
 * @returns false where the model is not stationary; the array is then only partly replaced
 */
export function partialOfAr(ar: Float64Array, count = ar.length): boolean {
  for (let k = count - 1; k >= 0; k--) {
    const last = ar[k];
    if (!(Math.abs(last) < 1)) return false;
    const shrink = 1 / (1 - last * last);
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const front = ar[i];
      const back = ar[j];
      ar[i] = (front + last * back) * shrink;
      if (i < j) ar[j] = (back + last * front) * shrink;
    }
  }
  return true;
}

/** Whether every root of 1 − φ₁z − φ₂z² … lies outside the circle of the given radius. */
export function rootsBeyond(ar: Float64Array, radius: number): boolean {
  const scaled = ar.slice();
  for (let i = 0, power = radius; i < scaled.length; i++, power *= radius) scaled[i] *= power;
  return partialOfAr(scaled);
}

/**
 * Writes out (1 − Σ ar_i B^i)(1 − Σ seasonal_j B^(j m)) in AR form.
 *
 * @param out of length p + P m
 */
export function expandAr(
  ar: Float64Array,
  seasonal: Float64Array,
  period: number,
  out: Float64Array,
): void {
  out.fill(0);
  for (let i = 0; i < ar.length; i++) out[i] = ar[i];
  for (let j = 0; j < seasonal.length; j++) {
    const lag = (j + 1) * period;
    out[lag - 1] += seasonal[j];
    for (let i = 0; i < ar.length; i++) out[lag + i] -= seasonal[j] * ar[i];
  }
}

/** Writes out (1 + Σ ma_i B^i)(1 + Σ seasonal_j B^(j m)) in MA form. @param out of length q + Q m */
export function expandMa(
  ma: Float64Array,
  seasonal: Float64Array,
  period: number,
  out: Float64Array,
): void {
  out.fill(0);
  for (let i = 0; i < ma.length; i++) out[i] = ma[i];
  for (let j = 0; j < seasonal.length; j++) {
    const lag = (j + 1) * period;
    out[lag - 1] += seasonal[j];
    for (let i = 0; i < ma.length; i++) out[lag + i] += seasonal[j] * ma[i];
  }
}

/** (1 − B)^d (1 − B^m)^D in AR form: what the earlier values of y add up to under the differences. */
export function differencingInArForm(d: number, D: number, period: number): Float64Array {
  let polynomial = new Float64Array([1]);
  const times = (lag: number) => {
    const product = new Float64Array(polynomial.length + lag);
    for (let i = 0; i < polynomial.length; i++) {
      product[i] += polynomial[i];
      product[i + lag] -= polynomial[i];
    }
    polynomial = product;
  };
  for (let k = 0; k < d; k++) times(1);
  for (let k = 0; k < D; k++) times(period);
  return polynomial.slice(1).map((c) => -c);
}

/** (1 − B)^d (1 − B^m)^D y, shorter by d + D m. */
export function difference(
  values: Float64Array,
  d: number,
  D: number,
  period: number,
): Float64Array {
  const out = values.slice();
  let length = out.length;
  const once = (lag: number) => {
    length = Math.max(0, length - lag);
    for (let t = 0; t < length; t++) out[t] = out[t + lag] - out[t];
  };
  for (let k = 0; k < D; k++) once(period);
  for (let k = 0; k < d; k++) once(1);
  return out.slice(0, length);
}
