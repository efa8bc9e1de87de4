import type { History, Track } from '../../methods/history.js';

/** The observed steps of a series, closed up, and the demands among them. */
export interface Demands {
  /** Every step open and observed, so that the methods take their textbook form. Not negative. */
  readonly history: History;
  /** Step of the series that each observed one was. */
  readonly steps: Int32Array;
  readonly sizes: Float64Array;
  /** Observed steps from demand to demand; the first counts from the beginning, itself included. */
  readonly intervals: Float64Array;
}

/** @param values NaN = not observed; such a step is passed over as if it had not been */
export function findDemands(values: Float64Array): Demands {
  const pieces = new Float64Array(values.length);
  const steps = new Int32Array(values.length);
  const sizes = new Float64Array(values.length);
  const intervals = new Float64Array(values.length);
  let length = 0;
  let count = 0;
  let last = -1;
  for (let t = 0; t < values.length; t++) {
    const value = values[t];
    if (Number.isNaN(value)) continue;
    if (value > 0) {
      pieces[length] = value;
      sizes[count] = value;
      intervals[count++] = length - last;
      last = length;
    }
    steps[length++] = t;
  }
  const exposure = new Float64Array(length).fill(1);
  return {
    history: { length, pieces, exposure, beginsWithSale: false, demandShare: 1 },
    steps,
    sizes: sizes.subarray(0, count),
    intervals: intervals.subarray(0, count),
  };
}

/** The rates that a method tracks through the observed steps, at the close of each. */
export function trackRates(
  demands: Demands,
  method: (history: History, track: Track) => void,
): Float64Array {
  const rate = new Float64Array(demands.history.length);
  method(demands.history, { rate, slope: new Float64Array(rate.length) });
  return rate;
}
