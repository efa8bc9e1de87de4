import { localLevel } from '../local-level.js';
import { type BeyondMoments, momentsBeyond } from './count-tail.js';
import { DAY_STATE } from './day-states.js';
import { dispersionStep } from './dispersion.js';

/** Sales and what each day shows of the demand behind them; checked and cleaned. */
export interface CutSales {
  /** Finite and not negative. */
  readonly sales: Float64Array;
  readonly state: Uint8Array;
  /** Read on `partly` days only. */
  readonly inStockShare: ArrayLike<number> | null;
  /** ISO weekday of the first day less 1. */
  readonly firstWeekday: number;
  /** Share of a mean day's demand per weekday, or null to learn it. */
  readonly week: ArrayLike<number> | null;
}

/** The demand as the EM algorithm sees it; a fit may start from another one's end. */
export interface DemandFit {
  readonly keep: number;
  /** Expected demand of each day given its own sales, and its variance. */
  readonly expected: Float64Array;
  readonly variance: Float64Array;
  /** Expected demand of each day from the days around it, and the weight that these have. */
  readonly mean: Float64Array;
  readonly mass: Float64Array;
  readonly week: Float64Array;
  dispersion: number;
  rounds: number;
}

const FIRST_DISPERSION = 0.5;
/** The level of the whole series counts as so many days wherever one looks. */
const PRIOR_DAYS = 1;
/** As many made-up shown days at the mean sales keep the level of a series that is never shown finite. */
const SHOWN_DAYS = 2;
/** Weekday shares learnt here are shrunk to flat by so many weeks. */
const PRIOR_WEEKS = 4;
/** The rounds end when the sum of the demand and the dispersion change by less, as shares of themselves. */
const STILL = 1e-5;
const STILL_DISPERSION = 0.01;

/** A fit to begin with: the sales as they are. */
export function startFit({ sales, week }: CutSales, keep: number): DemandFit {
  const column = () => new Float64Array(sales.length);
  return {
    keep,
    expected: sales.slice(),
    variance: column(),
    mean: column(),
    mass: column(),
    week: week ? Float64Array.from(week) : new Float64Array(7).fill(1),
    dispersion: FIRST_DISPERSION,
    rounds: 0,
  };
}

/** Improves a fit in place by rounds of the EM algorithm until nothing moves or `rounds` are done. */
export function improveFit(fit: DemandFit, cut: CutSales, rounds: number): void {
  const { sales, state, firstWeekday } = cut;
  const { expected, variance, mean, mass, week } = fit;
  const days = sales.length;
  const pieces = new Float64Array(days);
  const exposure = new Float64Array(days);
  const beyond: BeyondMoments = { mean: 0, variance: 0 };
  let meanSales = 0;
  let open = 0;
  for (let t = 0; t < days; t++)
    if (state[t] !== DAY_STATE.hidden) {
      meanSales += sales[t];
      open += 1;
    }
  if (open === 0) return;
  meanSales /= open;
  for (let round = 0; round < rounds; round++) {
    fit.rounds += 1;
    let sum = 0;
    let shares = 0;
    for (let t = 0, w = firstWeekday; t < days; t++, w = w === 6 ? 0 : w + 1) {
      const hidden = state[t] === DAY_STATE.hidden;
      exposure[t] = hidden ? 0 : week[w];
      pieces[t] = hidden ? 0 : expected[t];
      sum += pieces[t];
      shares += exposure[t];
    }
    const overall = (sum + SHOWN_DAYS * meanSales) / (shares + SHOWN_DAYS);
    localLevel(pieces, exposure, fit.keep, { level: overall, mass: PRIOR_DAYS }, 1, mean, mass);
    if (!cut.week) learnWeek(pieces, mean, state, firstWeekday, week);
    for (let t = 0, w = firstWeekday; t < days; t++, w = w === 6 ? 0 : w + 1) mean[t] *= week[w];
    const dispersion = dispersionStep(cut, mean, fit.dispersion);
    const moved = Math.abs(dispersion / fit.dispersion - 1);
    fit.dispersion = dispersion;
    let change = 0;
    for (let t = 0; t < days; t++) {
      if (state[t] < DAY_STATE.atLeast) continue;
      if (state[t] === DAY_STATE.atLeast) momentsBeyond(mean[t], dispersion, sales[t], beyond);
      else restOfDay(mean[t], dispersion, sales[t], cut.inStockShare?.[t] ?? 0, beyond);
      change += beyond.mean - expected[t];
      expected[t] = beyond.mean;
      variance[t] = beyond.variance;
    }
    if (Math.abs(change) <= STILL * sum && moved < STILL_DISPERSION) break;
  }
  for (let t = 0; t < days; t++) {
    if (state[t] !== DAY_STATE.hidden) continue;
    expected[t] = mean[t];
    variance[t] = mean[t] + fit.dispersion * mean[t] * mean[t];
  }
}

/**
 * How well the levels of a fit foretell its shown days from the others: the Poisson log likelihood with
 * each day left out of its own level, up to a constant. Larger is better.
 */
export function leftOutScore(fit: DemandFit, { sales, state }: CutSales): number {
  let score = 0;
  for (let t = 0; t < sales.length; t++) {
    if (state[t] !== DAY_STATE.shown || !(fit.mean[t] > 0)) continue;
    // The level is a weighted mean in which the day's own sales have weight 1 of `mass`.
    const share = fit.mass[t] > 1 ? 1 / fit.mass[t] : 0;
    const others = Math.max(1e-9, (fit.mean[t] - share * sales[t]) / (1 - share));
    score += sales[t] * Math.log(others) - others;
  }
  return score;
}

/** Mean and variance of a day that sold `sold` pieces while it was in stock for a share of the day. */
function restOfDay(
  mean: number,
  dispersion: number,
  sold: number,
  share: number,
  out: BeyondMoments,
): void {
  const growth = (1 + dispersion * sold) / (1 + dispersion * share * mean);
  const rest = (1 - share) * mean * growth;
  out.mean = sold + rest;
  out.variance = rest + (rest * rest * dispersion) / (1 + dispersion * sold);
}

/** Weekday shares of the demand around the level, shrunk to flat, averaging 1. */
function learnWeek(
  pieces: Float64Array,
  level: Float64Array,
  state: Uint8Array,
  firstWeekday: number,
  week: Float64Array,
): void {
  const came = new Float64Array(7);
  const expected = new Float64Array(7);
  let levels = 0;
  let open = 0;
  for (let t = 0, w = firstWeekday; t < pieces.length; t++, w = w === 6 ? 0 : w + 1) {
    if (state[t] === DAY_STATE.hidden) continue;
    came[w] += pieces[t];
    expected[w] += level[t];
    levels += level[t];
    open += 1;
  }
  const prior = (PRIOR_WEEKS * levels) / open;
  let sum = 0;
  for (let w = 0; w < 7; w++) {
    week[w] = expected[w] + prior > 0 ? (came[w] + prior) / (expected[w] + prior) : 1;
    sum += week[w];
  }
  for (let w = 0; w < 7; w++) week[w] = sum > 0 ? (7 * week[w]) / sum : 1;
}
