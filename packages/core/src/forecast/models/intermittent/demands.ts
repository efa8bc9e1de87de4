import type { History, Track } from '../../methods/history.js';

/** Grown as needed and never changed otherwise: allocation would cost more than the methods themselves. */
let ones = new Float64Array(0);
/** Of flat methods nobody reads the slope. */
let unread = new Float64Array(0);

/** The observed steps of a series, closed up, and the demands among them. */
export class Demands {
  /** Every step open and observed, so that the methods take their textbook form. Not negative. */
  readonly history: History;
  /** Step of the series that each observed one was; null where all were observed. */
  readonly steps: Int32Array | null;
  /** Observed step of the first demand; −1 without one. */
  readonly first: number;
  private listed: { readonly sizes: Float64Array; readonly intervals: Float64Array } | null = null;

  /** @param values NaN = not observed; such a step is passed over as if it had not been */
  constructor(values: Float64Array) {
    let length = 0;
    let plain = 0;
    for (let t = 0; t < values.length; t++) {
      if (!Number.isNaN(values[t])) length += 1;
      if (values[t] >= 0) plain += 1;
    }
    const steps = length < values.length ? observedSteps(values, length) : null;
    const pieces =
      plain === values.length
        ? values.slice()
        : Float64Array.from({ length }, (_, i) => Math.max(0, values[steps?.[i] ?? i]));
    if (ones.length < length) ones = new Float64Array(2 * length).fill(1);
    this.history = { length, pieces, exposure: ones, beginsWithSale: false, demandShare: 1 };
    this.steps = steps;
    this.first = pieces.findIndex((value) => value > 0);
  }

  get sizes(): Float64Array {
    return this.list().sizes;
  }

  /** Observed steps from demand to demand; the first counts from the beginning, itself included. */
  get intervals(): Float64Array {
    return this.list().intervals;
  }

  /** Made when first asked for: Croston's method and TSB do without. */
  private list() {
    if (this.listed !== null) return this.listed;
    const { pieces, length } = this.history;
    const sizes = new Float64Array(length);
    const intervals = new Float64Array(length);
    let count = 0;
    let last = -1;
    for (let t = 0; t < length; t++) {
      if (!(pieces[t] > 0)) continue;
      sizes[count] = pieces[t];
      intervals[count++] = t - last;
      last = t;
    }
    this.listed = { sizes: sizes.slice(0, count), intervals: intervals.slice(0, count) };
    return this.listed;
  }
}

function observedSteps(values: Float64Array, observed: number): Int32Array {
  const steps = new Int32Array(observed);
  for (let t = 0, i = 0; t < values.length; t++) if (!Number.isNaN(values[t])) steps[i++] = t;
  return steps;
}

/** The rates that a method tracks through the observed steps, at the close of each. */
export function trackRates(
  demands: Demands,
  method: (history: History, track: Track) => void,
): Float64Array {
  const { length } = demands.history;
  if (unread.length < length) unread = new Float64Array(2 * length);
  const rate = new Float64Array(length);
  method(demands.history, { rate, slope: unread });
  return rate;
}
