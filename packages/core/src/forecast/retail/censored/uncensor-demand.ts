import { type EpochDay, isoWeekday } from '../../../units/index.js';
import { DAY_STATE, requireSameDays } from './day-states.js';
import { type CutSales, improveFit, leftOutScore, startFit } from './demand-em.js';
import { lostVariance } from './lost-variance.js';

/** Settings of `uncensorDemand`. */
export interface UncensorSettings {
  /**
   * Weight of a day in the level of the day beside it, each in (0, 1), at least one. Of several that one is
   * taken that foretells the shown days best from the days around them. Default 0.8 to 0.98: a few days to
   * two months to either side.
   */
  readonly keeps: readonly number[];
  /** Most rounds of the EM algorithm, a whole number of at least 1. Default 100. */
  readonly rounds: number;
}

export interface UncensorContext {
  /** Epoch day of the first entry; gives the weekdays. */
  readonly firstDay: EpochDay;
  /** Share of a mean day's demand per ISO weekday, Monday first, averaging 1. Default: learnt from the series. */
  readonly weekdayShape?: ArrayLike<number>;
  /** Share of each `partly` day that it was in stock, in [0, 1]; read on those days only. */
  readonly inStockShare?: ArrayLike<number>;
}

/** What the demand was behind the sales. */
export interface UncensoredDemand {
  /** Expected demand per day given all that was seen; equal to the sales on shown days. */
  readonly expected: Float64Array;
  /** Variance of the day's demand around it; 0 on shown days. */
  readonly variance: Float64Array;
  /** Expected demand per day as the days around it have it: the level times the weekday's share. */
  readonly level: Float64Array;
  /** Variance of a day's demand is mean + dispersion · mean². */
  readonly dispersion: number;
  /** The one of `keeps` taken. */
  readonly keep: number;
  readonly shownDays: number;
  /** Days that sold out, whether the hour is known (`partly`) or not (`atLeast`). */
  readonly soldOutDays: number;
  readonly hiddenDays: number;
  /** Demand that found no stock, over all days, and the standard deviation of that estimate. */
  readonly lostPieces: number;
  readonly lostPiecesSd: number;
  /** Rounds of the EM algorithm. */
  readonly rounds: number;
}

const DEFAULTS: UncensorSettings = { keeps: [0.8, 0.88, 0.93, 0.96, 0.98], rounds: 100 };
/** Rounds after which the memories are compared. */
const TRIAL_ROUNDS = 6;

/**
 * Estimates the demand behind sales that stock-outs cut: a day that sold out shows only that at least so
 * much was wanted, and a day without stock shows nothing.
 *
 * Demand of day t is negative binomial with mean μ_t = level_t · weekday share and one dispersion for the
 * series. The EM algorithm repeats: (E) the expected demand of each sold-out day given that it was at least
 * the sales, E[D | D >= s; μ_t]; (M) the levels anew as local means around each day, the weekday shares and
 * the dispersion. Days without stock take no part in (M) and get μ_t.
 *
 * Where the share a of a day in stock is known, sales c within it make the day's own rate gamma distributed
 * given c, so that E[D] = c + (1 − a) μ (r + c)/(r + a μ) with r = 1/dispersion.
 *
 * What remains unknown is told by `variance` and `lostPiecesSd` (see `lostVariance`). A series that never shows a demand (each day sold out) has no upper end; its estimate is
 * little more than its sales and must not be trusted.
 *
 * @param sales  pieces sold per day; entries that are not finite make the day hidden, negative ones are 0
 * @param states what each day shows (`DAY_STATE`); see `statesOfOpeningStock`
 * @throws RangeError on settings or shares out of range, or arrays of different length
 * @see Conrad (1976), "Sales data and the estimation of demand", ORQ 27(1); Nahmias (1994), "Demand
 *   estimation in lost sales inventory systems", NRL 41; Agrawal & Smith (1996), "Estimating negative
 *   binomial demand for retail inventory management with unobservable lost sales", NRL 43; Lau & Lau
 *   (1996), "Estimating the demand distributions of single-period items having frequent stockouts", EJOR
 *   92; Dempster, Laird & Rubin (1977) for EM
 */
export function uncensorDemand(
  sales: Float64Array,
  states: Uint8Array,
  context: UncensorContext,
  given: Partial<UncensorSettings> = {},
): UncensoredDemand {
  const { keeps, rounds } = checked({ ...DEFAULTS, ...given });
  const cut = readSales(sales, states, context);
  const counts = [0, 0, 0, 0];
  for (const state of cut.state) counts[state] += 1;

  let fit = startFit(cut, keeps[0]);
  const trialRounds = keeps.length > 1 ? Math.min(rounds, TRIAL_ROUNDS) : 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < keeps.length && trialRounds > 0; k++) {
    const trial = startFit(cut, keeps[k]);
    improveFit(trial, cut, trialRounds);
    const score = leftOutScore(trial, cut);
    if (score <= best) continue;
    best = score;
    fit = trial;
  }
  improveFit(fit, cut, rounds - trialRounds);

  let lostPieces = 0;
  for (let t = 0; t < sales.length; t++) lostPieces += fit.expected[t] - cut.sales[t];
  return {
    expected: fit.expected,
    variance: fit.variance,
    level: fit.mean,
    dispersion: fit.dispersion,
    keep: fit.keep,
    shownDays: counts[DAY_STATE.shown],
    soldOutDays: counts[DAY_STATE.atLeast] + counts[DAY_STATE.partly],
    hiddenDays: counts[DAY_STATE.hidden],
    lostPieces,
    lostPiecesSd: Math.sqrt(lostVariance(fit, cut)),
    rounds: fit.rounds,
  };
}

function checked(settings: UncensorSettings): UncensorSettings {
  const { keeps, rounds } = settings;
  if (keeps.length === 0) throw new RangeError('keeps is empty; give at least one');
  for (const keep of keeps)
    if (!(keep > 0 && keep < 1))
      throw new RangeError(`keeps has ${keep}; each must lie between 0 and 1`);
  if (!(Number.isInteger(rounds) && rounds >= 1))
    throw new RangeError(`rounds is ${rounds}; it must be a whole number of at least 1`);
  return settings;
}

function readSales(sales: Float64Array, states: Uint8Array, context: UncensorContext): CutSales {
  const { firstDay, weekdayShape, inStockShare } = context;
  const days = sales.length;
  requireSameDays(days, 'states', states.length);
  if (inStockShare) requireSameDays(days, 'inStockShare', inStockShare.length);
  if (weekdayShape && weekdayShape.length !== 7)
    throw new RangeError(`weekdayShape has ${weekdayShape.length} entries; it must have 7`);
  const clean = new Float64Array(days);
  const state = new Uint8Array(days);
  for (let t = 0; t < days; t++) {
    const given = states[t];
    if (given > DAY_STATE.partly)
      throw new RangeError(`states[${t}] is ${given}; it must be one of DAY_STATE`);
    state[t] = Number.isFinite(sales[t]) ? given : DAY_STATE.hidden;
    if (state[t] !== DAY_STATE.hidden) clean[t] = Math.max(0, sales[t]);
    const share = inStockShare ? inStockShare[t] : Number.NaN;
    if (state[t] === DAY_STATE.partly && !(share >= 0 && share <= 1))
      throw new RangeError(`inStockShare[${t}] is ${share}; of a partly day it must lie in [0, 1]`);
  }
  return {
    sales: clean,
    state,
    inStockShare: inStockShare ?? null,
    firstWeekday: isoWeekday(firstDay) - 1,
    week: weekdayShape ?? null,
  };
}
