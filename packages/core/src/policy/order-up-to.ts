import { quantileOfSamples } from '../maths/index.js';

/**
 * The order-up-to level that covers the given share of sampled demands over the protection interval
 * (lead time plus review period): the smallest sampled total S with P(demand <= S) >= ratio. It is the
 * newsvendor quantile of the sample, so it needs no assumption on the shape of demand.
 *
 * @param samples equally likely totals of demand over lead time plus review period, pieces, any order
 * @param ratio   the critical ratio, in [0, 1] (see criticalRatio)
 * @returns S, one of the samples: whole when they are
 * @throws RangeError when there is no sample or the ratio lies outside [0, 1]
 * @see Levi, Roundy & Shmoys (2007), "Provably near-optimal sampling-based policies"
 * @example samples 4, 0, 9, 2, 7 and ratio 0.8: 7
 */
export const orderUpToFromSamples = (samples: ArrayLike<number>, ratio: number): number =>
  quantileOfSamples(samples, ratio);
