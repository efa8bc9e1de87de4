import { type Dice, drawNormal } from '../../../maths/index.js';
import { driftAhead, type ThetaFit } from './theta-fit.js';
import { slopeAfter } from './theta-line.js';

/**
 * Steps a Theta model into the future. Each step's value, the forecast or a draw around it, is taken in as
 * if it had been seen: it moves the level and, in a dynamic model, the line.
 */
class ThetaWalk {
  private level: number;
  private mean: number;
  private intercept: number;
  private slope: number;
  private fade: number;
  private t: number;

  constructor(
    private readonly fit: ThetaFit,
    /** 1 starts from the state after the history; 0 from nothing, to follow a shock by itself. */
    start: 0 | 1,
  ) {
    const n = fit.fitted.length;
    this.level = start * fit.level;
    this.mean = start * fit.lines.mean;
    this.intercept = start * fit.lines.intercept[n];
    this.slope = start * fit.lines.slope[n];
    this.fade = (1 - fit.weight) ** n;
    this.t = n;
  }

  expected(): number {
    const { weight, share } = this.fit;
    return this.level + share * driftAhead(this.intercept, this.slope, weight, this.fade);
  }

  take(value: number): void {
    const { weight, lines } = this.fit;
    this.level += weight * (value - this.level);
    if (lines.dynamic) {
      this.slope = slopeAfter(this.slope, value - this.mean, this.t);
      this.mean += (value - this.mean) / (this.t + 1);
      this.intercept = this.mean - (this.slope * (this.t + 2)) / 2;
    }
    this.fade *= 1 - weight;
    this.t += 1;
  }

  /** A step later, with nothing seen: only the clock moves. */
  wait(): void {
    this.fade *= 1 - this.fit.weight;
    this.t += 1;
  }
}

/** Mean forecast of the steps after the last value. */
export function thetaMean(fit: ThetaFit, horizon: number): Float64Array {
  const walk = new ThetaWalk(fit, 1);
  const mean = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    mean[h] = walk.expected();
    walk.take(mean[h]);
  }
  return mean;
}

/**
 * Variance of each step's forecast. The model is linear in its errors, so the variance of step h is σ² times
 * the sum of the squares of what each error until then adds to it; in a static model that is
 * σ² (1 + (h − 1) α²).
 *
 * @see Fiorucci et al. (2016), IJF 32, section 3.2
 */
export function thetaVariance(fit: ThetaFit, variance: number, horizon: number): Float64Array {
  const ahead = new Float64Array(horizon).fill(variance);
  if (!fit.lines.dynamic) return ahead.map((v, h) => v * (1 + h * fit.weight * fit.weight));
  for (let shock = 0; shock < horizon; shock++) {
    const walk = new ThetaWalk(fit, 0);
    for (let h = 0; h < shock; h++) walk.wait();
    walk.take(1);
    for (let h = shock + 1; h < horizon; h++) {
      const effect = walk.expected();
      ahead[h] += variance * effect * effect;
      walk.take(effect);
    }
  }
  return ahead;
}

/** Sample paths with normal errors, paths[k * horizon + h]. */
export function thetaPaths(
  fit: ThetaFit,
  deviation: number,
  horizon: number,
  pathCount: number,
  dice: Dice,
): Float64Array {
  const paths = new Float64Array(pathCount * horizon);
  for (let k = 0; k < pathCount; k++) {
    const walk = new ThetaWalk(fit, 1);
    for (let h = 0; h < horizon; h++) {
      const value = walk.expected() + drawNormal(dice, 0, deviation);
      paths[k * horizon + h] = value;
      walk.take(value);
    }
  }
  return paths;
}
