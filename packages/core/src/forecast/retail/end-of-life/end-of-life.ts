/** Settings of `endOfLife`. */
export interface EndOfLifeSettings {
  /** Days that an item-location lives on the average from now on, at least 1. Default 730. */
  readonly meanLifeDays: number;
  /** Days between the pauses of a living item (off sale, out of stock and not told), at least 1. Default 90. */
  readonly daysBetweenPauses: number;
  /** Days that a pause lasts on the average, at least 1. Default 60. */
  readonly meanPauseDays: number;
  /** Weight of a day in how often the item sells beside the day after it, in (0, 1). Default 0.99: a hundred days. */
  readonly keep: number;
}

/**
 * What is known of an item's end, for the explanation: `unsold` (no demand at all), `ended` (ended with
 * 90 %), `ending` (with 50 %), `paused` (more probably paused than on sale), `fading` (sells clearly less than before), `steady`.
 */
export type LifeCode = 'unsold' | 'ended' | 'ending' | 'paused' | 'fading' | 'steady';

export interface LifeState {
  readonly code: LifeCode;
  /** Probabilities that the item is on sale, paused, and at its end; they add up to 1. */
  readonly aliveProbability: number;
  readonly pausedProbability: number;
  readonly endedProbability: number;
  /** Observed days since the last demand, and the days between demands that are usual for it. */
  readonly quietDays: number;
  readonly usualInterval: number;
  /** Pieces a day of the last eight weeks over those of the half year before, shrunk to 1. */
  readonly decline: number;
  /** Standard errors that the logarithm of that ratio lies from 0 before it is shrunk. */
  readonly declineScore: number;
  /** Chances from one day to the next that it was judged with. */
  readonly chances: LifeChances;
}

/** Of an item on sale to end or to pause, and of a paused one to return, in a day. */
export interface LifeChances {
  readonly end: number;
  readonly pause: number;
  readonly back: number;
}

const DEFAULTS: EndOfLifeSettings = {
  meanLifeDays: 730,
  daysBetweenPauses: 90,
  meanPauseDays: 60,
  keep: 0.99,
};
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
 * On sale it demands on a day with probability p; each day it ends with probability θ or pauses with
 * probability π, and a paused item returns with probability ρ. Pauses matter: of items that a model without
 * them called ended for certain, 30 % (Online Retail) and 56 % (M5 FOODS_1) sold again within eight weeks.
 * With p ~ Beta(a, b) learnt from the days before the
 * last demand (older ones count less), the g-th quiet day on sale has probability (b + g − 1)/(a + b + g − 1)
 * for an item that never paused, and b/(a + b) for one that has returned. The three probabilities are
 * carried from day to day and scaled to add up to 1.
 *
 * Days that could not show demand (known to be without stock) are no evidence, but the item ages on them.
 *
 * @param demand   pieces per day, oldest first; entries that are not finite count as not observed
 * @param observed 0 = the day could not show its demand; null = all could
 * @throws RangeError on settings out of range or arrays of different length
 * @see Fader, Hardie & Shang (2010), "Customer-base analysis in a discrete-time noncontractual setting",
 *   Marketing Science 29(6): the beta-geometric/beta-Bernoulli model, here with known chances and pauses
 */
export function endOfLife(
  demand: Float64Array,
  observed: Uint8Array | null,
  given: Partial<EndOfLifeSettings> = {},
): LifeState {
  const { meanLifeDays, daysBetweenPauses, meanPauseDays, keep } = { ...DEFAULTS, ...given };
  for (const [name, value] of Object.entries({ meanLifeDays, daysBetweenPauses, meanPauseDays }))
    if (!(value >= 1)) throw new RangeError(`${name} is ${value}; it must be at least 1`);
  if (!(keep > 0 && keep < 1)) throw new RangeError(`keep is ${keep}; it must lie between 0 and 1`);
  const days = demand.length;
  if (observed && observed.length !== days)
    throw new RangeError(`demand has ${days} days but observed has ${observed.length}`);
  const open = (t: number): boolean =>
    Number.isFinite(demand[t]) && (observed === null || observed[t] !== 0);
  const chances = { end: 1 / meanLifeDays, pause: 1 / daysBetweenPauses, back: 1 / meanPauseDays };
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
  // `steady` never paused since its last demand, `returned` did.
  let steady = 1;
  let returned = 0;
  let paused = 0;
  let ended = 0;
  let quietDays = 0;
  const stay = Math.max(0, 1 - chances.end - chances.pause);
  for (let t = last + 1; t < days && last >= 0; t++) {
    const onSale = steady + returned;
    ended += onSale * chances.end;
    returned = returned * stay + paused * chances.back;
    paused = paused * (1 - chances.back) + onSale * chances.pause;
    steady *= stay;
    if (!open(t)) continue;
    steady *= (misses + quietDays) / (hits + misses + quietDays);
    returned *= misses / (hits + misses);
    quietDays += 1;
    const sum = steady + returned + paused + ended;
    steady /= sum;
    returned /= sum;
    paused /= sum;
    ended /= sum;
  }
  const aliveProbability = steady + returned;
  const { decline, declineScore } = declineOf(demand, open);
  return {
    code: last < 0 ? 'unsold' : codeOf(aliveProbability, paused, ended, decline, declineScore),
    aliveProbability,
    pausedProbability: paused,
    endedProbability: ended,
    quietDays,
    usualInterval: (hits + misses) / hits,
    decline,
    declineScore,
    chances,
  };
}

/**
 * The factor by which a forecast made for an item on sale fades on each of the next days: the probability
 * that it is on sale then. It rises again where a pause is likelier than an end.
 */
export function fadeFactors(life: LifeState, horizonDays: number): Float64Array {
  const { end, pause, back } = life.chances;
  const factors = new Float64Array(horizonDays);
  let alive = life.aliveProbability;
  let paused = life.pausedProbability;
  for (let d = 0; d < horizonDays; d++) {
    const next = alive * Math.max(0, 1 - end - pause) + paused * back;
    paused = paused * (1 - back) + alive * pause;
    alive = next;
    factors[d] = alive;
  }
  return factors;
}

function codeOf(
  alive: number,
  paused: number,
  ended: number,
  decline: number,
  score: number,
): LifeCode {
  if (ended >= 0.9) return 'ended';
  if (ended >= 0.5) return 'ending';
  if (paused > alive) return 'paused';
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
