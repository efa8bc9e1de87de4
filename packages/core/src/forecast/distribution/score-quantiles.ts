import { normalCdf, normalQuantile } from '../../maths/index.js';

/**
 * The distribution of scores as past forecasts showed it: the weighted scores themselves, and beside them a
 * normal of the same mean size with the weight of a few scores, which fills the gaps and gives tails to
 * a small sample. With many scores it is their empirical distribution, as in split conformal prediction.
 */
export interface ScoreDistribution {
  /** Ascending. */
  readonly scores: Float64Array;
  /** cumulated[i] = Σ weights of the scores up to i. */
  readonly cumulated: Float64Array;
  readonly normalWeight: number;
  readonly normalSpread: number;
}

/** Weight of the belief that scores are standard normal, the model being right, as many scores. */
const UNIT_WEIGHT = 10;

/** Mean size of a standard normal. Sizes, unlike squares, are not ruled by one wild score. */
const NORMAL_SIZE = 0.7978845608028654;

/**
 * @param scores       ascending
 * @param weights      of the scores, >= 0
 * @param normalWeight of the normal beside them, > 0
 */
export function scoreDistribution(
  scores: Float64Array,
  weights: Float64Array,
  normalWeight: number,
): ScoreDistribution {
  const cumulated = new Float64Array(scores.length);
  let sum = 0;
  let sizes = UNIT_WEIGHT * NORMAL_SIZE;
  for (let i = 0; i < scores.length; i++) {
    sum += weights[i];
    sizes += weights[i] * Math.abs(scores[i]);
    cumulated[i] = sum;
  }
  return {
    scores,
    cumulated,
    normalWeight,
    normalSpread: sizes / NORMAL_SIZE / (sum + UNIT_WEIGHT),
  };
}

/**
 * The τ-quantile of the scores, widened away from the median by 1/n as split conformal prediction
 * prescribes for n scores: between two scores the normal part alone rises, so it has a closed form.
 *
 * @param probability τ in (0, 1)
 * @see Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World, section 4.1
 */
export function scoreQuantile(distribution: ScoreDistribution, probability: number): number {
  const { scores, cumulated, normalWeight, normalSpread } = distribution;
  const count = scores.length;
  const weight = count > 0 ? cumulated[count - 1] : 0;
  const total = weight + normalWeight;
  const target = total * widened(probability, total);
  const normalPart = (score: number): number => normalWeight * normalCdf(score / normalSpread);
  // The first score up to which the distribution reaches the target.
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulated[middle] + normalPart(scores[middle]) < target) low = middle + 1;
    else high = middle;
  }
  const below = low > 0 ? cumulated[low - 1] : 0;
  if (low < count && below + normalPart(scores[low]) <= target) return scores[low];
  const share = (target - below) / normalWeight;
  return normalSpread * normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, share)));
}

/** Moves a probability away from ½ by 1/n of its distance, at most half of the way to 0 or 1. */
function widened(probability: number, count: number): number {
  const distance = probability - 0.5;
  const room = 0.5 - Math.abs(distance);
  const move = Math.min(Math.abs(distance) / count, room / 2);
  return probability + Math.sign(distance) * move;
}
