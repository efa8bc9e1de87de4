import { type Dice, drawGamma, drawPoisson, logGamma } from '../../../maths/index.js';
import type { LaunchCurve } from './launch-curve.js';

/**
 * What is believed of the pieces that an item sells in its first periods: a mixture of gamma
 * distributions, one around each level that a launch like it suggests.
 */
export interface LevelBelief {
  /** Weights add up to 1. */
  readonly weights: Float64Array;
  /** Gamma of each part: mean shape / rate, pieces over all first periods. */
  readonly shapes: Float64Array;
  readonly rates: Float64Array;
}

/** Each suggested level is blurred by a gamma of this shape (a third up or down). */
const BLUR_SHAPE = 9;
/** A level of nothing is as good as this many pieces. */
const LEAST_LEVEL = 0.05;

/** The belief before any sale. */
export function beliefOf(levels: Float64Array, weights: Float64Array): LevelBelief {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return {
    weights: weights.map((weight) => weight / sum),
    shapes: new Float64Array(levels.length).fill(BLUR_SHAPE),
    rates: levels.map((level) => BLUR_SHAPE / Math.max(LEAST_LEVEL, level)),
  };
}

/**
 * The belief after the first sales. Of a level λ the first k periods are expected to sell λ C, with C
 * their share on the curve, with variance δ₁ m + v m² around m = λ C: δ₁ is the bunching, v the spread of
 * that share between launches. Sales s are taken as Poisson after division by δ = δ₁ + v m (m half way
 * between what came and what was expected), so a part Gamma(a, b) becomes Gamma(a + s/δ, b + C/δ), and its weight is multiplied by the (gamma-Poisson)
 * probability of s:
 *
 *     Γ(a + s/δ) / Γ(a) · (b / (b + C/δ))^a · ((C/δ) / (b + C/δ))^(s/δ)
 *
 * @param sales pieces of the first periods since launch, oldest first; NaN = not observed
 * @see Gelman et al. (2013), Bayesian Data Analysis, 2.6 (gamma-Poisson)
 */
export function learnFromSales(
  belief: LevelBelief,
  sales: ArrayLike<number>,
  curve: LaunchCurve,
): LevelBelief {
  const known = Math.min(sales.length, curve.shares.length);
  let sold = 0;
  let share = 0;
  for (let k = 0; k < known; k++) {
    if (Number.isNaN(sales[k])) continue;
    sold += Math.max(0, sales[k]);
    share += curve.shares[k];
  }
  if (share === 0) return belief;
  const around = 0.5 * (sold + share * meanLevel(belief));
  const bunching = curve.bunching + curve.shareSpread[known] * around;
  const count = sold / bunching;
  const exposure = share / bunching;
  const logs = belief.weights.map((weight, j) => {
    const a = belief.shapes[j];
    const b = belief.rates[j];
    return (
      Math.log(weight) +
      logGamma(a + count) -
      logGamma(a) +
      a * Math.log(b / (b + exposure)) +
      count * Math.log(exposure / (b + exposure))
    );
  });
  const most = logs.reduce((a, b) => Math.max(a, b));
  const weights = logs.map((log) => Math.exp(log - most));
  const sum = weights.reduce((a, b) => a + b, 0);
  return {
    weights: weights.map((weight) => weight / sum),
    shapes: belief.shapes.map((a) => a + count),
    rates: belief.rates.map((b) => b + exposure),
  };
}

/** Expected pieces over all first periods. */
export function meanLevel({ weights, shapes, rates }: LevelBelief): number {
  let sum = 0;
  for (let j = 0; j < weights.length; j++) sum += (weights[j] * shapes[j]) / rates[j];
  return sum;
}

/**
 * Draws sample paths of the periods from `from` on: a level for each path (the parts by stratified
 * choice), then each period Poisson around its share, in bunches.
 *
 * @returns paths[k * (periods − from) + h], whole pieces
 */
export function drawLaunchPaths(
  belief: LevelBelief,
  curve: LaunchCurve,
  from: number,
  pathCount: number,
  dice: Dice,
): Float64Array {
  const { weights, shapes, rates } = belief;
  const horizon = curve.shares.length - from;
  const paths = new Float64Array(pathCount * horizon);
  let over = 0;
  for (let k = 0; k < from; k++) over += curve.shares[k];
  // The share of what is left strays by as many pieces as the share of what is over.
  const leftSpread = over < 1 ? curve.shareSpread[from] * (over / (1 - over)) ** 2 : 0;
  const start = dice.next();
  let part = 0;
  let upTo = weights[0];
  for (let k = 0; k < pathCount; k++) {
    while ((k + start) / pathCount > upTo && part < weights.length - 1) {
      part += 1;
      upTo += weights[part];
    }
    const stray = leftSpread > 1e-6 ? drawGamma(dice, 1 / leftSpread, leftSpread) : 1;
    const level = stray * drawGamma(dice, shapes[part], 1 / rates[part]);
    if (curve.bunching > LEAST_BUNCHING) drawBunches(paths, k * horizon, level, curve, from, dice);
    else
      for (let h = 0; h < horizon; h++)
        paths[k * horizon + h] = drawPoisson(dice, level * curve.shares[from + h]);
  }
  return paths;
}

/** Below this, pieces come one by one. */
const LEAST_BUNCHING = 1.001;

/**
 * Negative binomial pieces of variance δ · mean a period, drawn bunch by bunch: bunches come as a Poisson
 * stream of mean / (δ − 1) · ln δ a period, each of so many pieces as the logarithmic distribution of
 * parameter 1 − 1/δ has. The time to the next bunch is drawn, so that periods without one cost an addition.
 *
 * @see Quenouille (1949), "A relation between the logarithmic, Poisson, and negative binomial series",
 *   Biometrics 5; Kemp (1981), "Efficient generation of logarithmically distributed pseudo-random
 *   variables", Applied Statistics 30, for the draw of a bunch
 */
function drawBunches(
  paths: Float64Array,
  at: number,
  level: number,
  { shares, bunching }: LaunchCurve,
  from: number,
  dice: Dice,
): void {
  const perPiece = (level * Math.log(bunching)) / (bunching - 1);
  let patience = -Math.log1p(-dice.next());
  for (let k = from; k < shares.length; k++) {
    let hazard = perPiece * shares[k];
    let pieces = 0;
    while (patience <= hazard && hazard > 0) {
      hazard -= patience;
      patience = -Math.log1p(-dice.next());
      const q = 1 - bunching ** -dice.next();
      pieces += q > 0 ? Math.floor(1 + Math.log1p(-dice.next()) / Math.log(q)) : 1;
    }
    patience -= hazard;
    paths[at + k - from] = pieces;
  }
}
