/** Settings of `endOfLife`. */
export interface EndOfLifeSettings {
  /** Days that an item-location lives on the average from now on, at least 1. Default 730. */
  readonly meanLifeDays: number;
  /** Weight of a day in how often the item sells beside the day after it, in (0, 1). Default 0.99: a hundred days. */
  readonly keep: number;
}

/**
 * What is known of an item's end, for the explanation: `unsold` (no demand at all), `ended` (alive with
 * less than 5 %), `ending` (less than 50 %), `fading` (sells clearly less than before), `steady`.
 */
export type LifeCode = 'unsold' | 'ended' | 'ending' | 'fading' | 'steady';

export interface LifeState {
  readonly code: LifeCode;
  /** Probability that the item still has demand. */
  readonly aliveProbability: number;
  /** Observed days since the last demand, and the days between demands that are usual for it. */
  readonly quietDays: number;
  readonly usualInterval: number;
  /** Pieces a day of the last eight weeks over those of the half year before, shrunk to 1. */
  readonly decline: number;
  /** Standard errors that the logarithm of that ratio lies from 0 before it is shrunk. */
  readonly declineScore: number;
  /** Probability that a living item lives on from one day to the next. */
  readonly dailySurvival: number;
}

const DEFAULTS: EndOfLifeSettings = { meanLifeDays: 730, keep: 0.99 };
/** What is believed of the share of days with demand before looking: Beta(1/2, 3/2). */
const PRIOR_HITS = 0.5;
const PRIOR_MISSES = 1.5;
const RECENT_DAYS = 56;
const EARLIER_DAYS = 182;
/** Spread of log ratios between items of real shops: what a decline is shrunk by. */
const DECLINE_SPREAD = 0.5;
const CLEAR_SCORE = -2.5;
const CLEAR_DECLINE = 0.6;

/**
 * How probable it is that an item-location has reached its end, from the time since its last demand.
 *
 * While alive it demands on a day with probability p; each day it ends with probability θ = 1/meanLifeDays.
 * With p ~ Beta(a, b) learnt from the days before the last demand (older ones count less), g quiet days
 * are seen with
 *
 *     alive:  (1 − θ)^g B(a, b + g)/B(a, b)      ended after j of them:  θ (1 − θ)^j B(a, b + j)/B(a, b)
 *
 * Days that could not show demand (no stock) are no evidence, but the item ages on them.
 *
 * @param demand   pieces per day, oldest first; entries that are not finite count as not observed
 * @param observed 0 = the day could not show its demand; null = all could
 * @throws RangeError on settings out of range or arrays of different length
 * @see Fader, Hardie & Shang (2010), "Customer-base analysis in a discrete-time noncontractual setting",
 *   Marketing Science 29(6): the beta-geometric/beta-Bernoulli model, here with a known θ
 */
export function endOfLife(
  demand: Float64Array,
  observed: Uint8Array | null,
  given: Partial<EndOfLifeSettings> = {},
): LifeState {
  const { meanLifeDays, keep } = { ...DEFAULTS, ...given };
  if (!(meanLifeDays >= 1))
    throw new RangeError(`meanLifeDays is ${meanLifeDays}; it must be >= 1`);
  if (!(keep > 0 && keep < 1)) throw new RangeError(`keep is ${keep}; it must lie between 0 and 1`);
  const days = demand.length;
  if (observed && observed.length !== days)
    throw new RangeError(`demand has ${days} days but observed has ${observed.length}`);
  const open = (t: number): boolean =>
    Number.isFinite(demand[t]) && (observed === null || observed[t] !== 0);
  const hazard = 1 / meanLifeDays;
  let last = days - 1;
  while (last >= 0 && !(open(last) && demand[last] > 0)) last -= 1;
  let first = 0;
  while (first < last && !(open(first) && demand[first] > 0)) first += 1;

  // The first and the last demand are there by the choice of the days; the gap after the last is the evidence.
  let hits = PRIOR_HITS;
  let misses = PRIOR_MISSES;
  let weight = 1;
  for (let t = last; t > first; t--) {
    if (!open(t)) continue;
    if (demand[t] > 0) hits += weight;
    else misses += weight;
    weight *= keep;
  }
  let alive = 1;
  let ended = 0;
  let quietDays = 0;
  for (let t = last + 1; t < days && last >= 0; t++) {
    ended += alive * hazard;
    alive *= 1 - hazard;
    if (!open(t)) continue;
    alive *= (misses + quietDays) / (hits + misses + quietDays);
    quietDays += 1;
  }
  const aliveProbability = last >= 0 ? alive / (alive + ended) : 1;
  const { decline, declineScore } = declineOf(demand, open);
  return {
    code: codeOf(last >= 0, aliveProbability, decline, declineScore),
    aliveProbability,
    quietDays,
    usualInterval: (hits + misses) / hits,
    decline,
    declineScore,
    dailySurvival: 1 - hazard,
  };
}

/**
 * The factor by which a forecast made for a living item fades on each of the next days: the probability
 * that it is alive then.
 */
export const fadeFactors = (life: LifeState, horizonDays: number): Float64Array =>
  Float64Array.from(
    { length: horizonDays },
    (_, d) => life.aliveProbability * life.dailySurvival ** (d + 1),
  );

function codeOf(sold: boolean, alive: number, decline: number, score: number): LifeCode {
  if (!sold) return 'unsold';
  if (alive < 0.05) return 'ended';
  if (alive < 0.5) return 'ending';
  return score < CLEAR_SCORE && decline < CLEAR_DECLINE ? 'fading' : 'steady';
}

/** Log ratio of two mean demands by the delta method, each with the variance that its days show. */
function declineOf(
  demand: Float64Array,
  open: (t: number) => boolean,
): { decline: number; declineScore: number } {
  const recent = meanOf(demand, open, demand.length - RECENT_DAYS, demand.length);
  const earlier = meanOf(
    demand,
    open,
    demand.length - RECENT_DAYS - EARLIER_DAYS,
    demand.length - RECENT_DAYS,
  );
  if (recent.days < 14 || earlier.days < 28 || !(earlier.mean > 0))
    return { decline: 1, declineScore: 0 };
  // Half a piece keeps the logarithm of nothing finite.
  const ratio = Math.log((recent.mean + 0.5 / recent.days) / (earlier.mean + 0.5 / earlier.days));
  const variance = recent.relativeVariance(earlier.mean) + earlier.relativeVariance(earlier.mean);
  const trust = DECLINE_SPREAD ** 2 / (DECLINE_SPREAD ** 2 + variance);
  return { decline: Math.exp(trust * ratio), declineScore: ratio / Math.sqrt(variance) };
}

function meanOf(
  demand: Float64Array,
  open: (t: number) => boolean,
  from: number,
  to: number,
): { mean: number; days: number; relativeVariance(reference: number): number } {
  let days = 0;
  let sum = 0;
  let squares = 0;
  for (let t = Math.max(0, from); t < to; t++) {
    if (!open(t)) continue;
    const pieces = Math.max(0, demand[t]);
    days += 1;
    sum += pieces;
    squares += pieces * pieces;
  }
  const mean = days > 0 ? sum / days : 0;
  return {
    mean,
    days,
    relativeVariance: (reference) => {
      // Of a Poisson stream at the least: a quiet window does not know its own noise.
      const variance = Math.max(squares / days - mean * mean, reference);
      const level = Math.max(mean, 0.25 * reference);
      return variance / days / (level * level);
    },
  };
}
