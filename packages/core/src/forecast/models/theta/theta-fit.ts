import { bestWeight } from '../smoothing-weight.js';
import { dynamicLines, staticLine, type ThetaLines } from './theta-line.js';

/** Which of the four models of Fiorucci et al. (2016) is fitted. */
export interface ThetaVariant {
  /** The line is fitted anew at each step. */
  readonly dynamic: boolean;
  /** θ is estimated; else it is 2. */
  readonly optimised: boolean;
  /** Bounds of the smoothing weight α. */
  readonly weights: readonly [number, number];
  /** Errors of this many first steps are left out of the fit. */
  readonly skip: number;
}

/**
 * A fitted Theta model in its state-space form, for a series without season:
 *
 *     y_t = ℓ_{t−1} + (1 − 1/θ) ((1 − α)^{t−1} A + (1 − (1 − α)^t)/α · B) + ε_t,   ℓ_t = α y_t + (1 − α) ℓ_{t−1}
 */
export interface ThetaFit {
  readonly optimised: boolean;
  readonly weight: number;
  /** 1 − 1/θ, in [0, 1]: how much of the line the forecasts keep. */
  readonly share: number;
  readonly startLevel: number;
  readonly lines: ThetaLines;
  /** ℓ after the last value. */
  readonly level: number;
  readonly fitted: Float64Array;
  /** Mean square of the errors that were fitted to, and their number. */
  readonly meanSquare: number;
  readonly errorCount: number;
}

/** Pulls the start level to the first value where nothing else tells it, too lightly to matter elsewhere. */
const PULL = 1e-6;

/** Powers of 1 − α below this are no longer felt. */
const FADED = 1e-18;

/**
 * Least squares over α, ℓ₀ and, where optimised, θ. Given α the one-step forecasts are linear in ℓ₀ and
 * 1 − 1/θ, so those two are solved for and only α is searched.
 *
 * @param values observed at every step, at least skip + 1
 * @see Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016), "Models for optimising the theta method
 *   and their relationship to state space models", IJF 32; Golub & Pereyra (1973) for solving the linear
 *   parameters inside the search
 */
export function fitTheta(values: Float64Array, variant: ThetaVariant): ThetaFit {
  let mean = 0;
  for (let t = 0; t < values.length; t++) mean += values[t] / values.length;
  // The model moves along with the values; around 0 the sums of squares keep their digits.
  const centred = values.map((y) => y - mean);
  const lines = variant.dynamic ? dynamicLines(centred) : staticLine(centred);
  const problem = new ThetaProblem(centred, lines, variant);
  const weight = bestWeight((at) => problem.squares(at), ...variant.weights);
  problem.squares(weight);
  const startLevel = problem.startLevel + mean * (1 - problem.share);
  const original = variant.dynamic ? dynamicLines(values) : staticLine(values);
  return finish(values, original, variant, weight, problem.share, startLevel);
}

/** Squared errors as a function of α, with the best ℓ₀ and share for it. */
class ThetaProblem {
  startLevel = 0;
  share = 0.5;

  constructor(
    private readonly values: Float64Array,
    private readonly lines: ThetaLines,
    private readonly variant: ThetaVariant,
  ) {}

  /**
   * The one-step forecast is s_t + ℓ₀ p_t + share · d_t: s smooths the values from 0, p_t = (1 − α)^t,
   * d_t = A p_t + B (1 − (1 − α) p_t)/α, t = 0, 1 … The sums below are those of r = y − s with p and d.
   */
  squares(weight: number): number {
    const { values } = this;
    const { intercept, slope, dynamic } = this.lines;
    const { skip } = this.variant;
    const keep = 1 - weight;
    const n = values.length;
    let s = 0;
    let p = 1;
    let rr = 0;
    let rp = 0;
    let rd = 0;
    let pp = PULL;
    let pd = 0;
    let dd = 0;
    let t = 0;
    for (; t < n && (p > FADED || t < skip); t++) {
      const r = values[t] - s;
      if (t >= skip) {
        const d = intercept[t] * p + (slope[t] * (1 - keep * p)) / weight;
        rr += r * r;
        rp += r * p;
        rd += r * d;
        pp += p * p;
        pd += p * d;
        dd += d * d;
      }
      s += weight * r;
      p *= keep;
    }
    rp += PULL * values[0];
    // The start is forgotten: d is the slope over α from here on.
    let r1 = 0;
    let d1 = 0;
    if (dynamic)
      for (; t < n; t++) {
        const r = values[t] - s;
        rr += r * r;
        r1 += r * slope[t];
        d1 += slope[t] * slope[t];
        s += weight * r;
      }
    else {
      d1 = (n - t) * slope[0] * slope[0];
      for (; t < n; t++) {
        const r = values[t] - s;
        rr += r * r;
        r1 += r;
        s += weight * r;
      }
      r1 *= slope[0];
    }
    return this.solve(rr, rp, rd + r1 / weight, pp, pd, dd + d1 / (weight * weight));
  }

  private solve(rr: number, rp: number, rd: number, pp: number, pd: number, dd: number): number {
    if (this.variant.optimised) {
      const room = dd * pp - pd * pd;
      const share = room > 1e-10 * dd * pp ? (rd * pp - pd * rp) / room : 0.5;
      this.share = Math.min(1, Math.max(0, share));
    }
    const share = this.share;
    const level = (rp - share * pd) / pp;
    this.startLevel = level;
    return (
      rr +
      level * (level * pp + 2 * share * pd - 2 * rp) +
      share * (share * dd - 2 * rd) +
      PULL * this.values[0] * this.values[0]
    );
  }
}

function finish(
  values: Float64Array,
  lines: ThetaLines,
  { skip, optimised }: ThetaVariant,
  weight: number,
  share: number,
  startLevel: number,
): ThetaFit {
  const n = values.length;
  const fitted = new Float64Array(n);
  let level = startLevel;
  let fade = 1;
  let squares = 0;
  for (let t = 0; t < n; t++) {
    fitted[t] = level + share * driftAhead(lines.intercept[t], lines.slope[t], weight, fade);
    const error = values[t] - fitted[t];
    if (t >= skip) squares += error * error;
    level += weight * (values[t] - level);
    fade = fade > FADED ? fade * (1 - weight) : 0;
  }
  const errorCount = n - skip;
  const meanSquare = squares / errorCount;
  return { optimised, weight, share, startLevel, lines, level, fitted, meanSquare, errorCount };
}

/** What a line adds to a smoothed level one step ahead; fade is (1 − α)^t after t values. */
export const driftAhead = (
  intercept: number,
  slope: number,
  weight: number,
  fade: number,
): number => intercept * fade + (slope * (1 - (1 - weight) * fade)) / weight;
