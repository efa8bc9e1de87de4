import type { SmoothFunction } from '../../../maths/index.js';
import { type Adjoint, createAdjoint, runBack } from './adjoint.js';
import { type EtsForm, weightCount } from './form.js';
import { runRecursions } from './recursions.js';
import { LEAST_SEASON, type StartRange } from './start.js';
import type { Trace, Weights } from './trace.js';

/** Mean squared errors below this (in working units, where values are about 1) are rounding. */
const LEAST_SQUARE = 1e-20;

/** A forecast at or below this cannot be multiplied by 1 + ε. */
const LEAST_FORECAST = 1e-8;

/** Bounds of the damping, as usual: below, the trend is gone at once; above, it is hardly damped. */
export const PHI_BOUNDS = [0.8, 0.98] as const;

/** Bounds of √α, √(β/α) and √(γ/(1 − α)). */
const ROOT_BOUNDS = [0.01, 0.99995] as const;

/** Bounds of the growth at the start, where it multiplies. */
const RATIO_BOUNDS = [0.5, 2] as const;

/**
 * Minus the logarithm of the likelihood of a form, without its constant and with the variance at its best:
 *
 *     additive errors         n/2 · ln(Σ e² / n)
 *     multiplicative errors   n/2 · ln(Σ ε² / n) + Σ ln f,   ε = e/f
 *
 * as a function of coordinates: √α, √(β/α), √(γ/(1 − α)) and φ as far as the form has them, then level,
 * growth and all seasons at the start. The roots and shares make the usual bounds a box and the curvature
 * about the same everywhere; with all m seasons free, one direction is flat, which the search does not mind.
 *
 * @see Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, equation (5.3)
 */
export class EtsObjective implements SmoothFunction {
  readonly dimension: number;
  readonly weights: Weights = { alpha: 0, beta: 0, gamma: 0, phi: 1 };
  private readonly adjoint: Adjoint;
  private readonly weightDimension: number;
  private meanSquare = 0;

  constructor(
    readonly form: EtsForm,
    readonly trace: Trace,
    private readonly observedCount: number,
  ) {
    const period = trace.ring.length;
    this.weightDimension = weightCount(form);
    this.dimension =
      this.weightDimension + 1 + (form.trend === 'N' ? 0 : 1) + (form.season === 'N' ? 0 : period);
    this.adjoint = createAdjoint(period);
  }

  /** Σ of squared errors (relative ones where they multiply) by their count, at the last point valued. */
  get variance(): number {
    return this.meanSquare;
  }

  value(x: Float64Array): number {
    this.readPoint(x);
    const { form, trace } = this;
    if (!runRecursions(form, trace, this.weights)) return Number.POSITIVE_INFINITY;
    return form.error === 'A' ? this.additiveLoss() : this.multiplicativeLoss();
  }

  gradient(gradient: Float64Array): void {
    const { form, trace, weights, adjoint } = this;
    if (form.error === 'A') this.additiveSlopes();
    else this.multiplicativeSlopes();
    runBack(form, trace, weights, adjoint);
    const { alpha } = weights;
    const trend = form.trend !== 'N';
    let byAlpha = adjoint.alpha;
    let i = 1;
    if (trend) {
      const share = weights.beta / alpha;
      byAlpha += share * adjoint.beta;
      gradient[i++] = 2 * Math.sqrt(share) * alpha * adjoint.beta;
    }
    if (form.season !== 'N') {
      const share = weights.gamma / (1 - alpha);
      byAlpha -= share * adjoint.gamma;
      gradient[i++] = 2 * Math.sqrt(share) * (1 - alpha) * adjoint.gamma;
    }
    if (form.damped) gradient[i++] = adjoint.phi;
    gradient[0] = 2 * Math.sqrt(alpha) * byAlpha;
    gradient[i++] = adjoint.level;
    if (trend) gradient[i++] = adjoint.growth;
    if (form.season !== 'N') gradient.set(adjoint.ring, i);
  }

  /** Coordinates of weights and of start states. */
  point(weights: Weights, level: number, growth: number, ring: Float64Array): Float64Array {
    const { form } = this;
    const x = new Float64Array(this.dimension);
    let i = 0;
    x[i++] = Math.sqrt(weights.alpha);
    if (form.trend !== 'N') x[i++] = Math.sqrt(weights.beta / weights.alpha);
    if (form.season !== 'N') x[i++] = Math.sqrt(weights.gamma / (1 - weights.alpha));
    if (form.damped) x[i++] = weights.phi;
    x[i++] = level;
    if (form.trend !== 'N') x[i++] = growth;
    if (form.season !== 'N') x.set(ring, i);
    return x;
  }

