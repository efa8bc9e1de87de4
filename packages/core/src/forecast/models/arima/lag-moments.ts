import { choleskyFactor, choleskySolve } from '../../../maths/index.js';
import type { ArimaOrder } from './arima-order.js';
import { searchOf } from './arma-coefficients.js';

/** Largest number of seasonal and of plain lags that a start is asked for. */
const MAX_PLAIN = 6;
const MAX_SEASONAL = 2;

/**
 * First guesses of ARMA coefficients after Hannan and Rissanen: a long autoregression stands in for the
 * errors, then the series is regressed on its own lags and those of the errors. The moments that all orders
 * need are taken once per series.
 *
 * @see Hannan & Rissanen (1982), "Recursive estimation of mixed autoregressive-moving average order",
 *      Biometrika 69(1)
 */
export class LagMoments {
  private readonly longest: number;
  /** Sums of w_t w_{t−k}, a_t a_{t−k} and w_t a_{t−k} (k may be negative: offset by `longest`). */
  private readonly ww: Float64Array;
  private readonly aa: Float64Array;
  private readonly wa: Float64Array;

  constructor(values: Float64Array, period: number) {
    const season = period > 1 ? period : 0;
    const wanted = Math.max(MAX_PLAIN, MAX_SEASONAL * season);
    this.longest = Math.min(wanted, Math.max(0, values.length - 2));
    const errors = longAutoregressionErrors(
      values,
      Math.min(
        Math.floor(values.length / 4),
        Math.max(Math.ceil(10 * Math.log10(values.length + 1)), season + 3),
      ),
    );
    this.ww = moments(values, values, 0, this.longest);
    this.aa = moments(errors, errors, 0, this.longest);
    this.wa = moments(values, errors, -this.longest, this.longest);
  }

  /** Coordinates of the search for an order; undefined where the moments say nothing. */
  start(order: ArimaOrder): Float64Array | undefined {
    const lags: number[] = [];
    for (let i = 1; i <= order.p; i++) lags.push(i);
    for (let i = 1; i <= order.P; i++) lags.push(i * order.period);
    const arCount = lags.length;
    for (let i = 1; i <= order.q; i++) lags.push(i);
    for (let i = 1; i <= order.Q; i++) lags.push(i * order.period);
    const size = lags.length;
    if (size === 0 || lags.some((lag) => lag > this.longest)) return undefined;
    const gram = new Float64Array(size * size);
    const moment = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      moment[i] = i < arCount ? this.ww[lags[i]] : this.waAt(lags[i]);
      for (let j = 0; j <= i; j++) {
        const apart = lags[i] - lags[j];
        gram[i * size + j] =
          i < arCount
            ? this.ww[Math.abs(apart)]
            : j < arCount
              ? this.waAt(apart)
              : this.aa[Math.abs(apart)];
      }
      gram[i * size + i] *= 1 + 1e-4;
    }
    if (!choleskyFactor(gram, size)) return undefined;
    choleskySolve(gram, size, moment);
    const { p, P, q } = order;
    return searchOf(
      order,
      moment.subarray(0, p),
      moment.subarray(p + P, p + P + q),
      moment.subarray(p, p + P),
      moment.subarray(p + P + q),
    );
  }

  private waAt(lag: number): number {
    return this.wa[lag + this.longest];
  }
}

/** Sums of x_t y_{t−k} for k = from … to. */
function moments(x: Float64Array, y: Float64Array, from: number, to: number): Float64Array {
  const sums = new Float64Array(to - from + 1);
  for (let lag = from; lag <= to; lag++) {
    let sum = 0;
    const end = Math.min(x.length, x.length + lag);
    for (let t = Math.max(0, lag); t < end; t++) sum += x[t] * y[t - lag];
    sums[lag - from] = sum;
  }
  return sums;
}

/** Errors of an autoregression of the given order by the Yule-Walker equations; 0 for its first steps. */
function longAutoregressionErrors(values: Float64Array, order: number): Float64Array {
  const errors = new Float64Array(values.length);
  const gamma = moments(values, values, 0, order);
  if (!(gamma[0] > 0)) return errors;
  const ar = new Float64Array(order);
  let unexplained = gamma[0];
  for (let k = 0; k < order; k++) {
    let covariance = gamma[k + 1];
    for (let i = 0; i < k; i++) covariance -= ar[i] * gamma[k - i];
    const last = covariance / unexplained;
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const front = ar[i];
      const back = ar[j];
      ar[i] = front - last * back;
      if (i < j) ar[j] = back - last * front;
    }
    ar[k] = last;
    unexplained *= 1 - last * last;
    if (!(unexplained > 1e-12 * gamma[0])) break;
  }
  for (let t = order; t < values.length; t++) {
    let error = values[t];
    for (let i = 0; i < order; i++) error -= ar[i] * values[t - 1 - i];
    errors[t] = error;
  }
  return errors;
}
