import {
  choleskyFactor,
  choleskyLogDeterminant,
  choleskySolve,
  solveLower,
} from '../../../maths/index.js';
import type { ArimaOrder } from './arima-order.js';
import { type ArmaCoefficients, newCoefficients, setCoefficients } from './arma-coefficients.js';
import { applyAr, divideMa, divideMaBackwards } from './arma-filters.js';
import { PresampleCovariance } from './presample-covariance.js';
import { semidefiniteFactor } from './semidefinite-factor.js';

/** Weights of 1/θ(B) below this count as gone. */
const NEGLIGIBLE = 1e-12;

/**
 * The exact Gaussian likelihood of a regression with ARMA errors on a series without gaps, as a sum of
 * squares for levenbergMarquardt.
 *
 * With Φ and Θ the lower triangular matrices of the two lag polynomials, Φ w = Θ a + g, where g holds what
 * the time before the first value adds to the first r equations (presample-covariance.ts). The residuals
 * e = Θ⁻¹ Φ w that ignore that time are therefore a + X g, X = the first r columns of Θ⁻¹, and
 *
 *     −2ℓ = n ln(2π σ²) + ln |I + C′ X′X C| + (e′e − z′ (I + C′ X′X C)⁻¹ z) / σ²,   G = C C′, z = C′X′e
 *
 * The columns of X are one sequence shifted, so X′X needs its first row and a correction along the
 * diagonals; X′e is e filtered backwards. An evaluation thus costs about n (p + q + P + Q) + r³ operations,
 * where a Kalman filter costs n r². Coefficients of the regression and σ² are at their best for the given
 * ARMA coefficients: the former by generalised least squares.
 *
 * The squares that are written add up to |I + C′X′XC|^(1/n) times the generalised sum of squares S, so that
 * −2ℓ = n (1 + ln(2π squares / n)).
 *
 * @see Ljung & Box (1979), "The likelihood function of stationary autoregressive-moving average models",
 *      Biometrika 66(2)
 * @see Ansley & Newbold (1979), "On the finite sample distribution of residual autocorrelations", for the
 *      likelihood as a sum of squares
 */
export class ExactLikelihood {
  /** Length of the residuals that `evaluate` writes: n + r. */
  readonly residualCount: number;
  readonly coefficients: ArmaCoefficients;
  /** Of the columns after the first, at the last evaluation. */
  readonly regression: Float64Array;
  private readonly n: number;
  /** Presample effects that matter: no more than there are values. */
  private readonly r: number;
  private readonly presample: PresampleCovariance;
  private readonly filtered: Float64Array[];
  private readonly projected: Float64Array[];
  private readonly impulse: Float64Array;
  private readonly work: Float64Array;
  private readonly factor: Float64Array;
  private readonly effects: Float64Array;
  private readonly product: Float64Array;
  private readonly inner: Float64Array;
  private readonly gram: Float64Array;
  /** Steps after which 1/θ(B) has died down, at the last evaluation. */
  private reach = 0;

  /** @param columns the differenced series, then the differenced columns of the regression; equally long */
  constructor(
    order: ArimaOrder,
    private readonly columns: readonly Float64Array[],
  ) {
    this.coefficients = newCoefficients(order);
    this.presample = new PresampleCovariance(this.coefficients);
    this.n = columns[0].length;
    this.r = Math.min(this.presample.size, this.n);
    this.residualCount = this.n + this.r;
    this.regression = new Float64Array(columns.length - 1);
    this.filtered = columns.map(() => new Float64Array(this.n));
    this.projected = columns.map(() => new Float64Array(this.r));
    this.impulse = new Float64Array(this.n);
    this.work = new Float64Array(this.n);
    this.factor = new Float64Array(this.r * this.r);
    this.effects = new Float64Array(this.r * this.r);
    this.product = new Float64Array(this.r * this.r);
    this.inner = new Float64Array(this.r * this.r);
    this.gram = new Float64Array((columns.length - 1) ** 2);
  }

  /** Writes the residuals at the coordinates of the search; false where the likelihood does not exist. */
  evaluate(search: Float64Array, out: Float64Array): boolean {
    const { coefficients, presample, columns, filtered, projected, n, r } = this;
    setCoefficients(coefficients, search);
    const { ar, sar, ma, sma, order } = coefficients;
    if (r > 0 && !presample.update()) return false;
    for (let c = 0; c < columns.length; c++) {
      const e = filtered[c];
      e.set(columns[c]);
      applyAr(e, n, ar, 1);
      applyAr(e, n, sar, order.period);
      divideMa(e, n, ma, 1);
      divideMa(e, n, sma, order.period);
    }
    let logDeterminant = 0;
    if (r > 0) {
      this.updateImpulse();
      this.updateEffects();
      if (!this.factorInner()) return false;
      logDeterminant = choleskyLogDeterminant(this.inner, r);
      for (let c = 0; c < columns.length; c++) this.project(filtered[c], projected[c]);
    }
    this.regress();
    return this.write(out, Math.exp(logDeterminant / (2 * n)));
  }

  /** The weights of 1/θ(B), until r of them in a row are negligible. */
  private updateImpulse(): void {
    const { impulse, n, r } = this;
    const { theta } = this.coefficients;
    const q = theta.length;
    impulse[0] = 1;
    let quiet = 0;
    let t = 1;
    for (; t < n && quiet < r; t++) {
      let sum = 0;
      const lags = Math.min(t, q);
      for (let i = 1; i <= lags; i++) sum += theta[i - 1] * impulse[t - i];
      impulse[t] = -sum;
      quiet = Math.abs(sum) < NEGLIGIBLE ? quiet + 1 : 0;
    }
    this.reach = t;
    impulse.fill(0, t);
  }

