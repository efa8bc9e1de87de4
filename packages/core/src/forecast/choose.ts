import { CANDIDATES } from './candidates.js';
import { GUESS_MEMORY_DAYS } from './methods/guess.js';
import type { History } from './methods/history.js';
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
 * Lets each method forecast the total of the `testDays` after each of several origins, knowing only the
 * days up to the origin. A total, not single days: the stock that a replenishment buys must last for one.
 *
 * The default is a combination: the mean of exponential smoothing and TSB at several memories, weighted
 * by one over their squared mean squared errors in the test. It beats each of its parts, and the choice of
 * the best part, on real sales, because on lumpy series parts differ by luck (Bates & Granger 1969, "The
 * combination of forecasts", ORQ 20; with short tests all weights are equal). Another method is taken
 * where it was clearly better, by the test of Diebold & Mariano (1995), "Comparing predictive accuracy",
 * JBES 13.
 *
 * One pass of a method gives its forecasts at all origins, so the test costs no refits.
 */
export function choose(
  history: History,
  settings: ForecastSettings,
  scratch: ForecastScratch,
): Choice {
  const last = history.length - 1;
  const newest = last - settings.testDays;
  const origins = countOrigins(history, settings, newest);
  const step = settings.originStepDays;
  scratch.growOrigins(origins);
  const { actual, mass, driftMass, squareMass, total } = scratch;
  readTotals(history, settings, newest, origins, scratch);

  const count = CANDIDATES.length;
  const weights = scratch.weights;
  const squaresOf = scratch.squares;
  let actualSquares = 0;
  for (let o = 0; o < origins; o++) actualSquares += actual[o] * actual[o];
  for (let c = 0; c < count; c++) {
    const track = scratch.track(c);
    CANDIDATES[c].track(history, track);
    let squares = 0;
    for (let o = 0; o < origins; o++) {
      const origin = newest - o * step;
      const forecast = Math.max(
        0,
        track.rate[origin] * mass[o] + track.slope[origin] * driftMass[o],
      );
      squares += (forecast - actual[o]) ** 2;
    }
    squaresOf[c] = squares;
  }

  combinationWeights(squaresOf, origins, actualSquares, weights);
  let squares = 0;
  total.fill(0, 0, origins);
  for (let c = 0; c < count; c++) {
    if (weights[c] === 0) continue;
    const { rate } = scratch.track(c);
    for (let o = 0; o < origins; o++) total[o] += weights[c] * rate[newest - o * step] * mass[o];
  }
  for (let o = 0; o < origins; o++) squares += (total[o] - actual[o]) ** 2;

  // Totals overlap, so the test holds fewer independent ones than it has origins; and those of nothing at
  // all cannot tell one method from another.
  let sold = 0;
  for (let o = 0; o < origins; o++) if (actual[o] > 0) sold++;
  const totals = Math.min(sold, 1 + ((sold - 1) * step) / settings.testDays);
  let best = -1;
  let leastSquares = squares;
  const least: Partial<Record<ForecastMethod, number>> = { combination: squares };
  for (let c = 0; c < count && origins > 0; c++) {
    const { method, part } = CANDIDATES[c];
    if (part === 'guess') continue;
    const known = least[method];
    if (known === undefined || squaresOf[c] < known) least[method] = squaresOf[c];
    if (totals < FEWEST_TOTALS || squaresOf[c] >= leastSquares) continue;
    const gain = (squares - squaresOf[c]) / origins;
    const { rate, slope } = scratch.track(c);
    let gainSquares = 0;
    for (let o = 0; o < origins; o++) {
      const origin = newest - o * step;
      const forecast = Math.max(0, rate[origin] * mass[o] + slope[origin] * driftMass[o]);
      const better = (total[o] - actual[o]) ** 2 - (forecast - actual[o]) ** 2;
      gainSquares += (better - gain) ** 2;
    }
    if (gain > CLEARLY_BETTER * Math.sqrt(gainSquares / origins / totals)) {
      best = c;
      leastSquares = squaresOf[c];
    }
  }
  if (best >= 0) {
    weights.fill(0);
    weights[best] = 1;
  }

  let rate = 0;
  let slope = 0;
  for (let c = 0; c < count; c++) {
    scratch.rates[c] = last >= 0 ? Math.max(0, scratch.track(c).rate[last]) : 0;
    if (weights[c] === 0 || last < 0) continue;
    rate += weights[c] * scratch.track(c).rate[last];
    slope += weights[c] * scratch.track(c).slope[last];
  }
  const errors: Partial<Record<ForecastMethod, number>> = {};
  if (origins > 0)
    for (const [method, sum] of Object.entries(least))
      errors[method as ForecastMethod] = Math.sqrt(sum / origins);

  const test = { error: 0, actual: 0, forecastSquares: 0, errorSquares: 0, daySquares: 0 };
  for (let o = 0; o < origins; o++) {
    const origin = newest - o * step;
    let rateThen = 0;
    let slopeThen = 0;
    for (let c = 0; c < count; c++) {
      if (weights[c] === 0) continue;
      rateThen += weights[c] * scratch.track(c).rate[origin];
      slopeThen += weights[c] * scratch.track(c).slope[origin];
    }
    const forecast = Math.max(0, rateThen * mass[o] + slopeThen * driftMass[o]);
    test.error += forecast - actual[o];
    test.actual += actual[o];
    test.forecastSquares += forecast * forecast;
    test.errorSquares += (forecast - actual[o]) ** 2;
    // Days of one total differ by their exposure alone (a slope is small beside it).
    if (mass[o] > 0) test.daySquares += (forecast / mass[o]) ** 2 * squareMass[o];
  }
  return {
    method: best >= 0 ? CANDIDATES[best].method : 'combination',
    rate,
    slope,
    errors,
    originCount: origins,
    test,
  };
}

/** How many origins have enough observed days behind them; the newest has `testDays` after it. */
function countOrigins(history: History, settings: ForecastSettings, newest: number): number {
  const { length, exposure } = history;
  let behind = 0;
  for (let t = 0; t < length; t++) if (exposure[t] > 0) behind++;
  let origins = 0;
  for (let t = length - 1; t >= 0 && origins < settings.originCount; t--) {
    if (behind < settings.minHistoryDays) break;
    if (t <= newest && (newest - t) % settings.originStepDays === 0) origins++;
    if (exposure[t] > 0) behind--;
  }
  return origins;
}

/** Writes, for each origin, the pieces seen after it and the sums of exposure that a rate is multiplied by. */
function readTotals(
  history: History,
  settings: ForecastSettings,
  newest: number,
  origins: number,
  scratch: ForecastScratch,
): void {
  const { pieces, exposure } = history;
  for (let o = 0; o < origins; o++) {
    const origin = newest - o * settings.originStepDays;
    let actual = 0;
    let mass = 0;
    let driftMass = 0;
    let squareMass = 0;
    for (let h = 1; h <= settings.testDays; h++) {
      const e = exposure[origin + h];
      if (e === 0) continue;
      actual += pieces[origin + h];
      mass += e;
      driftMass += e * h;
      squareMass += e * e;
    }
    scratch.actual[o] = actual;
    scratch.mass[o] = mass;
    scratch.driftMass[o] = driftMass;
    scratch.squareMass[o] = squareMass;
  }
}

/**
 * One over the squared mean squared error, normalised; equal without origins. A hundredth of the mean
 * squared total keeps the weights finite when a candidate is (nearly) never wrong.
 */
function combinationWeights(
  squares: Float64Array,
  origins: number,
  actualSquares: number,
  weights: Float64Array,
): void {
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < CANDIDATES.length; c++)
    if (CANDIDATES[c].part === 'weighted') least = Math.min(least, squares[c]);
  const floor = 0.02 * least + 0.01 * actualSquares + Number.MIN_VALUE;
  for (let c = 0; c < CANDIDATES.length; c++) {
    weights[c] = 0;
    if (CANDIDATES[c].part !== 'weighted') continue;
    weights[c] = origins > 0 ? ((least + floor) / (squares[c] + floor)) ** 2 : 1;
    sum += weights[c];
  }
  const guess = 1 / (1 + GUESS_MEMORY_DAYS);
  for (let c = 0; c < CANDIDATES.length; c++)
    weights[c] = CANDIDATES[c].part === 'guess' ? guess : ((1 - guess) * weights[c]) / sum;
}
