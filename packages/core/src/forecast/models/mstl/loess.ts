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
  const { window, degree, jump, beyond } = shape;
  const width = Math.min(window, count);
  const points: number[] = beyond ? [-1] : [];
  for (let i = 0; i < count; i += Math.min(jump, Math.max(1, count - 1))) points.push(i);
  if (points[points.length - 1] !== count - 1) points.push(count - 1);
  if (beyond) points.push(count);
  const half = (window - 1) / 2;
  const starts = new Int32Array(points.length);
  const offsets = new Int32Array(points.length);
  const kernels: number[] = [];
  const weights: number[] = [];
  let shared = -1;
  for (let i = 0; i < points.length; i++) {
    const start = Math.max(0, Math.min(points[i] - half, count - width));
    starts[i] = start;
    const inside = points[i] - start === half && width === window;
    if (inside && shared >= 0) {
      offsets[i] = shared;
      continue;
    }
    offsets[i] = weights.length;
    if (inside) shared = weights.length;
    const kernel = tricube(points[i] - start, width, window - width);
    kernels.push(...kernel);
    weights.push(...regressionWeights(kernel, points[i] - start, degree, count));
  }
  return {
    count,
    degree,
    width,
    points: Int32Array.from(points),
    starts,
    offsets,
    kernels: Float64Array.from(kernels),
    weights: Float64Array.from(weights),
  };
}

/** Weights by distance from `at`; a window wider than the series reaches half of the excess further. */
function tricube(at: number, width: number, excess: number): Float64Array {
  const reach = Math.max(at, width - 1 - at) + Math.floor(excess / 2);
  const kernel = new Float64Array(width);
  for (let j = 0; j < width; j++) {
    const distance = Math.abs(j - at);
    if (distance > 0.999 * reach) continue;
    const ratio = distance / reach;
    const rest = 1 - ratio * ratio * ratio;
    kernel[j] = distance <= 0.001 * reach ? 1 : rest * rest * rest;
  }
  return kernel;
}

/** What each neighbour counts in the value at `at` of the mean or line fitted with the kernel's weights. */
function regressionWeights(
  kernel: Float64Array,
  at: number,
  degree: 0 | 1,
  count: number,
): Float64Array {
  let sum = 0;
  for (const weight of kernel) sum += weight;
  const weights = kernel.map((weight) => weight / sum);
  if (degree === 0) return weights;
  let centre = 0;
  for (let j = 0; j < weights.length; j++) centre += weights[j] * j;
  let spread = 0;
  for (let j = 0; j < weights.length; j++) spread += weights[j] * (j - centre) ** 2;
  // A line through points that lie this close together is not to be told from a mean.
  if (Math.sqrt(spread) <= 0.001 * (count - 1)) return weights;
  const lean = (at - centre) / spread;
  for (let j = 0; j < weights.length; j++) weights[j] *= 1 + lean * (j - centre);
  return weights;
}

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
  return Math.sqrt(spread) > 0.001 * (count - 1) ? mean + ((at - centre) * slope) / spread : mean;
}
