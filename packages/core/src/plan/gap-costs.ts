import { quantileOfSorted } from '../maths/index.js';

const ROUNDING = 1e-9;

/**
 * What ordering q pieces today is expected to cost until the next chance to order, on sample paths.
 * A gap is the number of pieces that a path will find missing when nothing is ordered; a negative gap
 * is what it leaves over.
 *
 *     cost(q) = Cu · mean (gap − q)⁺ + Co · mean (q − gap)⁺
 *
 * convex in q, least at the critical-ratio quantile of the gaps (the newsvendor).
 */
export interface GapCosts {
  /** Whole pieces, ascending, one per path, equally likely. */
  readonly gaps: Float64Array;
  /** Cu, money per missing piece, >= 0. */
  readonly underageCost: number;
  /** Co = h·R, money per piece left over at the next review, >= 0. */
  readonly overageCost: number;
}

/**
 * cost(q) as above, money.
 *
 * @example gaps −1, 2, 2, 5 with Cu 4 and Co 1: q = 2 costs 4·(3/4) + 1·(3/4) = 3.75
 */
export function expectedCost({ gaps, underageCost, overageCost }: GapCosts, q: number): number {
  let missing = 0;
  let left = 0;
  for (let k = 0; k < gaps.length; k++) {
    const gap = gaps[k] - q;
    if (gap > 0) missing += gap;
    else left -= gap;
  }
  return (underageCost * missing + overageCost * left) / gaps.length;
}

/** Cu ÷ (Cu + Co); 0 where nothing is lost by running out. */
export const ratioOf = (underageCost: number, overageCost: number): number =>
  underageCost > 0 ? underageCost / (underageCost + overageCost) : 0;

/**
 * The whole pieces with the least expected cost, the fewest among equals; never negative.
 *
 * @example gaps −1, 2, 2, 5 with Cu 4 and Co 1: the 0.8-quantile, 5
 */
export function bestPieces({ gaps, underageCost, overageCost }: GapCosts): number {
  if (!(underageCost > 0)) return 0;
  return Math.max(0, quantileOfSorted(gaps, ratioOf(underageCost, overageCost)));
}

/** How many of the ascending gaps are at most `pieces`. */
export function countAtMost(gaps: Float64Array, pieces: number): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (gaps[middle] <= pieces) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * What the piece after the first `pieces` saves, money: Cu·P(gap > pieces) − Co·P(gap ≤ pieces). It is
 * the same up to the next larger gap, and never rises.
 */
export function savingOfNextPiece(costs: GapCosts, pieces: number): number {
  const { underageCost, overageCost } = costs;
  const count = costs.gaps.length;
  const atMost = countAtMost(costs.gaps, pieces);
  // Counted in paths, a saving below the rounding of the critical ratio is none: see quantileOfSorted.
  const beyondRatio = count * ratioOf(underageCost, overageCost) - atMost;
  if (Math.abs(beyondRatio) <= ROUNDING) return 0;
  return (underageCost * (count - atMost) - overageCost * atMost) / count;
}

/** For how many pieces from `pieces` on that saving stays the same; Infinity past the largest gap. */
export function piecesAlike(costs: GapCosts, pieces: number): number {
  const atMost = countAtMost(costs.gaps, pieces);
  return atMost === costs.gaps.length ? Number.POSITIVE_INFINITY : costs.gaps[atMost] - pieces;
}
