import type { Candidate } from './candidates.js';
import { GUESS_WEIGHT } from './methods/guess.js';
import type { History } from './methods/history.js';
import { forecastTotals } from './rolling-totals.js';
import type { ForecastScratch } from './scratch.js';
import type { ForecastMethod } from './series-forecast.js';
import type { ForecastSettings } from './settings.js';

/** What a series got, and what the test showed of it. */
export interface Choice {
  readonly method: ForecastMethod;
  /** Pieces per unit of exposure expected from now on, and its change per day. */
  readonly rate: number;
  readonly slope: number;
  /** Root mean squared error of the totals, per method the best of its weights. */
  readonly errors: Partial<Record<ForecastMethod, number>>;
  readonly originCount: number;
  /** Sums over the origins, of the method taken: they calibrate the distribution. */
  readonly test: TotalsTest;
}

/** Sums over origins of totals forecast F and seen A. */
export interface TotalsTest {
  /** Σ (F − A), Σ A, Σ F², Σ (F − A)². */
  readonly error: number;
  readonly actual: number;
  readonly forecastSquares: number;
  readonly errorSquares: number;
  /** Σ over origins and days of the squared day forecast: the scale of the noise around a known level. */
  readonly daySquares: number;
}

/** How many standard errors the mean difference of squared errors must be from 0 for another method. */
const CLEARLY_BETTER = 2;
/** Totals side by side, below which a test says too little to leave the combination. */
const FEWEST_TOTALS = 4;

/**
 * Chooses the method of a series by its rolling-origin errors (`forecastTotals`).
 *
 * The default is a combination: the mean of exponential smoothing and TSB at several memories, weighted
 * by one over their squared mean squared errors in the test. It beats each of its parts, and the choice of
 * the best part, on real sales, because on lumpy series parts differ by luck (Bates & Granger 1969, "The
 * combination of forecasts", ORQ 20; with short tests all weights are equal). Another method is taken
 * where it was clearly better, by the test of Diebold & Mariano (1995), "Comparing predictive accuracy",
 * JBES 13. Where the settings exclude the combination, the method of least error is taken, or the first
 * allowed where there is no test.
 *
 * Leaves the weights of the candidates taken in the work space.
 */
export function choose(
  candidates: readonly Candidate[],
  history: History,
  settings: ForecastSettings,
  scratch: ForecastScratch,
): Choice {
  const origins = forecastTotals(candidates, history, settings, scratch);
  const { weights, ratesNow, slopes } = scratch;
  combinationWeights(candidates, origins, scratch);
  const squares = combineTotals(candidates.length, origins, scratch);

  const combine = settings.methods.includes('combination');
  const least: Partial<Record<ForecastMethod, number>> = combine ? { combination: squares } : {};
  const totals = independentTotals(origins, settings, scratch);
  let best = -1;
  let leastSquares = combine ? squares : Number.POSITIVE_INFINITY;
  for (let c = 0; c < candidates.length; c++) {
    const { method, part } = candidates[c];
    if (part === 'guess' || !settings.methods.includes(method)) continue;
    const own = scratch.squares[c];
    const known = least[method];
    if (known === undefined || own < known) least[method] = own;
    if (own >= leastSquares) continue;
    if (combine && (totals < FEWEST_TOTALS || gainOf(c, origins, totals, scratch) < CLEARLY_BETTER))
      continue;
    best = c;
    leastSquares = own;
  }
  if (best >= 0) {
    weights.fill(0);
    weights[best] = 1;
    combineTotals(candidates.length, origins, scratch);
  }

  let rate = 0;
  let slope = 0;
  for (let c = 0; c < candidates.length; c++) {
    rate += weights[c] * ratesNow[c];
    slope += weights[c] * slopes[c];
  }
  const errors: Partial<Record<ForecastMethod, number>> = {};
  if (origins > 0)
    for (const [method, sum] of Object.entries(least))
      errors[method as ForecastMethod] = Math.sqrt(sum / origins);
  return {
    method: best >= 0 ? candidates[best].method : 'combination',
    rate,
    slope,
    errors,
    originCount: origins,
    test: sumsOf(origins, scratch),
  };
}

