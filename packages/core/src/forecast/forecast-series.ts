import { createDice, type Dice, quantileOfSorted } from '../maths/index.js';
import type { EpochDay } from '../units/index.js';
import { writeBlendedRates } from './blend.js';
import { candidatesOf } from './candidates.js';
import { type Choice, choose } from './choose.js';
import {
  calibratedMarks,
  type PitCalibration,
  remarkPaths,
  sortedSteps,
} from './distribution/index.js';
import type { History } from './methods/history.js';
import { lastSeason } from './methods/seasonal-naive.js';
import type { KnownEffect } from './panel/exposure.js';
import type { WeekdayShape } from './panel/weekday-shapes.js';
import { drawPaths } from './paths.js';
import { writeScales } from './pooled/features.js';
import type { PooledRegression } from './pooled/pooled-regression.js';
import { drawResidualPaths, isAmount } from './residual-paths.js';
import { ForecastScratch } from './scratch.js';
import { seasonShape } from './season-shape.js';
import { placeInSeason, shapeLength } from './seasons.js';
import type { SeriesForecast } from './series-forecast.js';
import { type ForecastSettings, forecastSettings } from './settings.js';
import { type DemandShape, learnShape } from './size-shape.js';
import { STEP_PROFILES } from './steps.js';

/** What a series' forecast needs to know beside its history. */
export interface SeriesContext {
  /** Number of the first step: the epoch day for days, months since 1970-01 for months … */
  readonly firstDay: EpochDay;
  /** Shape of the location (see `weekdayShapes`), Monday first; without it the series' own is used. */
  readonly weekdayShape?: WeekdayShape;
  /** Share of days with demand of the location's items (see `demandShares`), in (0, 1]. Default 0.3. */
  readonly demandShare?: number;
  /**
   * What is known ahead of each step of the history and the horizon, as a factor on the demand of a step
   * of its season: feasts, price, promotion, opening hours. Default: 1 throughout.
   */
  readonly exposure?: Float64Array;
  /** What parts of the exposure do over the horizon, for the explanation alone. */
  readonly effects?: readonly KnownEffect[];
  /** What a panel of such series taught (see `learnPooled`); the mean is blended with its forecast. */
  readonly pooled?: PooledRegression;
  /** Factor on how far the level of a path strays. Default 1. */
  readonly spreadFactor?: number;
  /** How far past forecasts of such series were off in probability; the paths are moved by it. */
  readonly calibration?: PitCalibration;
  /** What the dice are seeded with: say the run's seed, the item and the location. */
  readonly seed: readonly (string | number)[];
}

const DEFAULT_DEMAND_SHARE = 0.3;
const FLAT = new Float64Array(24).fill(1);

/**
 * Forecasts the demand of one item-location as a distribution per day and as sample paths.
 *
 * The method (and its smoothing weights) is chosen by rolling-origin error of totals (`choose`); the mean
 * is its rate times the weekday's share; the paths spread around it as the test's errors showed
 * (`drawPaths`). Every number returned is finite and not negative, whatever the history: entries that are
 * not finite count as unobserved, negative ones as 0, and an empty history forecasts zeros.
 *
 * @param demand   pieces per day, oldest first
 * @param observed 0 = the day could not show its demand; null = all days could
 * @param given    settings that differ from the defaults
 * @param scratch  work space to reuse between calls
 * @throws RangeError on settings out of range or arrays of different length
 */
