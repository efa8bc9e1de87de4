import { logRising, zeroRate } from './count-distribution.js';
import type { CountSample } from './count-sample.js';
import { LEAST_LEVEL, type LevelDynamics } from './level-dynamics.js';

/** What a run over the history leaves behind, if asked for. */
export interface LevelTrace {
  /** Receives the mean of each step before it was seen. */
  readonly fitted: Float64Array;
  /** Receives the level of the first step after the history. */
  level: number;
}

/**
 * Log-likelihood of a history under the moving level: Σ log P(y_t | μ_t, δ), each step given those before
 * it. The factors are multiplied and their logarithm is taken only now and then, so a step without demand
 * costs no transcendental function at all.
 *
 * @param multipliers of the season, multipliers[t mod length]
 * @param excess      δ >= 0, see count-distribution.ts
 */
export function countLogLikelihood(
  sample: CountSample,
  multipliers: Float64Array,
  dynamics: LevelDynamics,
  excess: number,
  trace?: LevelTrace,
): number {
  const { values } = sample;
  const { start, target, keep, gain } = dynamics;
  const phases = multipliers.length;
  let level = Math.max(LEAST_LEVEL, start);
  let phase = 0;
  let meanSum = 0;
  let logSum = 0;
  let product = 1;
  for (let t = 0; t < values.length; t++) {
    const y = values[t];
    const mean = level * multipliers[phase];
    phase += 1;
    if (phase === phases) phase = 0;
    if (trace !== undefined) trace.fitted[t] = mean;
    level = target + keep * (level - target);
    if (y >= 0) {
      meanSum += mean;
      if (y > 8 || y % 1 !== 0) logSum += logRising(mean > 0 ? mean : LEAST_LEVEL, excess, y);
      else if (y > 0) {
        product *= mean > 0 ? mean : LEAST_LEVEL;
        for (let j = 1; j < y; j++) product *= mean + j * excess;
        if (!(product > 1e-100 && product < 1e100)) {
          logSum += Math.log(product);
          product = 1;
        }
      }
      level += gain * (y - mean);
    }
    if (level < LEAST_LEVEL) level = LEAST_LEVEL;
  }
  if (trace !== undefined) trace.level = level;
  return (
    logSum +
    Math.log(product) -
    sample.total * Math.log1p(excess) -
    meanSum * zeroRate(excess) -
    sample.logFactorials
  );
}
