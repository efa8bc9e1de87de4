import { zeroRate } from './count-distribution.js';

/**
 * Counts whose mean differs from path to path: with probability `weight` a negative binomial of that
 * path's mean, raised by `shift`; else 0.
 */
export interface CountMixture {
  /** [k * horizon + h] */
  readonly means: Float64Array;
  /** [k * horizon + h]; 1 everywhere where left out. */
  readonly weights?: Float64Array;
  readonly excess: number;
  readonly shift: 0 | 1;
}

/** Means above this are left to the paths: walking up from 0 would be long, and steps of 1 no longer show. */
export const GREATEST_WALKED = 60;

/** Probability beyond which a walk ends, whatever was asked for. */
const ENOUGH = 1 - 1e-9;

/**
 * Quantiles of the mixture at one step: the smallest y with P(Y <= y) >= p. The probabilities of the paths
 * are averaged, not their draws, so a few hundred paths give smooth tails (Rao-Blackwell).
 *
 * @param ascending p in ascending order
 * @param quantiles receives one whole number each
 * @see Gelfand & Smith (1990), "Sampling-based approaches to calculating marginal densities", section 2.3
 */
export function mixtureQuantiles(
  mixture: CountMixture,
  horizon: number,
  step: number,
  ascending: readonly number[],
  quantiles: Float64Array,
): void {
  const { means, weights, excess, shift } = mixture;
  const rate = zeroRate(excess);
  let pathCount = means.length / horizon;
  if (isConstant(means, horizon, step) && (!weights || isConstant(weights, horizon, step)))
    pathCount = 1;
  const mean = new Float64Array(pathCount);
  const chance = new Float64Array(pathCount);
  let cumulated = 0;
  for (let k = 0; k < pathCount; k++) {
    const weight = weights ? weights[k * horizon + step] : 1;
    mean[k] = means[k * horizon + step];
    chance[k] = (weight * Math.exp(-rate * mean[k])) / pathCount;
    if (shift === 1) cumulated += (1 - weight) / pathCount;
  }
  let asked = 0;
  for (let y = 0; asked < ascending.length; y++) {
    const drawn = y - shift;
    if (drawn >= 0) {
      const grow = 1 / ((1 + excess) * (drawn + 1));
      for (let k = 0; k < pathCount; k++) {
        cumulated += chance[k];
        chance[k] *= (mean[k] + drawn * excess) * grow;
      }
    }
    while (
      asked < ascending.length &&
      (cumulated >= ascending[asked] - 1e-12 || cumulated >= ENOUGH)
    ) {
      quantiles[asked] = y;
      asked += 1;
    }
  }
}

function isConstant(table: Float64Array, horizon: number, step: number): boolean {
  for (let i = step; i < table.length; i += horizon) if (table[i] !== table[step]) return false;
  return true;
}
