import { requireProbability, requireWhole } from './arguments.js';

/**
 * A distribution on whole pieces: probabilities[i] is that of offset + i pieces. They add up to 1 (to
 * rounding); a tail too thin to matter is left out, see pmf-families.ts.
 */
export interface Pmf {
  readonly offset: number;
  readonly probabilities: Float64Array;
}

/** A sum may miss the level it means by a few roundings; that is no reason to take one more piece. */
const ROUNDING = 1e-13;

/** Probabilities below this share of the greatest are trimmed from both ends. */
const NEGLIGIBLE = 1e-24;

/** Drops the negligible ends and scales the rest to add up to 1. */
export function tidyPmf(offset: number, weights: Float64Array): Pmf {
  let greatest = 0;
  for (const weight of weights) if (weight > greatest) greatest = weight;
  if (!(greatest > 0 && greatest < Infinity))
    throw new RangeError('a distribution needs a positive, finite weight somewhere');
  const least = greatest * NEGLIGIBLE;
  let from = 0;
  let to = weights.length;
  while (weights[from] < least) from++;
  while (weights[to - 1] < least) to--;
  const probabilities = weights.slice(from, to);
  let total = 0;
  for (const weight of probabilities) total += weight;
  for (let i = 0; i < probabilities.length; i++) probabilities[i] /= total;
  return { offset: offset + from, probabilities };
}

/** The whole probability on one number of pieces. */
export const pointPmf = (pieces: number): Pmf => ({
  offset: requireWhole('pieces', pieces, Number.MIN_SAFE_INTEGER),
  probabilities: Float64Array.of(1),
});

/** The greatest number of pieces that the distribution holds. */
export const pmfLast = ({ offset, probabilities }: Pmf): number =>
  offset + probabilities.length - 1;

/** Probability of exactly `pieces`. */
export const pmfAt = ({ offset, probabilities }: Pmf, pieces: number): number =>
  probabilities[pieces - offset] ?? 0;

export function pmfMean({ offset, probabilities }: Pmf): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) sum += i * probabilities[i];
  return offset + sum;
}

export function pmfVariance(pmf: Pmf): number {
  const center = pmfMean(pmf) - pmf.offset;
  let sum = 0;
  for (let i = 0; i < pmf.probabilities.length; i++)
    sum += (i - center) * (i - center) * pmf.probabilities[i];
  return sum;
}

/** P(D <= pieces). */
export function pmfCdf({ offset, probabilities }: Pmf, pieces: number): number {
  const last = Math.min(Math.floor(pieces) - offset, probabilities.length - 1);
  if (last === probabilities.length - 1) return 1;
  let sum = 0;
  for (let i = 0; i <= last; i++) sum += probabilities[i];
  return sum;
}

/**
 * The smallest number of pieces d with P(D <= d) >= probability.
 *
 * @throws RangeError unless 0 <= probability <= 1
 */
export function pmfQuantile({ offset, probabilities }: Pmf, probability: number): number {
  requireProbability('probability', probability);
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    sum += probabilities[i];
    if (sum >= probability - ROUNDING) return offset + i;
  }
  return offset + probabilities.length - 1;
}

/** The distribution of the sum of two independent demands. */
export function convolve(a: Pmf, b: Pmf): Pmf {
  const [long, short] = a.probabilities.length < b.probabilities.length ? [b, a] : [a, b];
  const p = long.probabilities;
  const q = short.probabilities;
  const sum = new Float64Array(p.length + q.length - 1);
  for (let j = 0; j < q.length; j++) {
    const weight = q[j];
    if (weight === 0) continue;
    for (let i = 0; i < p.length; i++) sum[i + j] += weight * p[i];
  }
  return tidyPmf(a.offset + b.offset, sum);
}

/**
 * The distribution of the demand of `periods` independent periods, by repeated doubling.
 *
 * @param periods whole, >= 0; 0 gives no demand for sure
 * @throws RangeError on another number of periods
 */
export function sumOfPeriods(pmf: Pmf, periods: number): Pmf {
  requireWhole('periods', periods);
  let sum = pointPmf(0);
  let power = pmf;
  for (let left = periods; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) sum = convolve(sum, power);
    if (left > 1) power = convolve(power, power);
  }
  return sum;
}

/** E[(level − D)^+]: the stock expected to be left of `level` pieces. */
export function expectedLeftover({ offset, probabilities }: Pmf, level: number): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length && offset + i < level; i++)
    sum += (level - offset - i) * probabilities[i];
  return sum;
}

/** E[(D − level)^+]: the demand expected to find no stock behind `level` pieces. */
export function expectedShortage({ offset, probabilities }: Pmf, level: number): number {
  let sum = 0;
  for (let i = probabilities.length - 1; i >= 0 && offset + i > level; i--)
    sum += (offset + i - level) * probabilities[i];
  return sum;
}

/** Expected leftover and shortage at every level, each for the price of one. */
export interface PmfLosses {
  /** E[(level − D)^+] at a whole level. */
  leftover(level: number): number;
  /** E[(D − level)^+] at a whole level. */
  shortage(level: number): number;
}

/** Tabulates expectedLeftover and expectedShortage over the support; beyond it they are straight. */
export function pmfLosses(pmf: Pmf): PmfLosses {
  const { offset, probabilities } = pmf;
  const count = probabilities.length;
  const leftover = new Float64Array(count);
  const shortage = new Float64Array(count);
  let below = 0;
  for (let i = 1; i < count; i++) {
    below += probabilities[i - 1];
    leftover[i] = leftover[i - 1] + below;
  }
  let above = 0;
  for (let i = count - 2; i >= 0; i--) {
    above += probabilities[i + 1];
    shortage[i] = shortage[i + 1] + above;
  }
  return {
    leftover(level) {
      const at = level - offset;
      if (at < 0) return 0;
      return at < count ? leftover[at] : leftover[count - 1] + (at - count + 1);
    },
    shortage(level) {
      const at = level - offset;
      if (at >= count) return 0;
      return at >= 0 ? shortage[at] : shortage[0] - at;
    },
  };
}