export function forecastSeries(
  demand: Float64Array,
  observed: Uint8Array | null,
  context: SeriesContext,
  given: Partial<ForecastSettings> = {},
  scratch: ForecastScratch = new ForecastScratch(),
): SeriesForecast {
  const settings = forecastSettings(given);
  if (observed && observed.length !== demand.length)
    throw new RangeError(
      `demand has ${demand.length} days but observed has ${observed.length}; give one flag per day`,
    );
  if (context.demandShare !== undefined && !(context.demandShare > 0 && context.demandShare <= 1))
    throw new RangeError(`demandShare is ${context.demandShare}; it must lie in (0, 1]`);
  const { horizonDays, pathCount, probabilities } = settings;
  const history = readHistory(demand, observed, context, settings, scratch);
  const choice = choose(candidatesOf(settings.step), history, settings, scratch);
  const shape = learnShape(history, scratch);
  const mean = meanSteps(history, context, settings, choice, scratch);
  const { spreadFactor = 1 } = context;
  const levelSpread = Math.min(MOST_LEVEL_SPREAD, spreadFactor * spreadOfLevel(choice, shape));

  const paths = new Float32Array(pathCount * horizonDays);
  scratch.fitPaths(pathCount);
  const dice = createDice('forecast', ...context.seed);
  const candidates = candidatesOf(settings.step);
  const amount =
    isAmount(history) &&
    drawResidualPaths(candidates, history, settings, context.pooled, mean, dice, scratch, paths);
  if (!amount)
    drawPaths({ mean, shape, levelSpread, spreadDays: settings.testDays }, dice, scratch, paths);
  const whole = !amount || isWhole(history);
  if (amount && whole) roundByChance(paths, dice);
  const { calibration } = context;
  let sorted = sortedSteps(paths, horizonDays);
  if (calibration) {
    const marks = calibratedMarks(calibration, sorted, horizonDays, whole);
    paths.set(remarkPaths(paths, horizonDays, sorted, marks));
    sorted = marks;
  }

  let unobservedDays = 0;
  for (let t = 0; t < history.length; t++) unobservedDays += 1 - scratch.usable[t];
  return {
    method: choice.method,
    horizonDays,
    mean,
    probabilities,
    quantiles: stepQuantiles(sorted, horizonDays, probabilities),
    pathCount,
    paths,
    explanation: {
      errors: choice.errors,
      originCount: choice.originCount,
      testDays: settings.testDays,
      bias: choice.test.actual > 0 ? choice.test.error / choice.test.actual : 0,
      historyDays: history.length,
      unobservedDays,
      level: Math.max(0, choice.rate),
      slope: choice.slope,
      levelSpread,
      averageInterval: shape.averageInterval,
      sizeCv2: shape.sizeCv2,
      weekdayShape: Array.from(scratch.shape),
      drivers: context.effects ?? [],
      panelShare: context.pooled?.weight ?? 0,
    },
  };
}

/** Copies the series into the work space, cleaned, with the exposure of each step. */
export function readHistory(
  demand: Float64Array,
  observed: Uint8Array | null,
  context: SeriesContext,
  settings: ForecastSettings,
  scratch: ForecastScratch,
): History {
  const { length } = demand;
  const { step, horizonDays } = settings;
  const { season } = STEP_PROFILES[step];
  const places = shapeLength(season);
  scratch.growDays(length);
  scratch.fitSeason(places, horizonDays);
  const { pieces, usable, exposure, shape, future } = scratch;
  for (let t = 0; t < length; t++) {
    const finite = Number.isFinite(demand[t]);
    usable[t] = finite && (observed === null || observed[t] !== 0) ? 1 : 0;
    pieces[t] = usable[t] === 1 ? Math.max(0, demand[t]) : 0;
  }
  const first = placeInSeason(step, context.firstDay, places);
  const pooled = context.weekdayShape ?? FLAT.subarray(0, places);
  const spread = STEP_PROFILES[step].seasonSpread;
  seasonShape(pieces, usable, length, first, pooled, spread, exposure, shape);
  const known = context.exposure;
  for (let t = 0, s = first; t < length + horizonDays; t++, s = s === places - 1 ? 0 : s + 1) {
    const open = known === undefined ? shape[s] : shape[s] * known[t];
    if (t < length) exposure[t] = usable[t] * open;
    else future[t - length] = open;
  }
  const { demandShare = DEFAULT_DEMAND_SHARE } = context;
  return {
    length,
    pieces,
    exposure,
    beginsWithSale: step === 'day' && length > 0 && pieces[0] > 0,
    demandShare,
  };
}

