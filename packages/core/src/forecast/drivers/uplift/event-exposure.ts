import type { EventColumns } from '../event-columns.js';

/**
 * Factor on usual demand in each step of the columns: Π over the events of 1 + (uplift − 1) · share of the step.
 * Divide history by it and multiply a forecast with it.
 *
 * @param uplifts one per column, such as EventUplifts.series from position `from` on
 * @param from    position of the first column's uplift
 * @param out     receives one factor per step; given back
 * @example an uplift of 2 on one of a week's seven days: 1 + 1/7
 */
export function eventExposure(
  columns: EventColumns,
  uplifts: ArrayLike<number>,
  from = 0,
  out: Float64Array = new Float64Array(columns.span.steps),
): Float64Array {
  const { names, span, values } = columns;
  out.fill(1);
  for (let c = 0; c < names.length; c++) {
    const more = uplifts[from + c] - 1;
    const base = c * span.steps;
    for (let t = 0; t < span.steps; t++) {
      const share = values[base + t];
      if (share !== 0) out[t] *= 1 + more * share;
    }
  }
  return out;
}
