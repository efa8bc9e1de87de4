import type { ArmaCoefficients } from './arma-coefficients.js';
import { partialOfAr } from './lag-polynomials.js';

/**
 * Covariance G of what the time before the first value adds to the first r equations of an ARMA model with
 * errors of variance 1:
 *
 *     g_s = Σ_{i ≥ s} φ_i w_{s−i} + Σ_{i ≥ s} θ_i a_{s−i},   s = 1 … r = max(p, q)
 *
 * with w and a of the times s − i ≤ 0. It takes O(r²) steps: the autocovariances of 1/φ(B) come from its
 * partial autocorrelations, and G follows from its own last row upwards, since one time later the part of
 * equation s is φ_s w + θ_s a plus what was the part of equation s + 1, and its covariance is the same.
 *
 * @see Gardner, Harvey & Phillips (1980), "Algorithm AS 154", Applied Statistics 29(3), for an equivalent
 *      matrix by linear equations
 * @example φ = 0.5: G = φ² / (1 − φ²) = 1/3; θ = 0.5: G = θ² = 1/4
 */
export class PresampleCovariance {
  /** r = max(p, q). */
  readonly size: number;
  /** G row by row. */
  readonly covariance: Float64Array;
  private readonly partial: Float64Array;
  private readonly levels: Float64Array;
  private readonly arGamma: Float64Array;
  private readonly maGamma: Float64Array;
  private readonly gamma: Float64Array;
  private readonly psi: Float64Array;
  private readonly cross: Float64Array;

  constructor(private readonly coefficients: ArmaCoefficients) {
    const p = coefficients.phi.length;
    const q = coefficients.theta.length;
    const r = Math.max(p, q);
    this.size = r;
    this.covariance = new Float64Array(r * r);
    this.partial = new Float64Array(p);
    this.levels = new Float64Array(p);
    this.arGamma = new Float64Array(r + q + 1);
    this.maGamma = new Float64Array(q + 1);
    this.gamma = new Float64Array(r + 1);
    this.psi = new Float64Array(q + 1);
    this.cross = new Float64Array(r + 2);
  }

  /** Computes G anew from the coefficients; false where the AR part is not stationary. */
  update(): boolean {
    if (!this.updateAutocovariances()) return false;
    this.updateCross();
    const { gamma, cross, size: r, covariance } = this;
    const { phi, theta } = this.coefficients;
    const p = phi.length;
    const q = theta.length;
    for (let s = r; s >= 1; s--) {
      const phiS = s <= p ? phi[s - 1] : 0;
      const thetaS = s <= q ? theta[s - 1] : 0;
      const ofS = phiS * gamma[0] + thetaS + cross[s + 1];
      for (let t = s; t >= 1; t--) {
        const phiT = t <= p ? phi[t - 1] : 0;
        const thetaT = t <= q ? theta[t - 1] : 0;
        let value = phiT * ofS + phiS * (thetaT + cross[t + 1]) + thetaS * thetaT;
        if (s < r) value += covariance[s * r + t];
        covariance[(s - 1) * r + t - 1] = value;
        covariance[(t - 1) * r + s - 1] = value;
      }
    }
    return true;
  }

  /** cross[s] = Cov(w_1, g_s) for s >= 2, by the weights ψ of w on the errors. */
  private updateCross(): void {
    const { gamma, psi, cross, size: r } = this;
    const { phi, theta } = this.coefficients;
    const p = phi.length;
    const q = theta.length;
    psi[0] = 1;
    for (let k = 1; k < q; k++) {
      let weight = theta[k - 1];
      const lags = Math.min(k, p);
      for (let i = 1; i <= lags; i++) weight += phi[i - 1] * psi[k - i];
      psi[k] = weight;
    }
    for (let s = 2; s <= r; s++) {
      let sum = 0;
      for (let i = s; i <= p; i++) sum += phi[i - 1] * gamma[i - s + 1];
      for (let i = s; i <= q; i++) sum += theta[i - 1] * psi[i - s + 1];
      cross[s] = sum;
    }
  }

  /** Autocovariances of w at the lags 0 … r. */
  private updateAutocovariances(): boolean {
    const { partial, levels, arGamma, maGamma, gamma, size: r } = this;
    const { phi, theta } = this.coefficients;
    const p = phi.length;
    const q = theta.length;
    partial.set(phi);
    if (!partialOfAr(partial)) return false;
    let precision = 1;
    for (let k = 0; k < p; k++) precision *= 1 - partial[k] * partial[k];
    if (!(precision > 1e-20)) return false;
    // From one order to the next (Durbin-Levinson): the covariance at lag k + 1 is what the model of order k
    // says, plus the next partial autocorrelation times the variance that is left.
    let unexplained = 1 / precision;
    arGamma[0] = unexplained;
    for (let k = 0; k < p; k++) {
      const last = partial[k];
      let covariance = last * unexplained;
      for (let i = 0; i < k; i++) covariance += levels[i] * arGamma[k - i];
      arGamma[k + 1] = covariance;
      for (let i = 0, j = k - 1; i <= j; i++, j--) {
        const front = levels[i];
        const back = levels[j];
        levels[i] = front - last * back;
        if (i < j) levels[j] = back - last * front;
      }
      levels[k] = last;
      unexplained *= 1 - last * last;
    }
    for (let k = p + 1; k <= r + q; k++) {
      let covariance = 0;
      for (let i = 1; i <= p; i++) covariance += phi[i - 1] * arGamma[k - i];
      arGamma[k] = covariance;
    }
    for (let j = 0; j <= q; j++) {
      let sum = j === 0 ? 1 : theta[j - 1];
      for (let i = 1; i + j <= q; i++) sum += theta[i - 1] * theta[i + j - 1];
      maGamma[j] = sum;
    }
    for (let k = 0; k <= r; k++) {
      let sum = maGamma[0] * arGamma[k];
      for (let j = 1; j <= q; j++)
        sum += maGamma[j] * (arGamma[k + j] + arGamma[k < j ? j - k : k - j]);
      gamma[k] = sum;
    }
    return true;
  }
}
