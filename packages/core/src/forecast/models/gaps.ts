/** The observed stretch of a series with its inner gaps filled. */
export interface FilledSeries {
  /** Step of the history at which the stretch begins: that of its first observed value. */
  readonly begin: number;
  /** From the first to the last observed value; unobserved steps between them by a straight line. */
  readonly values: Float64Array;
  /** Steps after the last observed value: forecasts begin that much later. */
  readonly trailing: number;
  readonly observedCount: number;
}

/**
 * For models that need a value at every step: leading and trailing unobserved steps are cut off, those
 * between are drawn as straight lines from neighbour to neighbour. The values given are not changed.
 *
 * @example NaN, 2, NaN, 4, NaN: begin 1, values 2, 3, 4, trailing 1
 */
export function fillGaps(values: Float64Array): FilledSeries {
  let begin = 0;
  while (begin < values.length && Number.isNaN(values[begin])) begin++;
  let end = values.length;
  while (end > begin && Number.isNaN(values[end - 1])) end--;
  const filled = values.slice(begin, end);
  let observedCount = 0;
  let last = 0;
  for (let t = 0; t < filled.length; t++) {
    if (Number.isNaN(filled[t])) continue;
    const slope = (filled[t] - filled[last]) / (t - last);
    for (let gap = last + 1; gap < t; gap++) filled[gap] = filled[last] + slope * (gap - last);
    observedCount += 1;
    last = t;
  }
  return { begin, values: filled, trailing: values.length - end, observedCount };
}
