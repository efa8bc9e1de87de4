import { likelihoodOf } from '../likelihood.js';
import { fitLevel, type LevelFit } from './fit-level.js';
import { type DynamicsKind, LEAST_LEVEL, type LevelDynamics } from './level-dynamics.js';

/** Fewer steps than this tell a share of sales, but no movement of it. */
const LEAST_VALUES = 6;

/**
 * Probability of a sale in a season's place: the level is the probability of an average place, the
 * multiplier that of the hazard, 1 − (1 − π)^m, so it stays below 1.
 */
export function saleChance(level: number, multiplier: number): number {
  if (multiplier === 1) return Math.min(1, level);
  return level >= 1 ? 1 : 1 - (1 - level) ** multiplier;
}

/**
 * Log-likelihood of sales (1) and none (0) under a moving probability. A fraction counts as both in
 * proportion.
 */
export function occurrenceLogLikelihood(
  occurred: Float64Array,
  multipliers: Float64Array,
  dynamics: LevelDynamics,
): number {
  const { start, target, keep, gain } = dynamics;
  const phases = multipliers.length;
  let level = start;
  let phase = 0;
  let logSum = 0;
  let product = 1;
  for (let t = 0; t < occurred.length; t++) {
    const y = occurred[t];
    const multiplier = multipliers[phase];
    phase += 1;
    if (phase === phases) phase = 0;
    const chance = saleChance(level, multiplier);
    level = target + keep * (level - target);
    if (y >= 0) {
      // A certain probability that is wrong once would end the search; the least level keeps it open.
      product *= Math.max(LEAST_LEVEL, y * chance + (1 - y) * (1 - chance));
      if (product < 1e-100) {
        logSum += Math.log(product);
        product = 1;
      }
      level += gain * (y - chance);
    }
    if (level < LEAST_LEVEL) level = LEAST_LEVEL;
    else if (level > 1) level = 1;
  }
  return logSum + Math.log(product);
}

/** The likeliest moving probability of a sale; of several kinds of dynamics the one of least AICc. */
export function likeliestOccurrence(
  occurred: Float64Array,
  multipliers: Float64Array,
  kind: DynamicsKind | 'auto',
): LevelFit {
  let observed = 0;
  let sales = 0;
  for (const y of occurred) {
    if (Number.isNaN(y)) continue;
    observed += 1;
    sales += y;
  }
  const share = observed > 0 ? sales / observed : 0;
  const dynamics = { start: share, target: share, keep: 1, gain: 0 };
  const still: LevelFit = {
    kind: 'still',
    dynamics,
    excess: 0,
    logLikelihood: occurrenceLogLikelihood(occurred, multipliers, dynamics),
    parameterCount: 1,
  };
  // The share of sales is the likeliest constant probability; with a season nearly so.
  if (kind === 'still' || observed < LEAST_VALUES || share === 0 || share === 1) return still;
  const problem = {
    mean: share,
    ceiling: 1,
    excess: 0,
    logLikelihood: (moving: LevelDynamics) =>
      occurrenceLogLikelihood(occurred, multipliers, moving),
  };
  if (kind !== 'auto') return fitLevel(kind, problem);
  const aicc = (fit: LevelFit): number =>
    likelihoodOf(fit.logLikelihood, fit.parameterCount, observed).aicc;
  let best = still;
  for (const moving of ['walk', 'damped'] as const) {
    const fit = fitLevel(moving, problem);
    if (aicc(fit) < aicc(best)) best = fit;
  }
  return best;
}
