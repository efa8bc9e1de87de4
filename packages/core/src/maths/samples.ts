import { requireProbability } from './arguments.js';

/**
 * n·p a hair above a whole number is that number: 4/5 of 20 samples is the 16th, though 0.8 as a
 * quotient of costs may come out as 0.8000000000000002.
 */
const ROUNDING = 1e-9;

/** Position (from 0) of the p-quantile among `count` ascending samples. */
const orderIndex = (count: number, probability: number): number =>
  Math.min(count - 1, Math.max(0, Math.ceil(count * probability - ROUNDING) - 1));

/**
 * The p-quantile of equally likely samples as an order statistic: the smallest sample x such that at
 * least a share p of the samples is <= x. It is always one of the samples, so whole pieces stay whole.
 *
 * @param sorted      samples, ascending, at least one
 * @param probability p, in [0, 1]; 0 gives the smallest sample
 * @throws RangeError when there is no sample or p lies outside [0, 1]
 * @see Hyndman & Fan (1996), "Sample quantiles in statistical packages", definition 1
 * @example quantileOfSorted([1, 2, 3, 4], 0.5) is 2
 */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number {
  requireProbability('probability', probability);
  if (sorted.length === 0) throw new RangeError('a quantile needs at least one sample');
  return sorted[orderIndex(sorted.length, probability)];
}

/**
 * The p-quantile of unsorted samples (see quantileOfSorted); the samples are copied, not reordered.
 *
 * @throws RangeError when there is no sample or p lies outside [0, 1]
 */
export const quantileOfSamples = (samples: ArrayLike<number>, probability: number): number =>
  quantileOfSorted(Float64Array.from(samples).sort(), probability);
