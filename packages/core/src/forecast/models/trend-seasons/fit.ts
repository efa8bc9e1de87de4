import { type Coefficients, evaluate } from './curve.js';
import type { Design } from './design.js';
import { normalEquations } from './normal-equations.js';
import type { TrendSeasonsSettings } from './settings.js';
import { solvePenalised } from './solve-penalised.js';

/** Standard deviations of the normal priors of level and slope, and of the half-normal one of the noise. */
const LEVEL_SPREAD = 5;
const SLOPE_SPREAD = 5;
const NOISE_SPREAD = 0.5;

const MOST_ROUNDS = 30;
/** Relative change of the noise variance below which the fit has settled. */
const SETTLED = 1e-4;
/** A perfect fit still has this noise, in the design's units. */
const LEAST_NOISE = 1e-6;
/** Halvings of a step that made things worse before it is given up. */
const MOST_HALVINGS = 8;

export interface TrendSeasonsFit extends Coefficients {
  /** Standard deviation of the noise, in the design's units. */
  readonly noise: number;
}

/**
 * The mode of the posterior of Prophet's model:
 *
 *     y = trend · (1 + parts) + noise  or  trend + parts + noise
 *     level, slope ~ N(0, 5),  changes of slope ~ Laplace(0, τ),  coefficients ~ N(0, spread²)
 *     noise deviation σ ~ half-normal(0.5)
 *
 * Given σ the additive linear model is a penalised least squares problem, solved exactly; σ follows in closed
 * form, and the two alternate. Shares of the trend and logistic growth are linearised around the last
 * fit (Gauss-Newton), with steps halved until the posterior does not fall.
 *
 * @see Taylor & Letham (2018), "Forecasting at scale", The American Statistician 72(1)
 */
export function fitTrendSeasons(design: Design, settings: TrendSeasonsSettings): TrendSeasonsFit {
  const { growth, seasonMode, changepointSpread } = settings;
  const slope = growth !== 'flat';
  const linear = growth !== 'logistic' && seasonMode === 'add';
  const base = startBase(design, settings, slope);
  const delta = new Float64Array(design.changepoint.length);
  const precision = priorPrecision(design, slope);
  const penalty = new Float64Array(base.length);
  let squares = squaresOf(design, { base, delta }, settings);
  let variance = noiseVariance(squares, design.rows);
  let equations = linearise(design, { base, delta }, settings);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round > 0 && !linear) equations = linearise(design, { base, delta }, settings);
    for (let c = 0; c < penalty.length; c++) penalty[c] = variance * precision[c];
    const absolute = variance / changepointSpread;
    const before = { base: base.slice(), delta: delta.slice() };
    if (!solvePenalised(equations, penalty, absolute, base, delta)) break;
    if (linear) squares = squaresOf(design, { base, delta }, settings);
    else {
      const loss = (at: Coefficients) =>
        squaresOf(design, at, settings) + penaltyOf(at, penalty, absolute);
      squares = shortenStep({ base, delta }, before, loss)
        ? squaresOf(design, { base, delta }, settings)
        : squares;
    }
    const next = noiseVariance(squares, design.rows);
    const settled = Math.abs(next - variance) <= SETTLED * variance;
    variance = next;
    if (settled) break;
  }
  return { base, delta, noise: Math.sqrt(variance) };
}

/** A level trend at the mean, without parts. */
function startBase(
  { value, rows, columns, scale }: Design,
  { cap }: TrendSeasonsSettings,
  slope: boolean,
): Float64Array {
  const base = new Float64Array((slope ? 2 : 1) + columns.length / rows);
  let mean = 0;
  for (let i = 0; i < rows; i++) mean += value[i] / rows;
  if (cap === undefined) base[0] = mean;
  else {
    const share = Math.min(0.99, Math.max(0.01, (mean * scale) / cap));
    base[0] = Math.log(share / (1 - share));
  }
  return base;
}

/** 1 / spread² per base coefficient. */
function priorPrecision({ spread }: Design, slope: boolean): Float64Array {
  const trend = slope ? [LEVEL_SPREAD, SLOPE_SPREAD] : [LEVEL_SPREAD];
  return Float64Array.of(...trend, ...spread).map((deviation) => deviation ** -2);
}

/** Normal equations of the model linearised at the coefficients; exact where it is linear. */
function linearise(design: Design, at: Coefficients, settings: TrendSeasonsSettings) {
  const { rows, value } = design;
  const { growth, seasonMode, cap = 0 } = settings;
  const { trend, parts } = evaluate(design, at, settings);
  const trendWeight = new Float64Array(rows).fill(1);
  const partWeight = seasonMode === 'multiply' ? trend : trendWeight.slice();
  const target = value.slice();
  const scaledCap = cap / design.scale;
  for (let i = 0; i < rows; i++) {
    const share = seasonMode === 'multiply' ? 1 + parts[i] : 1;
    if (seasonMode === 'multiply') target[i] += trend[i] * parts[i];
    if (growth === 'logistic') {
      // trend ≈ trend₀ + trend₀(1 − trend₀/cap)(line − line₀)
      const bent = trend[i] / scaledCap;
      const derivative = trend[i] * (1 - bent);
      const line = Math.log(bent / (1 - bent));
      target[i] += share * (derivative * line - trend[i]);
      trendWeight[i] = share * derivative;
    } else trendWeight[i] = share;
  }
  return normalEquations(design, target, trendWeight, partWeight, growth !== 'flat');
}

/** Sum of the squared errors. */
function squaresOf(design: Design, at: Coefficients, settings: TrendSeasonsSettings): number {
  const { trend, parts } = evaluate(design, at, settings);
  const multiply = settings.seasonMode === 'multiply';
  let squares = 0;
  for (let i = 0; i < design.rows; i++) {
    const fitted = multiply ? trend[i] * (1 + parts[i]) : trend[i] + parts[i];
    squares += (design.value[i] - fitted) ** 2;
  }
  return squares;
}

/** What the priors take, in the units of squared errors. */
function penaltyOf({ base, delta }: Coefficients, square: Float64Array, absolute: number): number {
  let sum = 0;
  for (let c = 0; c < base.length; c++) sum += square[c] * base[c] ** 2;
  for (let j = 0; j < delta.length; j++) sum += 2 * absolute * Math.abs(delta[j]);
  return sum;
}

/** Halves the step from `before` until the loss does not grow; false, and no step, where it always does. */
function shortenStep(
  now: Coefficients,
  before: Coefficients,
  loss: (at: Coefficients) => number,
): boolean {
  const least = loss(before);
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    if (loss(now) <= least) return true;
    for (let c = 0; c < now.base.length; c++) now.base[c] = (now.base[c] + before.base[c]) / 2;
    for (let j = 0; j < now.delta.length; j++) now.delta[j] = (now.delta[j] + before.delta[j]) / 2;
  }
  now.base.set(before.base);
  now.delta.set(before.delta);
  return false;
}

/**
 * The variance v that maximises −n/2 ln v − squares/(2v) − v/(2 · 0.5²): the positive root of
 * v² / 0.5² + n v = squares.
 */
function noiseVariance(squares: number, rows: number): number {
  const a = 1 / NOISE_SPREAD ** 2;
  const root = (2 * squares) / (rows + Math.sqrt(rows * rows + 4 * a * squares));
  return Math.max(LEAST_NOISE ** 2, root);
}