  /**
   * Bounds of the coordinates; a weight α that is given stays as it is. Start states stay near the values:
   * without that, multiplicative errors reward forecasts that pass close by zero where a value is small.
   *
   * @param range of the first values, which the start states have to do with
   */
  bounds(
    alpha: number | undefined,
    range: StartRange,
  ): { lower: Float64Array; upper: Float64Array } {
    const { form, weightDimension } = this;
    const lower = new Float64Array(this.dimension).fill(ROOT_BOUNDS[0], 0, weightDimension);
    const upper = new Float64Array(this.dimension).fill(ROOT_BOUNDS[1], 0, weightDimension);
    if (form.damped) [lower[weightDimension - 1], upper[weightDimension - 1]] = PHI_BOUNDS;
    if (alpha !== undefined) lower[0] = upper[0] = Math.sqrt(alpha);
    const width = range.greatest - range.least;
    let i = weightDimension;
    lower[i] = form.error === 'A' ? range.least - width : 0.5 * range.least;
    upper[i++] = range.greatest + (form.error === 'A' ? width : 0.5 * range.greatest);
    if (form.trend !== 'N') {
      lower[i] = form.trend === 'M' ? RATIO_BOUNDS[0] : -0.5 * width;
      upper[i++] = form.trend === 'M' ? RATIO_BOUNDS[1] : 0.5 * width;
    }
    lower.fill(form.season === 'M' ? LEAST_SEASON : -width, i);
    upper.fill(form.season === 'M' ? this.trace.ring.length : width, i);
    return { lower, upper };
  }

  /** About the second derivative along each coordinate, at a point of the given mean square error. */
  curvature(meanSquare: number): Float64Array {
    const { form, weights } = this;
    const n = this.observedCount;
    const curvature = new Float64Array(this.dimension).fill(2 * n, 0, this.weightDimension);
    const { alpha, gamma } = weights;
    const squares = Math.max(meanSquare, LEAST_SQUARE);
    const memory = Math.min(n, 1 / (alpha * (2 - alpha)));
    let i = this.weightDimension;
    if (form.damped) curvature[i - 1] = 20 * n;
    curvature[i++] = memory / squares;
    if (form.trend !== 'N') curvature[i++] = memory ** 3 / squares;
    if (form.season !== 'N') {
      const period = this.trace.ring.length;
      curvature.fill(Math.min(n / period, 1 / (gamma * (2 - gamma))) / squares, i);
    }
    return curvature;
  }

  /** Puts the weights and start states of a point where the recursions find them. */
  readPoint(x: Float64Array): void {
    const { form, trace, weights } = this;
    let i = 0;
    const alpha = x[0] * x[0];
    weights.alpha = alpha;
    i = 1;
    if (form.trend !== 'N') weights.beta = alpha * x[i] * x[i++];
    if (form.season !== 'N') weights.gamma = (1 - alpha) * x[i] * x[i++];
    if (form.damped) weights.phi = x[i++];
    trace.state[0] = x[i++];
    if (form.trend !== 'N') trace.state[1] = x[i++];
    if (form.season !== 'N') for (let j = 0; j < trace.ring.length; j++) trace.ring[j] = x[i++];
  }

  private additiveLoss(): number {
    const { errors } = this.trace;
    let even = 0;
    let odd = 0;
    const last = errors.length - 1;
    for (let t = 0; t < last; t += 2) {
      even += errors[t] * errors[t];
      odd += errors[t + 1] * errors[t + 1];
    }
    if (last % 2 === 0) even += errors[last] * errors[last];
    const n = this.observedCount;
    this.meanSquare = (even + odd) / n;
    return 0.5 * n * Math.log(this.meanSquare + LEAST_SQUARE);
  }

  private additiveSlopes(): void {
    const { errors, slopes } = this.trace;
    const factor = -1 / (this.meanSquare + LEAST_SQUARE);
    for (let t = 0; t < errors.length; t++) slopes[t] = factor * errors[t];
  }

  private multiplicativeLoss(): number {
    const { y, forecasts, errors } = this.trace;
    let squares = 0;
    let logs = 0;
    // One logarithm for many forecasts, as long as their product is an ordinary number.
    let product = 1;
    for (let t = 0; t < y.length; t++) {
      const value = y[t];
      if (Number.isNaN(value)) continue;
      const forecast = forecasts[t];
      if (!(forecast > LEAST_FORECAST)) return Number.POSITIVE_INFINITY;
      const relative = errors[t] / forecast;
      squares += relative * relative;
      product *= forecast;
      if (product > 1e200 || product < 1e-200) {
        logs += Math.log(product);
        product = 1;
      }
    }
    const n = this.observedCount;
    this.meanSquare = squares / n;
    return 0.5 * n * Math.log(this.meanSquare + LEAST_SQUARE) + logs + Math.log(product);
  }

  private multiplicativeSlopes(): void {
    const { y, forecasts, errors, slopes } = this.trace;
    const factor = 1 / (this.meanSquare + LEAST_SQUARE);
    for (let t = 0; t < y.length; t++) {
      const value = y[t];
      if (Number.isNaN(value)) continue;
      const perForecast = 1 / forecasts[t];
      const relative = errors[t] * perForecast;
      slopes[t] = perForecast * (1 - factor * relative * value * perForecast);
    }
  }
}
