import { choleskyFactor, choleskySolve } from '../../../maths/index.js';
import type { ArimaOrder } from './arima-order.js';
import { type ArmaCoefficients, newCoefficients, setCoefficients } from './arma-coefficients.js';
import { PresampleCovariance } from './presample-covariance.js';
import { StateSpace } from './state-space.js';

/** Variance, in error variances, of the values before the first of an integrated series: as good as unknown. */
const DIFFUSE = 1e6;

/** A value whose forecast has more than this variance teaches the start of the series, not the coefficients. */
const TOO_VAGUE = 1e4;

/** Forecast variances this close to that of the errors are taken as settled. */
const SETTLED = 1e-8;

/**
 * The exact Gaussian likelihood of a regression with ARIMA errors on a series with gaps, by the Kalman
 * filter; also the place where forecasts start from, for every series. The state holds Harvey's ARMA part
 * and, where the series is differenced inside, the last d + D m values of y less its regression, whose
 * start is unknown (a variance of 10⁶ errors).
 *
 * It takes about 5 s² operations per step, where s counts the places of the state that are uncertain:
 * max(p, q + 1) and those of the last d + D m values that were not observed. It takes nearly none once the
 * gain has settled, as it does some time after a gap.
 *
 * @see Harvey & Pierse (1984), "Estimating missing observations in economic time series", JASA 79
 * @see Durbin & Koopman (2012), Time Series Analysis by State Space Methods, sections 4.3 and 4.10
 */
export class GapLikelihood {
  /** Length of the residuals that `evaluate` writes: one per value, 0 for those unobserved or too vague. */
  readonly residualCount: number;
  readonly coefficients: ArmaCoefficients;
  /** Of the columns after the first, at the last evaluation. */
  readonly regression: Float64Array;
  /** Per column and step: its value less its forecast of the step before; NaN where unobserved. */
  readonly innovations: readonly Float64Array[];
  /** Per step: variance of the forecast in error variances; NaN where unobserved. */
  readonly variances: Float64Array;
  /** Forecast of the state after the last step, per column, and its covariance in error variances. */
  readonly states: readonly Float64Array[];
  readonly covariance: Float64Array;
  /** Length of the state, and of its ARMA part. */
  readonly size: number;
  readonly armaSize: number;
  /** Values that the likelihood was taken over, at the last evaluation. */
  usedCount = 0;

  private readonly space: StateSpace;
  private readonly presample: PresampleCovariance;
  /** Places of the state that may be uncertain, ascending; the rest of the covariance is zero. */
  private readonly active: Int32Array;
  private activeCount = 0;
  private readonly gain: Float64Array;
  private readonly moved: Float64Array;
  private readonly gram: Float64Array;

  /**
   * @param columns the series (NaN where unobserved) and the columns of the regression, equally long
   * @param delta   the differences in AR form (differencingInArForm); empty where the columns are
   *                differenced already
   */
  constructor(
    order: ArimaOrder,
    private readonly columns: readonly Float64Array[],
    private readonly delta: Float64Array,
  ) {
    this.coefficients = newCoefficients(order);
    this.presample = new PresampleCovariance(this.coefficients);
    const { phi, theta } = this.coefficients;
    this.space = new StateSpace(phi, theta, delta);
    this.armaSize = this.space.armaSize;
    this.size = this.space.size;
    this.residualCount = columns[0].length;
    this.regression = new Float64Array(columns.length - 1);
    this.innovations = columns.map((column) => new Float64Array(column.length));
    this.variances = new Float64Array(this.residualCount);
    this.states = columns.map(() => new Float64Array(this.size));
    this.covariance = new Float64Array(this.size ** 2);
    this.active = new Int32Array(this.size);
    this.gain = new Float64Array(this.size);
    this.moved = new Float64Array(this.size ** 2);
    this.gram = new Float64Array((columns.length - 1) ** 2);
  }

  /** Writes the residuals at the coordinates of the search; false where the likelihood does not exist. */
  evaluate(search: Float64Array, out: Float64Array): boolean {
    setCoefficients(this.coefficients, search);
    const logDeterminant = this.filter();
    if (Number.isNaN(logDeterminant)) return false;
    this.regress();
    const { innovations, regression, variances, usedCount } = this;
    const scale = usedCount > 0 ? Math.exp(logDeterminant / (2 * usedCount)) : 1;
    let squares = 0;
    for (let t = 0; t < out.length; t++) {
      out[t] = 0;
      if (!(variances[t] < TOO_VAGUE)) continue;
      let innovation = innovations[0][t];
      for (let c = 0; c < regression.length; c++)
        innovation -= regression[c] * innovations[c + 1][t];
      out[t] = (scale * innovation) / Math.sqrt(variances[t]);
      squares += out[t] * out[t];
    }
    return Number.isFinite(squares);
  }

