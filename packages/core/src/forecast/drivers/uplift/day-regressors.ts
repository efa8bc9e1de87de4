import type { DayExposure } from './day-exposure.js';
import type { Expectation } from './pooled-demand.js';

/**
 * What the logarithm of a day's expected demand gains with the logarithm of each event's factor: 1 for the
 * day's own events, less the share that an event has in the days that tell its usual demand. Few events touch
 * a day, so only those are kept.
 */
export class DayRegressors {
  readonly #size: number;
  readonly #gain: Float64Array;
  readonly #touched: Int32Array;
  readonly #isTouched: Uint8Array;
  #count = 0;

  constructor(size: number) {
    this.#size = size;
    this.#gain = new Float64Array(size);
    this.#touched = new Int32Array(size);
    this.#isTouched = new Uint8Array(size);
  }

  /** Reads event day k. */
  read(believed: DayExposure, { usual, exposure }: Expectation, k: number): void {
    const { days, comparable } = believed;
    this.#forget();
    for (let i = days.start[k]; i < days.start[k + 1]; i++) this.#touch(days.event[i], 1);
    const whole = usual[2 * k] + usual[2 * k + 1];
    for (let side = 2 * k; side < 2 * k + 2; side++) {
      if (usual[side] === 0) continue;
      const share = usual[side] / whole / believed.sumAround(side, exposure);
      const first = side * days.weeks;
      const end = first + believed.asked(side);
      for (let c = first; c < end; c++) {
        const other = days.indexOf[comparable[c]];
        if (other < 0) continue;
        const gain = -share * exposure[comparable[c]];
        for (let i = days.start[other]; i < days.start[other + 1]; i++)
          this.#touch(days.event[i], gain);
      }
    }
  }

  /** Adds the day that was read: slope += x · residual, curvature (its lower triangle) += x xᵀ · weight. */
  add(residual: number, weight: number, slope: Float64Array, curvature: Float64Array): void {
    for (let a = 0; a < this.#count; a++) {
      const i = this.#touched[a];
      const gain = this.#gain[i];
      slope[i] += gain * residual;
      const scaled = gain * weight;
      for (let b = 0; b < this.#count; b++) {
        const j = this.#touched[b];
        if (j <= i) curvature[i * this.#size + j] += scaled * this.#gain[j];
      }
    }
  }

  #touch(event: number, gain: number): void {
    if (this.#isTouched[event] === 0) {
      this.#isTouched[event] = 1;
      this.#touched[this.#count++] = event;
    }
    this.#gain[event] += gain;
  }

  #forget(): void {
    for (let a = 0; a < this.#count; a++) {
      this.#gain[this.#touched[a]] = 0;
      this.#isTouched[this.#touched[a]] = 0;
    }
    this.#count = 0;
  }
}
