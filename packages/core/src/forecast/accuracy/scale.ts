/** How the scale of a scaled error is taken from the history. */
export interface ScaleSettings {
  /** Steps between the two values of each difference, at least 1; the season's length for M4. Default 1. */
  readonly lag?: number;
  /**
   * 'firstSale' (the default) leaves out the zeros before the first value that is not 0: an item that was
   * not yet on sale says nothing of how hard it is to forecast. 'start' takes the whole history.
   */
  readonly from?: 'firstSale' | 'start';
}

/**
 * Mean |yₜ − yₜ₋ₗ| of a history: the error of the naive forecast (of the seasonal naive for l > 1). Pairs
 * with an unobserved value (NaN) are left out.
 *
 * @returns NaN where no pair is observed or all differences are 0: there is no scale
 * @throws RangeError when the lag is no whole number above 0
 * @example 0 0 2 5: from the first sale, 3
 */
export const absoluteScale = (history: ArrayLike<number>, settings: ScaleSettings = {}): number =>
  scaleOf(history, settings, Math.abs);

/** Mean (yₜ − yₜ₋ₗ)² of a history, otherwise as `absoluteScale`. */
export const squaredScale = (history: ArrayLike<number>, settings: ScaleSettings = {}): number =>
  scaleOf(history, settings, (difference) => difference * difference);

function scaleOf(
  history: ArrayLike<number>,
  { lag = 1, from = 'firstSale' }: ScaleSettings,
  sizeOf: (difference: number) => number,
): number {
  if (!(Number.isInteger(lag) && lag >= 1))
    throw new RangeError(`lag is ${lag}; it must be a whole number of at least 1`);
  let begin = 0;
  if (from === 'firstSale')
    while (begin < history.length && !(Math.abs(history[begin]) > 0)) begin += 1;
  let sum = 0;
  let count = 0;
  for (let t = begin + lag; t < history.length; t++) {
    const size = sizeOf(history[t] - history[t - lag]);
    if (Number.isNaN(size)) continue;
    sum += size;
    count += 1;
  }
  return sum > 0 ? sum / count : Number.NaN;
}