  /** Runs the filter over all columns; answers the sum of the logarithms of the variances, NaN if it fails. */
  private filter(): number {
    const { columns, innovations, states, variances, gain } = this;
    if (!this.start()) return Number.NaN;
    const values = columns[0];
    let logDeterminant = 0;
    this.usedCount = 0;
    let settled = false;
    for (let t = 0; t < values.length; t++) {
      if (Number.isNaN(values[t])) {
        variances[t] = Number.NaN;
        for (let c = 0; c < columns.length; c++) innovations[c][t] = Number.NaN;
        if (settled) this.expectedCovariance();
        settled = false;
        for (const state of states) this.space.move(state);
        this.moveCovariance(false);
        continue;
      }
      if (!settled) this.measureGain();
      const variance: number = settled ? 1 : this.space.observe(gain);
      variances[t] = variance;
      if (variance < TOO_VAGUE) {
        logDeterminant += Math.log(variance);
        this.usedCount += 1;
      }
      for (let c = 0; c < columns.length; c++) {
        const state = states[c];
        const innovation = columns[c][t] - this.space.observe(state);
        innovations[c][t] = innovation;
        if (settled) {
          // The state is then known but for the newest error, which the innovation is.
          this.space.shock(state, innovation);
        } else {
          const weight = innovation / variance;
          for (let i = 0; i < this.activeCount; i++)
            state[this.active[i]] += gain[this.active[i]] * weight;
        }
        this.space.move(state);
      }
      if (settled) continue;
      this.learn(variance);
      settled = variance - 1 < SETTLED && this.onlyErrorsLeft();
      if (settled) continue;
      if (this.activeCount === this.armaSize) this.moveArmaCovariance();
      else this.moveCovariance(true);
    }
    if (settled) this.expectedCovariance();
    return logDeterminant;
  }

  /** The covariance of the state one step on where nothing but the newest error is unknown. */
  private expectedCovariance(): void {
    const { covariance, size } = this;
    const { theta } = this.coefficients;
    covariance.fill(0);
    // Only the ARMA part depends on the newest error.
    for (let i = 0; i < this.armaSize; i++) this.active[i] = i;
    this.activeCount = this.armaSize;
    const weight = (i: number) => (i === 0 ? 1 : theta[i - 1]);
    for (let i = 0; i <= theta.length; i++)
      for (let j = 0; j <= theta.length; j++) covariance[i * size + j] = weight(i) * weight(j);
  }

  /** Whether the state, once the newest value is known, is known as well. */
  private onlyErrorsLeft(): boolean {
    const { covariance, size } = this;
    for (let i = 0; i < size; i++) if (Math.abs(covariance[i * size + i]) > SETTLED) return false;
    return true;
  }

  /** State and covariance before the first value. */
  private start(): boolean {
    const { states, covariance, presample, size, armaSize } = this;
    if (presample.size > 0 && !presample.update()) return false;
    for (const state of states) state.fill(0);
    this.expectedCovariance();
    const known = presample.size;
    for (let i = 0; i < known; i++)
      for (let j = 0; j < known; j++)
        covariance[i * size + j] += presample.covariance[i * known + j];
    for (let i = armaSize; i < size; i++) covariance[i * size + i] = DIFFUSE;
    for (let i = 0; i < size; i++) this.active[i] = i;
    this.activeCount = size;
    return true;
  }

  /** gain ← covariance of the state with the value that is observed. */
  private measureGain(): void {
    const { gain, covariance, delta, size, armaSize, active, activeCount } = this;
    const { lags } = this.space;
    gain.fill(0);
    for (let a = 0; a < activeCount; a++) {
      const row = active[a] * size;
      let sum = covariance[row];
      for (let k = 0; k < lags.length; k++)
        sum += delta[lags[k]] * covariance[row + armaSize + lags[k]];
      gain[active[a]] = sum;
    }
  }

  /** Takes off the covariance what an observed value of a given variance explains. */
  private learn(variance: number): void {
    const { gain, covariance, size, active, activeCount } = this;
    for (let a = 0; a < activeCount; a++) {
      const row = active[a] * size;
      const weight = gain[active[a]] / variance;
      if (weight === 0) continue;
      for (let b = a; b < activeCount; b++) {
        const value = covariance[row + active[b]] - weight * gain[active[b]];
        covariance[row + active[b]] = value;
        covariance[active[b] * size + active[a]] = value;
      }
    }
  }

