/**
 * Local regression on equally spaced points 0 … count − 1, prepared once and applied to many series of the
 * same length. Without robustness weights a fitted value is a weighted sum of its neighbours, and the weights
 * depend on nothing but the places, so they are worked out beforehand; all points away from the ends share
 * them.
 *
 * @see Cleveland, Cleveland, McRae & Terpenning (1990), "STL: a seasonal-trend decomposition procedure based
 *   on loess", Journal of Official Statistics 6, section 2
 */
export interface Loess {
  readonly count: number;
  readonly degree: 0 | 1;
  /** Values that each fitted value is made of. */
  readonly width: number;
  /** Points that are fitted, ascending; those between are interpolated. −1 and count where asked for. */
  readonly points: Int32Array;
  /** By point: first neighbour, and where its weights begin. */
  readonly starts: Int32Array;
  readonly offsets: Int32Array;
  /** Tricube weights by distance, and the weights of the fitted value that follow from them. */
  readonly kernels: Float64Array;
  readonly weights: Float64Array;
}

export interface LoessShape {
  /** Neighbours taken, odd; more than there are widens the kernel only. */
  readonly window: number;
  /** 0 fits local means, 1 local lines. */
  readonly degree: 0 | 1;
  /** Every jump-th point is fitted. */
  readonly jump: number;
  /** One point before the first and one after the last are fitted too. */
  readonly beyond: boolean;
}

export function prepareLoess(count: number, shape: LoessShape): Loess {
  const { window, degree, beyond } = shape;
  const width = Math.min(window, count);
  const points = fittedPoints(count, shape.jump, beyond);
  const half = (window - 1) / 2;
  const starts = new Int32Array(points.length);
  const offsets = new Int32Array(points.length);
  let length = 0;
  let shared = -1;
  for (let i = 0; i < points.length; i++) {
    const start = Math.max(0, Math.min(points[i] - half, count - width));
    const inside = points[i] - start === half && width === window;
    starts[i] = start;
    offsets[i] = inside && shared >= 0 ? shared : length;
    if (offsets[i] === length) length += width;
    if (inside) shared = offsets[i];
  }
  const kernels = new Float64Array(length);
  const weights = new Float64Array(length);
  for (let i = 0, filled = 0; i < points.length; i++) {
    if (offsets[i] < filled) continue;
    const kernel = kernels.subarray(filled, filled + width);
    writeTricube(kernel, points[i] - starts[i], window - width);
    const row = weights.subarray(filled, filled + width);
    writeRegression(row, kernel, points[i] - starts[i], degree, count);
    filled += width;
  }
  return { count, degree, width, points, starts, offsets, kernels, weights };
}

/** Every jump-th point, the last one, and where asked for one more at either end. */
function fittedPoints(count: number, jump: number, beyond: boolean): Int32Array {
  const step = Math.min(jump, Math.max(1, count - 1));
  const points: number[] = beyond ? [-1] : [];
  for (let i = 0; i < count; i += step) points.push(i);
  if (points[points.length - 1] !== count - 1) points.push(count - 1);
  if (beyond) points.push(count);
  return Int32Array.from(points);
}

/** Weights by distance from `at`; a window wider than the series reaches half of the excess further. */
function writeTricube(kernel: Float64Array, at: number, excess: number): void {
  const reach = Math.max(at, kernel.length - 1 - at) + Math.floor(excess / 2);
  for (let j = 0; j < kernel.length; j++) {
    const ratio = Math.abs(j - at) / reach;
    const rest = 1 - ratio * ratio * ratio;
    // The thresholds are those of the authors' program.
    if (ratio <= 0.001 || reach === 0) kernel[j] = 1;
    else kernel[j] = ratio <= 0.999 ? rest * rest * rest : 0;
  }
}

/** What each neighbour counts in the value at `at` of the mean or line fitted with the kernel's weights. */
function writeRegression(
  weights: Float64Array,
  kernel: Float64Array,
  at: number,
  degree: 0 | 1,
  count: number,
): void {
  let sum = 0;
  let centre = 0;
  for (let j = 0; j < kernel.length; j++) {
    sum += kernel[j];
    centre += kernel[j] * j;
  }
  centre /= sum;
  let spread = 0;
  for (let j = 0; j < kernel.length; j++) {
    weights[j] = kernel[j] / sum;
    spread += weights[j] * (j - centre) * (j - centre);
  }
  if (degree === 0 || !isSpread(spread, count)) return;
  const lean = (at - centre) / spread;
  for (let j = 0; j < weights.length; j++) weights[j] *= 1 + lean * (j - centre);
}

/** A line through points that lie closer together than this is not to be told from a mean. */
const isSpread = (spread: number, count: number): boolean =>
  Math.sqrt(spread) > 0.001 * (count - 1);

/**
 * Smooths values[0 … count − 1] into out: out[first + i] is the value at point i, i from −1 to count where
 * those beyond the ends were asked for.
 *
 * @param robustness weight of each value, in [0, 1]; null where all count the same
 */
export function applyLoess(
  loess: Loess,
  values: Float64Array,
  robustness: Float64Array | null,
  out: Float64Array,
  first: number,
): void {
  const { points, starts, offsets, weights, width } = loess;
  let before = points[0];
  for (let i = 0; i < points.length; i++) {
    const point = points[i];
    let fit = 0;
    if (robustness === null) {
      const offset = offsets[i];
      const start = starts[i];
      for (let j = 0; j < width; j++) fit += weights[offset + j] * values[start + j];
    } else fit = robustFit(loess, i, values, robustness);
    out[first + point] = fit;
    const gap = point - before;
    if (gap > 1) {
      const from = out[first + before];
      const slope = (fit - from) / gap;
      for (let k = 1; k < gap; k++) out[first + before + k] = from + slope * k;
    }
    before = point;
  }
}

function robustFit(
  loess: Loess,
  i: number,
  values: Float64Array,
  robustness: Float64Array,
): number {
  const { degree, width, kernels, count } = loess;
  const offset = loess.offsets[i];
  const start = loess.starts[i];
  const at = loess.points[i] - start;
  let sum = 0;
  let centre = 0;
  let mean = 0;
  for (let j = 0; j < width; j++) {
    const weight = kernels[offset + j] * robustness[start + j];
    sum += weight;
    centre += weight * j;
    mean += weight * values[start + j];
  }
  // All neighbours are outliers: the nearest of them must do.
  if (!(sum > 0)) return values[start + Math.min(width - 1, Math.max(0, at))];
  centre /= sum;
  mean /= sum;
  if (degree === 0) return mean;
  let spread = 0;
  let slope = 0;
  for (let j = 0; j < width; j++) {
    const weight = (kernels[offset + j] * robustness[start + j]) / sum;
    spread += weight * (j - centre) * (j - centre);
    slope += weight * (j - centre) * values[start + j];
  }
  return isSpread(spread, count) ? mean + ((at - centre) * slope) / spread : mean;
}