/** Expected pieces on each step of the horizon. */
function meanSteps(
  history: History,
  context: SeriesContext,
  settings: ForecastSettings,
  choice: Choice,
  scratch: ForecastScratch,
): Float64Array {
  const { horizonDays, step } = settings;
  const mean = new Float64Array(horizonDays);
  if (history.length === 0) return mean;
  const { season } = STEP_PROFILES[step];
  if (choice.method === 'seasonalNaive' && season === scratch.lastSeason.length) {
    lastSeason(history, season, scratch.lastSeason);
    for (let d = 0; d < horizonDays; d++) mean[d] = scratch.lastSeason[d % season];
    return mean;
  }
  writeScales(history, scratch);
  const { pooled } = context;
  writeBlendedRates(candidatesOf(step), history, pooled, history.length - 1, scratch, mean);
  for (let d = 0; d < horizonDays; d++) mean[d] *= scratch.future[d];
  return mean;
}

/**
 * Variance of the level over the test days, as a share of its square, that is assumed before any test,
 * and how many origins that assumption is worth. Young items, which no test can reach, stray further.
 */
const PRIOR_LEVEL_VARIANCE = 0.1;
const YOUNG_LEVEL_VARIANCE = 0.4;
const PRIOR_ORIGINS = 3;
/** Days that the level is learned from, at most: about what the combination remembers. */
const MEMORY_DAYS = 40;
/** A level whose logarithm strays by 1. More lets single paths run away and forecasts no better (111-day totals). */
const MOST_LEVEL_VARIANCE = 1.7;
const MOST_LEVEL_SPREAD = 1;

/**
 * How far the level itself strays over the days tested, as the standard deviation of its logarithm: what
 * the test's squared errors hold beyond the noise of the days around a known level, shrunk to what is
 * expected of a level learned from so many noisy days, since a few overlapping totals say little.
 */
function spreadOfLevel(choice: Choice, shape: DemandShape): number {
  const { test, originCount } = choice;
  const learned = shape.dayVariance / (Math.min(shape.observedDays, MEMORY_DAYS) + 1);
  const prior = originCount > 0 ? PRIOR_LEVEL_VARIANCE : YOUNG_LEVEL_VARIANCE;
  let variance = Math.min(prior + learned, MOST_LEVEL_VARIANCE);
  if (originCount > 0 && test.forecastSquares > 0) {
    // May be negative: by luck the totals strayed less than their days' noise alone would make them.
    const seen = (test.errorSquares - test.daySquares * shape.dayVariance) / test.forecastSquares;
    const sum = originCount * Math.min(seen, MOST_LEVEL_VARIANCE) + PRIOR_ORIGINS * variance;
    variance = Math.max(0, sum / (originCount + PRIOR_ORIGINS));
  }
  return Math.sqrt(Math.log1p(variance));
}

function isWhole({ length, pieces }: History): boolean {
  for (let t = 0; t < length; t++) if (!Number.isInteger(pieces[t])) return false;
  return true;
}

/** Rounds up or down by chance, so that the mean is kept. */
function roundByChance(paths: Float32Array, dice: Dice): void {
  for (let i = 0; i < paths.length; i++) paths[i] = Math.floor(paths[i] + dice.next());
}

/** quantiles[p * horizonDays + d] of the steps' ascending values. */
function stepQuantiles(
  sorted: Float64Array,
  horizonDays: number,
  probabilities: readonly number[],
): Float64Array {
  const pathCount = sorted.length / horizonDays;
  const quantiles = new Float64Array(probabilities.length * horizonDays);
  for (let d = 0; d < horizonDays; d++) {
    const step = sorted.subarray(d * pathCount, (d + 1) * pathCount);
    for (let p = 0; p < probabilities.length; p++)
      quantiles[p * horizonDays + d] = quantileOfSorted(step, probabilities[p]);
  }
  return quantiles;
}
