import { localLevel } from '../local-level.js';
import { lowerTail, upperTail } from './count-tails.js';
import { type Silence, silencesOf } from './silences.js';

/** Settings of `findOutliers`. */
export interface OutlierSettings {
  /** A day (or run of days) less probable than this is told, in (0, 0.5). Default 1e-5. */
  readonly probability: number;
  /** Weight of a day in the level of the day beside it, in (0, 1). Default 0.95: three weeks to either side. */
  readonly keep: number;
}

/** A day whose demand the days around it do not explain. */
export interface Outlier {
  /** Place in the series, from 0. */
  readonly day: number;
  readonly kind: 'high' | 'low';
  readonly pieces: number;
  readonly expected: number;
  /** Of so much or more (high), so little or less (low). */
  readonly probability: number;
}

export interface OddDays {
  readonly outliers: readonly Outlier[];
  readonly silences: readonly Silence[];
  /** Days not observed, and the longest run of them. */
  readonly missingDays: number;
  readonly longestMissingRun: number;
  /** Variance of an ordinary day is mean + dispersion · mean². */
  readonly dispersion: number;
}

const DEFAULTS: OutlierSettings = { probability: 1e-5, keep: 0.95 };
const ROUNDS = 4;
/** Share of the days with the greatest errors that does not count in the first dispersion. */
const TRIMMED = 0.02;
/** The level of the whole series counts as so many days; an item is taken to be as uneven as this much at first. */
const PRIOR_DAYS = 3;
const PRIOR_DISPERSION = 0.5;
const PRIOR_DISPERSION_DAYS = 14;

/**
 * Finds the days that stand out, and reports them; nothing is changed or left out of the series.
 *
 * Each day is compared with a negative binomial around the level of its neighbours, the day itself left
 * out; the dispersion is that of the ordinary days. Days found are taken out of the levels of others and
 * the search is repeated, so that one great order does not hide a smaller one. The error of the level is
 * added to the spread, so a young series seldom shows anything.
 *
 * @param demand   pieces per day; entries that are not finite count as not observed, negative ones as 0
 * @param observed 0 = the day could not show its demand; null = all could
 * @throws RangeError on settings out of range or arrays of different length
 */
export function findOutliers(
  demand: Float64Array,
  observed: Uint8Array | null,
  given: Partial<OutlierSettings> = {},
): OddDays {
  const settings = { ...DEFAULTS, ...given };
  if (!(settings.probability > 0 && settings.probability < 0.5))
    throw new RangeError(`probability is ${settings.probability}; it must lie between 0 and 0.5`);
  if (!(settings.keep > 0 && settings.keep < 1))
    throw new RangeError(`keep is ${settings.keep}; it must lie between 0 and 1`);
  const days = demand.length;
  if (observed && observed.length !== days)
    throw new RangeError(`demand has ${days} days but observed has ${observed.length}`);
  const open = Uint8Array.from(demand, (pieces, t) =>
    Number.isFinite(pieces) && (observed === null || observed[t] !== 0) ? 1 : 0,
  );
  const pieces = demand.map((d, t) => (open[t] === 1 ? Math.max(0, d) : 0));
  const level = new Float64Array(days);
  const mass = new Float64Array(days);
  const found = new Map<number, Outlier>();
  let dispersion = PRIOR_DISPERSION;
  for (let round = 0; round < ROUNDS; round++) {
    const ordinary = Uint8Array.from(open, (o, t) => (found.has(t) ? 0 : o));
    levelsOf(pieces, ordinary, settings.keep, level, mass);
    dispersion = dispersionOf(pieces, ordinary, level, round === 0 ? TRIMMED : 0);
    const before = found.size;
    for (let t = 0; t < days; t++) {
      if (open[t] === 0 || !(mass[t] > 0)) continue;
      const outlier = judge(t, pieces[t], level[t], mass[t], dispersion, settings.probability);
      if (outlier) found.set(t, outlier);
    }
    if (found.size === before) break;
  }
  let missingDays = 0;
  let run = 0;
  let longestMissingRun = 0;
  for (const o of open) {
    run = o === 0 ? run + 1 : 0;
    missingDays += 1 - o;
    longestMissingRun = Math.max(longestMissingRun, run);
  }
  const ordinary = Uint8Array.from(open, (o, t) => (found.has(t) ? 0 : o));
  return {
    outliers: [...found.values()].sort((a, b) => a.day - b.day),
    silences: silencesOf({ pieces, open, ordinary }, dispersion, settings),
    missingDays,
    longestMissingRun,
    dispersion,
  };
}

function levelsOf(
  pieces: Float64Array,
  ordinary: Uint8Array,
  keep: number,
  level: Float64Array,
  mass: Float64Array,
): void {
  const exposure = Float64Array.from(ordinary);
  const counted = pieces.map((d, t) => (ordinary[t] === 1 ? d : 0));
  const shown = exposure.reduce((a, b) => a + b, 0);
  const overall = shown > 0 ? counted.reduce((a, b) => a + b, 0) / shown : 0;
  localLevel(counted, exposure, keep, { level: overall, mass: PRIOR_DAYS }, 0, level, mass);
}

/** Dispersion by moments, the share of greatest squared errors left out, shrunk to the prior. */
function dispersionOf(
  pieces: Float64Array,
  ordinary: Uint8Array,
  level: Float64Array,
  trimmed: number,
): number {
  const excess: { value: number; weight: number }[] = [];
  let levels = 0;
  for (let t = 0; t < pieces.length; t++) {
    if (ordinary[t] === 0) continue;
    levels += level[t];
    excess.push({ value: (pieces[t] - level[t]) ** 2 - level[t], weight: level[t] ** 2 });
  }
  if (excess.length === 0 || levels === 0) return PRIOR_DISPERSION;
  excess.sort((a, b) => a.value - b.value);
  const prior = PRIOR_DISPERSION_DAYS * (levels / excess.length) ** 2;
  let sum = PRIOR_DISPERSION * prior;
  let weight = prior;
  for (const one of excess.slice(0, Math.ceil(excess.length * (1 - trimmed)))) {
    sum += one.value;
    weight += one.weight;
  }
  return Math.max(0, sum / weight);
}

function judge(
  day: number,
  pieces: number,
  expected: number,
  mass: number,
  dispersion: number,
  probability: number,
): Outlier | null {
  if (!(expected > 0)) return null;
  const wide = dispersion + (1 / expected + dispersion) / (2 * mass);
  const high = pieces > expected;
  // Runs of nothing are silences, whatever their length.
  if (!high && pieces === 0) return null;
  const tail = high
    ? upperTail(Math.ceil(pieces), expected, wide)
    : lowerTail(Math.floor(pieces), expected, wide);
  if (tail >= probability) return null;
  return { day, kind: high ? 'high' : 'low', pieces, expected, probability: tail };
}