  /** moveCovariance where nothing but the ARMA part is uncertain: one pass over half the matrix. */
  private moveArmaCovariance(): void {
    const { covariance, moved, size, armaSize } = this;
    const { phi, theta } = this.coefficients;
    const p = phi.length;
    const q = theta.length;
    for (let j = 0; j < armaSize; j++) moved[j] = covariance[j];
    const first = moved[0];
    for (let i = 0; i < armaSize; i++) {
      const row = i * size;
      const phiI = i < p ? phi[i] : 0;
      const thetaI = i === 0 ? 1 : i <= q ? theta[i - 1] : 0;
      const ofFirst = (i + 1 < armaSize ? moved[i + 1] : 0) + phiI * first;
      const below = row + size + 1;
      for (let j = i; j < armaSize; j++) {
        let value = 0;
        // Row i + 1 and column j + 1 have not been overwritten yet.
        if (j + 1 < armaSize) value = covariance[below + j] + phiI * moved[j + 1];
        if (j < p) value += phi[j] * ofFirst;
        if (thetaI !== 0) value += j === 0 ? 1 : j <= q ? thetaI * theta[j - 1] : 0;
        covariance[row + j] = value;
        covariance[j * size + i] = value;
      }
    }
  }

  /**
   * covariance ← T covariance T′ + the new error's: first the rows, then the columns.
   *
   * @param observed the value of this step is known, so that it stays known as the newest of the last values
   */
  private moveCovariance(observed: boolean): void {
    const { covariance, moved, size, armaSize, delta, active } = this;
    const { lags } = this.space;
    const { phi, theta } = this.coefficients;
    const before = this.activeCount;
    moved.fill(0);
    for (let i = 0; i < armaSize; i++) {
      const row = i * size;
      const weight = i < phi.length ? phi[i] : 0;
      if (i + 1 < armaSize)
        for (let b = 0; b < before; b++) {
          const j = active[b];
          moved[row + j] = covariance[row + size + j] + weight * covariance[j];
        }
      else for (let b = 0; b < before; b++) moved[row + active[b]] = weight * covariance[active[b]];
    }
    for (let a = 0; a < before; a++) {
      const i = active[a] + 1;
      if (i <= armaSize || i >= size) continue;
      for (let b = 0; b < before; b++)
        moved[i * size + active[b]] = covariance[(i - 1) * size + active[b]];
    }
    const newest = armaSize * size;
    if (size > armaSize && !observed) {
      for (let b = 0; b < before; b++) moved[newest + active[b]] = covariance[active[b]];
      for (let k = 0; k < lags.length; k++) {
        const weight = delta[lags[k]];
        const from = (armaSize + lags[k]) * size;
        for (let b = 0; b < before; b++)
          moved[newest + active[b]] += weight * covariance[from + active[b]];
      }
    }
    this.ageActive(observed);
    const after = this.activeCount;
    for (let b = 0; b < after; b++) {
      const row = active[b] * size;
      const first = moved[row];
      for (let i = 0; i < armaSize; i++) {
        let value = i + 1 < armaSize ? moved[row + i + 1] : 0;
        if (i < phi.length) value += phi[i] * first;
        covariance[row + i] = value;
      }
      if (size === armaSize) continue;
      for (let i = size - 1; i > armaSize; i--) covariance[row + i] = moved[row + i - 1];
      let value = 0;
      if (!observed) {
        value = first;
        for (let k = 0; k < lags.length; k++)
          value += delta[lags[k]] * moved[row + armaSize + lags[k]];
      }
      covariance[row + armaSize] = value;
    }
    covariance[0] += 1;
    for (let i = 0; i < theta.length; i++) {
      covariance[i + 1] += theta[i];
      covariance[(i + 1) * size] += theta[i];
      for (let j = 0; j < theta.length; j++)
        covariance[(i + 1) * size + j + 1] += theta[i] * theta[j];
    }
  }

  /** Moves the places of uncertain last values one step on; the rows of those that drop out become zero. */
  private ageActive(observed: boolean): void {
    const { active, armaSize, size, covariance } = this;
    let count = armaSize;
    const before = this.activeCount;
    const drop = before > armaSize && active[before - 1] === size - 1;
    const kept = before - armaSize - (drop ? 1 : 0);
    // Rows at the old places that are not new places are cleared, so that columns read zeros there.
    for (let a = armaSize; a < before; a++)
      covariance.fill(0, active[a] * size, (active[a] + 1) * size);
    const shift = observed ? 0 : 1;
    for (let a = kept - 1; a >= 0; a--) active[armaSize + shift + a] = active[armaSize + a] + 1;
    count += kept;
    if (!observed && size > armaSize) {
      active[armaSize] = armaSize;
      count += 1;
    }
    this.activeCount = count;
  }

  /** Generalised least squares of the series on the other columns. */
  private regress(): void {
    const { innovations, variances, regression, gram } = this;
    const count = regression.length;
    if (count === 0) return;
    gram.fill(0);
    regression.fill(0);
    for (let t = 0; t < variances.length; t++) {
      if (!(variances[t] < TOO_VAGUE)) continue;
      for (let i = 0; i < count; i++) {
        const weighted = innovations[i + 1][t] / variances[t];
        regression[i] += weighted * innovations[0][t];
        for (let j = 0; j <= i; j++) gram[i * count + j] += weighted * innovations[j + 1][t];
      }
    }
    if (choleskyFactor(gram, count)) choleskySolve(gram, count, regression);
    else regression.fill(0);
  }
}
