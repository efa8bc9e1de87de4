import type { Candidate } from './candidates.js';
import type { History } from './methods/history.js';
import type { ForecastScratch } from './scratch.js';
import type { ForecastSettings } from './settings.js';

/**
 * Lets each candidate forecast the total of the `testDays` after each of several origins, knowing only the
 * days up to the origin. A total, not single days: the stock that a replenishment buys must last for one.
 * One pass of a method gives its forecasts at all origins, so the test costs no refits.
 *
 * Into the work space it writes, by origin (newest first), the pieces seen and the sums of exposure; by
 * candidate and origin the totals forecast; by candidate the squared errors and the rate now.
 *
 * @returns the number of origins
 */
export function forecastTotals(
  candidates: readonly Candidate[],
  history: History,
  settings: ForecastSettings,
  scratch: ForecastScratch,
): number {
  const last = history.length - 1;
  const newest = last - settings.testDays;
  const origins = countOrigins(history, settings, newest);
  scratch.growOrigins(origins);
  readTotals(history, settings, newest, origins, scratch);
  const { actual, mass, driftMass, totals } = scratch;
  for (let c = 0; c < candidates.length; c++) {
    const track = scratch.tracks[c];
    track.grow(history.length);
    candidates[c].track(history, track);
    let squares = 0;
    for (let o = 0; o < origins; o++) {
      const origin = newest - o * settings.originStepDays;
      const drift = track.slope[origin] * driftMass[o];
      const total = Math.max(0, track.rate[origin] * mass[o] + drift);
      totals[c * origins + o] = total;
      squares += (total - actual[o]) ** 2;
    }
    scratch.squares[c] = squares;
    scratch.ratesNow[c] = last >= 0 ? track.rate[last] : 0;
    scratch.slopes[c] = last >= 0 ? track.slope[last] : 0;
  }
  return origins;
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
