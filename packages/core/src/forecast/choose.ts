import { CANDIDATES } from './candidates.js';
import type { History } from './methods/history.js';
import type { ForecastScratch } from './scratch.js';
import type { ForecastMethod } from './series-forecast.js';
import type { ForecastSettings } from './settings.js';

/** The candidate that a series got, and what the test showed of it. */
export interface Choice {
  /** Index into CANDIDATES. */
  readonly candidate: number;
  readonly method: ForecastMethod;
  readonly rate: number;
  readonly slope: number;
  readonly errors: Partial<Record<ForecastMethod, number>>;
  readonly originCount: number;
  /** Σ over origins of forecast − actual, of actual, of forecast², and of squared error. */
  readonly errorSum: number;
  readonly actualSum: number;
  readonly forecastSquares: number;
  readonly errorSquares: number;
  /** Σ over origins and days of forecast² of the day, for the noise around the level. */
  readonly dayForecastSquares: number;
}

/** What another candidate must do better than the default: this share of its mean squared error. */
const CLEARLY_BETTER = 0.85;
/** Origins below which a test says too little to leave the default. */
const FEWEST_ORIGINS = 4;

/**
 * Lets each candidate forecast the total of the `testDays` after each of several origins, knowing only the
 * days up to the origin, and takes the one with the least mean squared error, if that is clearly better
 * than the default's. A total, not single days: the stock that a replenishment buys must last for one. On
 * lumpy series many candidates differ by luck alone, hence the margin.
 *
 * One pass of a method gives its forecasts at all origins, so the test costs no refits.
 */
export function choose(
  history: History,
  settings: ForecastSettings,
  scratch: ForecastScratch,
): Choice {
  const { length, pieces, exposure } = history;
  const { testDays, originStepDays, minHistoryDays } = settings;
  const last = length - 1;
  let origins = 0;
  let observedDays = 0;
  for (let t = 0; t < length; t++) if (exposure[t] > 0) observedDays++;
  // An origin is the last day known; the first possible one has minHistoryDays observed days behind it.
  let behind = observedDays;
  const newest = last - testDays;
  for (let t = last; t >= 0 && origins < settings.originCount; t--) {
    if (behind < minHistoryDays) break;
    if (t <= newest && (newest - t) % originStepDays === 0) origins++;
    if (exposure[t] > 0) behind--;
  }

  let best = 0;
  let bestSquares = Number.POSITIVE_INFINITY;
  let defaultSquares = Number.POSITIVE_INFINITY;
  const leastSquares: Partial<Record<ForecastMethod, number>> = {};
  for (let c = 0; c < CANDIDATES.length; c++) {
    const track = scratch.track(c);
    CANDIDATES[c].track(history, track);
    if (origins === 0) continue;
    let squares = 0;
    for (let o = 0; o < origins; o++) {
      const origin = newest - o * originStepDays;
      let actual = 0;
      let mass = 0;
      let driftMass = 0;
      for (let h = 1; h <= testDays; h++) {
        const e = exposure[origin + h];
        mass += e;
        driftMass += e * h;
        if (e > 0) actual += pieces[origin + h];
      }
      const forecast = Math.max(0, track.rate[origin] * mass + track.slope[origin] * driftMass);
      squares += (forecast - actual) ** 2;
    }
    const { method } = CANDIDATES[c];
    const least = leastSquares[method];
    if (least === undefined || squares < least) leastSquares[method] = squares;
    if (c === 0) defaultSquares = squares;
    const asked = c === 0 ? squares : squares / CLEARLY_BETTER;
    if (asked < bestSquares) {
      best = c;
      bestSquares = asked;
    }
  }
  if (origins < FEWEST_ORIGINS || !(bestSquares < defaultSquares)) best = 0;

  const errors: Partial<Record<ForecastMethod, number>> = {};
  for (const [method, squares] of Object.entries(leastSquares))
    errors[method as ForecastMethod] = Math.sqrt(squares / origins);
  return { ...testOf(history, best, origins, newest, settings, scratch), errors };
}

/** The sums that calibrate the distribution, from the origins of the candidate taken. */
function testOf(
  history: History,
  candidate: number,
  origins: number,
  newest: number,
  settings: ForecastSettings,
  scratch: ForecastScratch,
): Omit<Choice, 'errors'> {
  const { length, pieces, exposure } = history;
  const { rate, slope } = scratch.track(candidate);
  let errorSum = 0;
  let actualSum = 0;
  let forecastSquares = 0;
  let errorSquares = 0;
  let dayForecastSquares = 0;
  for (let o = 0; o < origins; o++) {
    const origin = newest - o * settings.originStepDays;
    let actual = 0;
    let forecast = 0;
    for (let h = 1; h <= settings.testDays; h++) {
      const e = exposure[origin + h];
      if (e === 0) continue;
      const day = Math.max(0, rate[origin] + slope[origin] * h) * e;
      actual += pieces[origin + h];
      forecast += day;
      dayForecastSquares += day * day;
    }
    errorSum += forecast - actual;
    actualSum += actual;
    forecastSquares += forecast * forecast;
    errorSquares += (forecast - actual) ** 2;
  }
  return {
    candidate,
    method: CANDIDATES[candidate].method,
    rate: length > 0 ? rate[length - 1] : 0,
    slope: length > 0 ? slope[length - 1] : 0,
    originCount: origins,
    errorSum,
    actualSum,
    forecastSquares,
    errorSquares,
    dayForecastSquares,
  };
}
