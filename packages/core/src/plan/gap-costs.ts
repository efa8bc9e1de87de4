import { quantileOfSorted } from '../maths/index.js';

const ROUNDING = 1e-9;

/**
 * What ordering q pieces today is expected to cost until the next chance to order, on sample paths.
 * A gap is the number of pieces that a path will find missing when nothing is ordered; a negative gap
 * is what it leaves over.
 *
 *     cost(q) = Cu · mean (gap − q)⁺ + mean lying((q − gap)⁺)
 *
 * A piece left over costs Co = h·R when the next review period uses it up. What is more than that lies
 * longer: the x-th piece waits x ÷ (demand of a review period) periods, so lying(x) grows with the
 * square from there. Where forecasts are wide this is what keeps an order from being years of demand;
 * with demandPerReview left out, it is Co·x, the newsvendor.
 *
 * The cost is convex in q, least at or below the critical-ratio quantile of the gaps.
 */
export interface GapCosts {
  /** Whole pieces, ascending, one per path, equally likely. */
  readonly gaps: Float64Array;
  /** Cu, money per missing piece, >= 0. */
  readonly underageCost: number;
  /** Co = h·R, money per piece left over at the next review, >= 0. */
  readonly overageCost: number;
  /** Pieces that demand uses up in a review period, > 0; left out = any number. */
  readonly demandPerReview?: number;
}

/** What x pieces left over are expected to cost until they are used up, money. */
function lyingCost(
  { overageCost, demandPerReview = Number.POSITIVE_INFINITY }: GapCosts,
  x: number,
) {
  if (x <= demandPerReview) return overageCost * x;
  return (overageCost * (demandPerReview + (x * x) / demandPerReview)) / 2;
}

/**
 * cost(q) as above, money.
 *
 * @example gaps −1, 2, 2, 5 with Cu 4 and Co 1: q = 2 costs 4·(3/4) + 1·(3/4) = 3.75
 */
export function expectedCost(costs: GapCosts, q: number): number {
  const { gaps, underageCost } = costs;
  let missing = 0;
  let lying = 0;
  for (let k = 0; k < gaps.length; k++) {
    const gap = gaps[k] - q;
    if (gap > 0) missing += gap;
    else lying += lyingCost(costs, -gap);
  }
  return (underageCost * missing + lying) / gaps.length;
}

/** Cu ÷ (Cu + Co); 0 where nothing is lost by running out. */
export const ratioOf = (underageCost: number, overageCost: number): number =>
  underageCost > 0 ? underageCost / (underageCost + overageCost) : 0;

/**
 * The whole pieces with the least expected cost, the fewest among equals; never negative.
 *
 * @example gaps −1, 2, 2, 5 with Cu 4 and Co 1: the 0.8-quantile, 5
 */
export function bestPieces(costs: GapCosts): number {
  const { gaps, underageCost, overageCost, demandPerReview } = costs;
  if (!(underageCost > 0)) return 0;
  const atRatio = Math.max(0, quantileOfSorted(gaps, ratioOf(underageCost, overageCost)));
  if (demandPerReview === undefined) return atRatio;
  let low = 0;
  let high = atRatio;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (savingOfNextPiece(costs, middle) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
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
 * What the piece after the first `pieces` saves, money: Cu·P(gap > pieces), less what it is expected to
 * cost where it is left over. It never rises.
 */
export function savingOfNextPiece(costs: GapCosts, pieces: number): number {
  const { gaps, underageCost, overageCost, demandPerReview } = costs;
  const count = gaps.length;
  const atMost = countAtMost(gaps, pieces);
  // Counted in paths, a saving below the rounding of the critical ratio is none: see quantileOfSorted.
  const beyondRatio = count * ratioOf(underageCost, overageCost) - atMost;
  if (Math.abs(beyondRatio) <= ROUNDING) return 0;
  if (demandPerReview !== undefined) {
    let lying = 0;
    for (let k = 0; k < atMost; k++)
      lying += lyingCost(costs, pieces + 1 - gaps[k]) - lyingCost(costs, pieces - gaps[k]);
    return (underageCost * (count - atMost) - lying) / count;
  }
  return (underageCost * (count - atMost) - overageCost * atMost) / count;
}

/**
 * For how many pieces from `pieces` on that saving stays (nearly) the same; Infinity past the largest gap
 * of costs that do not grow.
 */
export function piecesAlike({ gaps, demandPerReview }: GapCosts, pieces: number): number {
  const atMost = countAtMost(gaps, pieces);
  const untilNext = atMost === gaps.length ? Number.POSITIVE_INFINITY : gaps[atMost] - pieces;
  return demandPerReview === undefined
    ? untilNext
    : Math.min(untilNext, Math.max(1, Math.floor(demandPerReview / 8)));
}
