import type { Dice } from '../maths/index.js';
import { writeBlendedRates } from './blend.js';
import type { Candidate } from './candidates.js';
import type { History } from './methods/history.js';
import type { PooledRegression } from './pooled/pooled-regression.js';
import type { ForecastScratch } from './scratch.js';
import type { ForecastSettings } from './settings.js';

/** Origins with a whole horizon after them, below which the errors say too little of a distribution. */
const FEWEST_ORIGINS = 12;
/** A forecast is taken for at least this share of the series' mean when its error is told relative to it. */
const LEAST_SHARE = 0.2;
/** Mean pieces a step, and share of steps with demand, from which a series is one of amounts, not of counts. */
const AMOUNT_MEAN = 20;
const AMOUNT_SHARE = 0.98;

/** Whether a series is one of amounts, whose errors, not whose single demands, make its distribution. */
export function isAmount(history: History): boolean {
  const { length, pieces, exposure } = history;
  let open = 0;
  let hits = 0;
  let sum = 0;
  for (let t = 0; t < length; t++) {
    if (exposure[t] === 0) continue;
    open += 1;
    sum += pieces[t];
    if (pieces[t] > 0) hits += 1;
  }
  return open > 0 && sum >= AMOUNT_MEAN * open && hits >= AMOUNT_SHARE * open;
}

/**
 * Draws sample paths of a series of amounts: the mean forecast with the relative errors, step by step,
 * that the same methods would have made from one of the past origins. Errors of one path come from one
 * origin, so they hang together over the horizon as errors do: a level missed stays missed. Every other
 * path turns its errors round (a miss of +20 % into one of −17 %), since fifty origins that overlap may all
 * lie on one rise.
 *
 * @param mean  expected pieces per step
 * @param paths receives paths[k * horizon + h]
 * @returns false, with nothing drawn, where there are too few origins
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 5.5, for
 *   bootstrapped errors; whole vectors of errors keep their correlation over the steps
 */
export function drawResidualPaths(
  candidates: readonly Candidate[],
  history: History,
  settings: ForecastSettings,
  pooled: PooledRegression | undefined,
  mean: Float64Array,
  dice: Dice,
  scratch: ForecastScratch,
  paths: Float32Array,
): boolean {
  const horizon = mean.length;
  const newest = history.length - 1 - horizon;
  const step = settings.originStepDays;
  const oldest = settings.minHistoryDays - 1;
  const origins = Math.min(settings.originCount, Math.floor((newest - oldest) / step) + 1);
  if (origins < FEWEST_ORIGINS) return false;
  const ratios = relativeErrors(
    candidates,
    history,
    pooled,
    origins,
    newest,
    step,
    horizon,
    scratch,
  );
  const pathCount = paths.length / horizon;
  // Each origin as often as any other, in random order.
  const order = scratch.shuffled(pathCount, dice);
  for (let k = 0; k < pathCount; k++) {
    const turned = order[k] % 2 === 1;
    const row = (order[k] >> 1) % origins;
    for (let h = 0; h < horizon; h++) {
      const ratio = ratios[row * horizon + h];
      const factor = turned ? 1 / Math.max(ratio, LEAST_SHARE) : ratio;
      paths[k * horizon + h] = mean[h] * factor;
    }
  }
  return true;
}

/** ratios[o * horizon + h]: actual over forecast, of origin o (newest first) and step h ahead. */
function relativeErrors(
  candidates: readonly Candidate[],
  history: History,
  pooled: PooledRegression | undefined,
  origins: number,
  newest: number,
  step: number,
  horizon: number,
  scratch: ForecastScratch,
): Float64Array {
  const { pieces, exposure } = history;
  scratch.growRatios(origins, horizon);
  const { ratios, rates } = scratch;
  const least = LEAST_SHARE * scratch.means[history.length - 1];
  for (let o = 0; o < origins; o++) {
    const t = newest - o * step;
    writeBlendedRates(candidates, history, pooled, t, scratch, rates);
    let last = 1;
    for (let h = 0; h < horizon; h++) {
      const open = exposure[t + 1 + h];
      // A step that showed nothing errs as the one before.
      if (open > 0)
        last = Math.max(0, 1 + (pieces[t + 1 + h] / open - rates[h]) / Math.max(least, rates[h]));
      ratios[o * horizon + h] = last;
    }
  }
  return ratios;
}