/**
 * Writes the weights of the combination: one over the squared mean squared error, equal without origins,
 * beside the small fixed weight of the guess. A ten-thousandth of the mean squared total keeps the weights
 * finite when a candidate is (nearly) never wrong.
 */
function combinationWeights(
  candidates: readonly Candidate[],
  origins: number,
  scratch: ForecastScratch,
): void {
  const { weights, squares, actual } = scratch;
  let actualSquares = 0;
  for (let o = 0; o < origins; o++) actualSquares += actual[o] * actual[o];
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < candidates.length; c++)
    if (candidates[c].part === 'weighted') least = Math.min(least, squares[c]);
  const floor = 0.02 * least + 0.0001 * actualSquares + Number.MIN_VALUE;
  let sum = 0;
  let guessed = 0;
  for (let c = 0; c < candidates.length; c++) {
    weights[c] = 0;
    if (candidates[c].part === 'guess') guessed = GUESS_WEIGHT;
    if (candidates[c].part !== 'weighted') continue;
    weights[c] = origins > 0 ? ((least + floor) / (squares[c] + floor)) ** 2 : 1;
    sum += weights[c];
  }
  for (let c = 0; c < candidates.length; c++)
    weights[c] = candidates[c].part === 'guess' ? GUESS_WEIGHT : ((1 - guessed) * weights[c]) / sum;
}

/** Writes the weighted totals by origin and returns the sum of their squared errors. */
function combineTotals(count: number, origins: number, scratch: ForecastScratch): number {
  const { weights, totals, combined, actual } = scratch;
  combined.fill(0, 0, origins);
  for (let c = 0; c < count; c++) {
    if (weights[c] === 0) continue;
    for (let o = 0; o < origins; o++) combined[o] += weights[c] * totals[c * origins + o];
  }
  let squares = 0;
  for (let o = 0; o < origins; o++) squares += (combined[o] - actual[o]) ** 2;
  return squares;
}

/**
 * Totals overlap, so a test holds fewer independent ones than it has origins; and those of nothing at all
 * cannot tell one method from another.
 */
function independentTotals(
  origins: number,
  settings: ForecastSettings,
  scratch: ForecastScratch,
): number {
  let sold = 0;
  for (let o = 0; o < origins; o++) if (scratch.actual[o] > 0) sold++;
  return Math.min(sold, 1 + ((sold - 1) * settings.originStepDays) / settings.testDays);
}

/** Mean gain of a candidate in squared error over the combination, in standard errors of that mean. */
function gainOf(
  candidate: number,
  origins: number,
  totals: number,
  scratch: ForecastScratch,
): number {
  const { combined, actual } = scratch;
  let sum = 0;
  let squares = 0;
  for (let o = 0; o < origins; o++) {
    const own = scratch.totals[candidate * origins + o] - actual[o];
    const gain = (combined[o] - actual[o]) ** 2 - own ** 2;
    sum += gain;
    squares += gain * gain;
  }
  const mean = sum / origins;
  return mean / Math.sqrt(Math.max(0, squares / origins - mean * mean) / totals);
}

function sumsOf(origins: number, scratch: ForecastScratch): TotalsTest {
  const { combined, actual, mass, squareMass } = scratch;
  const test = { error: 0, actual: 0, forecastSquares: 0, errorSquares: 0, daySquares: 0 };
  for (let o = 0; o < origins; o++) {
    const error = combined[o] - actual[o];
    test.error += error;
    test.actual += actual[o];
    test.forecastSquares += combined[o] * combined[o];
    test.errorSquares += error * error;
    // Days of one total differ by their exposure alone (a slope is small beside it).
    if (mass[o] > 0) test.daySquares += (combined[o] / mass[o]) ** 2 * squareMass[o];
  }
  return test;
}
