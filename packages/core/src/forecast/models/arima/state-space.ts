/**
 * An ARIMA model in state space form. The first part of the state is Harvey's: its entry i is what the
 * values and errors up to now add to the value i steps on, entry 0 the (differenced) value itself. Where
 * the model differences inside, the last d + D m values of y follow.
 *
 * @see Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, section 3.3
 */
export class StateSpace {
  readonly armaSize: number;
  readonly size: number;
  /** Places of the coefficients of delta that are not zero. */
  readonly lags: Int32Array;
  private readonly next: Float64Array;

  /**
   * @param phi   AR form
   * @param theta MA form
   * @param delta the differences in AR form; empty where the values are differenced already
   */
  constructor(
    private readonly phi: Float64Array,
    private readonly theta: Float64Array,
    private readonly delta: Float64Array,
  ) {
    this.armaSize = Math.max(phi.length, theta.length + 1);
    this.size = this.armaSize + delta.length;
    this.lags = Int32Array.from(delta.keys()).filter((i) => delta[i] !== 0);
    this.next = new Float64Array(this.size);
  }

  /** The value that belongs to a state. */
  observe(state: Float64Array): number {
    const { lags, delta, armaSize } = this;
    let value = state[0];
    for (let k = 0; k < lags.length; k++) value += delta[lags[k]] * state[armaSize + lags[k]];
    return value;
  }

  /** Moves a state one step on, in place, without the new error. */
  move(state: Float64Array): void {
    const { next, armaSize, size, phi } = this;
    const first = state[0];
    const value = size > armaSize ? this.observe(state) : 0;
    for (let i = 0; i < armaSize; i++) {
      next[i] = i + 1 < armaSize ? state[i + 1] : 0;
      if (i < phi.length) next[i] += phi[i] * first;
    }
    for (let i = size - 1; i > armaSize; i--) next[i] = state[i - 1];
    if (size > armaSize) next[armaSize] = value;
    state.set(next);
  }

  /** Adds an error to a state, in place. */
  shock(state: Float64Array, error: number): void {
    const { theta } = this;
    state[0] += error;
    for (let i = 0; i < theta.length; i++) state[i + 1] += theta[i] * error;
  }
}
