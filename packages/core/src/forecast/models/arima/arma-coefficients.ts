import { type ArimaOrder, arLag, armaCount, maLag } from './arima-order.js';
import { arOfPartial, expandAr, expandMa, partialOfAr } from './lag-polynomials.js';

/** Coefficients of an ARMA model, by factor and written out, in arrays that are filled anew at every step. */
export interface ArmaCoefficients {
  readonly order: ArimaOrder;
  readonly ar: Float64Array;
  readonly sar: Float64Array;
  readonly ma: Float64Array;
  readonly sma: Float64Array;
  /** φ(B) Φ(B^m) in AR form, p + P m long. */
  readonly phi: Float64Array;
  /** θ(B) Θ(B^m) in MA form, q + Q m long. */
  readonly theta: Float64Array;
}

export const newCoefficients = (order: ArimaOrder): ArmaCoefficients => ({
  order,
  ar: new Float64Array(order.p),
  sar: new Float64Array(order.P),
  ma: new Float64Array(order.q),
  sma: new Float64Array(order.Q),
  phi: new Float64Array(arLag(order)),
  theta: new Float64Array(maLag(order)),
});

/**
 * Fills the coefficients from the coordinates of the search, which may be any numbers: u / √(1 + u²) is a
 * partial autocorrelation of the factor, so that every AR factor is stationary and every MA factor
 * invertible. The coordinates stand in the order ar, ma, sar, sma.
 */
export function setCoefficients(coefficients: ArmaCoefficients, search: Float64Array): void {
  const { ar, sar, ma, sma, order } = coefficients;
  let at = 0;
  for (const factor of [ar, ma, sar, sma]) {
    for (let i = 0; i < factor.length; i++) {
      const u = search[at++];
      factor[i] = u / Math.sqrt(1 + u * u);
    }
    arOfPartial(factor);
  }
  negate(ma);
  negate(sma);
  expandAr(ar, sar, order.period, coefficients.phi);
  expandMa(ma, sma, order.period, coefficients.theta);
}

/** Coordinates of the search at which setCoefficients gives these factors; shrunk where not stationary. */
export function searchOf(
  order: ArimaOrder,
  ar: Float64Array,
  ma: Float64Array,
  sar: Float64Array,
  sma: Float64Array,
): Float64Array {
  const search = new Float64Array(armaCount(order));
  let at = 0;
  const put = (factor: Float64Array, sign: number) => {
    const partial = shrunkPartial(factor, sign);
    for (const r of partial) search[at++] = r / Math.sqrt(1 - r * r);
  };
  put(ar, 1);
  put(ma, -1);
  put(sar, 1);
  put(sma, -1);
  return search;
}

/** Partial autocorrelations of a factor, pulled inside the unit circle by dividing its roots' inverses. */
function shrunkPartial(factor: Float64Array, sign: number): Float64Array {
  for (let radius = 1; ; radius *= 0.9) {
    const partial = factor.map((c, i) => sign * c * radius ** (i + 1));
    if (partialOfAr(partial) && partial.every((r) => Math.abs(r) < 0.98)) return partial;
    if (radius < 0.05) return partial.fill(0);
  }
}

function negate(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = -values[i];
}