  /** work ← source / θ(F), right in its first r values; the reach says how far the source matters. */
  private leadingPart(source: Float64Array): Float64Array {
    const { work, n, r, reach } = this;
    const { ma, sma, order } = this.coefficients;
    const length = Math.min(n, reach + r);
    for (let t = 0; t < length; t++) work[t] = source[t];
    divideMaBackwards(work, length, sma, order.period);
    divideMaBackwards(work, length, ma, 1);
    return work;
  }

  /** X′X: its first row by filtering, the others by what each diagonal loses per step. */
  private updateEffects(): void {
    const { effects, impulse, n, r } = this;
    const first = this.leadingPart(impulse);
    for (let k = 0; k < r; k++) {
      effects[k] = first[k];
      effects[k * r] = first[k];
    }
    for (let i = 1; i < r; i++) {
      for (let j = i; j < r; j++) {
        const value = effects[(i - 1) * r + j - 1] - impulse[n - i] * impulse[n - j];
        effects[i * r + j] = value;
        effects[j * r + i] = value;
      }
    }
  }

  /** The factors C of G and that of I + C′X′XC. */
  private factorInner(): boolean {
    const { factor, effects, product, inner, r, presample } = this;
    const size = presample.size;
    for (let i = 0; i < r; i++)
      for (let j = 0; j <= i; j++) factor[i * r + j] = presample.covariance[i * size + j];
    semidefiniteFactor(factor, r);
    // product = X′X C, then inner = C′ product: C is lower triangular.
    for (let i = 0; i < r; i++) {
      for (let j = 0; j < r; j++) product[i * r + j] = 0;
      for (let k = 0; k < r; k++) {
        const effect = effects[i * r + k];
        if (effect === 0) continue;
        for (let j = 0; j <= k; j++) product[i * r + j] += effect * factor[k * r + j];
      }
    }
    for (let i = 0; i < r; i++) for (let j = 0; j <= i; j++) inner[i * r + j] = i === j ? 1 : 0;
    for (let k = 0; k < r; k++) {
      for (let i = 0; i <= k; i++) {
        const weight = factor[k * r + i];
        if (weight === 0) continue;
        for (let j = 0; j <= i; j++) inner[i * r + j] += weight * product[k * r + j];
      }
    }
    return choleskyFactor(inner, r);
  }

  /** z = L⁻¹ C′X′e, where L L′ = I + C′X′XC: what the presample explains of e. */
  private project(e: Float64Array, z: Float64Array): void {
    const { factor, inner, r } = this;
    const leading = this.leadingPart(e);
    for (let j = 0; j < r; j++) {
      let sum = 0;
      for (let k = j; k < r; k++) sum += factor[k * r + j] * leading[k];
      z[j] = sum;
    }
    solveLower(inner, r, z);
  }

  /** Generalised least squares of the first column on the others, leaving its residuals in the first. */
  private regress(): void {
    const { filtered, projected, regression, gram } = this;
    const count = regression.length;
    if (count === 0) return;
    for (let i = 0; i < count; i++) {
      for (let j = 0; j <= i; j++)
        gram[i * count + j] =
          dot(filtered[i + 1], filtered[j + 1]) - dot(projected[i + 1], projected[j + 1]);
      regression[i] = dot(filtered[i + 1], filtered[0]) - dot(projected[i + 1], projected[0]);
    }
    if (choleskyFactor(gram, count)) choleskySolve(gram, count, regression);
    else regression.fill(0);
    for (let c = 0; c < count; c++) {
      subtract(filtered[0], filtered[c + 1], regression[c]);
      subtract(projected[0], projected[c + 1], regression[c]);
    }
  }

  /** The errors a = e − X g at the best g, then h = C⁻¹ g, all times the scale. */
  private write(out: Float64Array, scale: number): boolean {
    const { filtered, projected, factor, inner, work, n, r, reach } = this;
    const e = filtered[0];
    const h = projected[0];
    if (r > 0) {
      for (let i = r - 1; i >= 0; i--) {
        let rest = h[i];
        for (let k = i + 1; k < r; k++) rest -= inner[k * r + i] * h[k];
        h[i] = rest / inner[i * r + i];
      }
      const { ma, sma, order } = this.coefficients;
      const length = Math.min(n, reach + r);
      work.fill(0, r, length);
      for (let i = 0; i < r; i++) {
        let effect = 0;
        for (let k = 0; k <= i; k++) effect += factor[i * r + k] * h[k];
        work[i] = effect;
      }
      divideMa(work, length, ma, 1);
      divideMa(work, length, sma, order.period);
      for (let t = 0; t < length; t++) e[t] -= work[t];
      for (let i = 0; i < r; i++) out[n + i] = scale * h[i];
    }
    let squares = 0;
    for (let t = 0; t < n; t++) {
      const value = scale * e[t];
      out[t] = value;
      squares += value * value;
    }
    return Number.isFinite(squares);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function subtract(from: Float64Array, column: Float64Array, weight: number): void {
  for (let i = 0; i < from.length; i++) from[i] -= weight * column[i];
}
