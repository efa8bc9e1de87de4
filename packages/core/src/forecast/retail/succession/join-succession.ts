import type { EpochDay } from '../../../units/index.js';

/** The daily demand of one item-location. */
export interface DailyHistory {
  /** Epoch day of the first entry. */
  readonly firstDay: EpochDay;
  readonly demand: Float64Array;
  /** 0 = the day could not show its demand; null = all could. */
  readonly observed: Uint8Array | null;
}

export interface SuccessionSettings {
  /** Days before the successor's first demand, and after the predecessor's last, that are compared. Default 56. */
  readonly compareDays: number;
  /** Successor's demand over predecessor's, where it is known; else it is learnt from these days. */
  readonly scale?: number;
}

/** A predecessor's history carried on by its successor's. */
export interface JoinedHistory extends DailyHistory {
  readonly observed: Uint8Array;
  /** What the predecessor's demand was multiplied by. */
  readonly scale: number;
  /** Days on which both are known; their demands are added there, the predecessor's scaled. */
  readonly overlapDays: number;
}

/** Spread of the logarithm of successor over predecessor between real pairs: what a ratio is shrunk to 1 by. */
const SCALE_SPREAD = 0.5;

/**
 * The history of an item that replaced another: the predecessor's demand, scaled, up to its end, and the
 * successor's. While both were sold customers had the choice, so their demands are added.
 *
 * The scale is the mean demand of the successor once it is alone (or, where it is not alone yet, of both
 * together) over that of the predecessor when it was alone; its logarithm is shrunk to 0 by how noisy
 * the two means are. With too few days on a side it is 1.
 *
 * @throws RangeError on settings out of range
 * @example 10 a day, then the successor sells 10 a day: one history of 10 a day
 */
export function joinSuccession(
  predecessor: DailyHistory,
  successor: DailyHistory,
  given: Partial<SuccessionSettings> = {},
): JoinedHistory {
  const { compareDays = 56, scale: known } = given;
  if (!(Number.isInteger(compareDays) && compareDays >= 1))
    throw new RangeError(`compareDays is ${compareDays}; it must be a whole number of at least 1`);
  if (known !== undefined && !(known > 0 && known < Number.POSITIVE_INFINITY))
    throw new RangeError(`scale is ${known}; it must be positive and finite`);
  const oldLast = lastDemand(predecessor);
  const newFirst = firstDemand(successor);
  const alone = meanBetween(predecessor, newFirst - compareDays, Math.min(newFirst, oldLast + 1));
  const from = Math.max(newFirst, oldLast + 1);
  const after = meanBetween(successor, from, from + compareDays);
  const scale = known ?? scaleOf(alone, after);

  const firstDay = Math.min(predecessor.firstDay, successor.firstDay);
  const end = Math.max(endOf(predecessor), endOf(successor));
  const days = Math.max(0, end - firstDay);
  const demand = new Float64Array(days);
  const observed = new Uint8Array(days);
  let overlapDays = 0;
  for (let t = 0; t < days; t++) {
    const day = firstDay + t;
    // After its last demand the predecessor says nothing; before its first the successor does not.
    const old = day <= oldLast ? seen(predecessor, day) : Number.NaN;
    const young = day >= newFirst ? seen(successor, day) : Number.NaN;
    const both = !Number.isNaN(old) && !Number.isNaN(young);
    if (both) overlapDays += 1;
    if (day >= newFirst && day <= oldLast && !both) continue;
    if (Number.isNaN(old) && Number.isNaN(young)) continue;
    demand[t] = (Number.isNaN(old) ? 0 : scale * old) + (Number.isNaN(young) ? 0 : young);
    observed[t] = 1;
  }
  return { firstDay, demand, observed, scale, overlapDays };
}

const endOf = ({ firstDay, demand }: DailyHistory): EpochDay => firstDay + demand.length;

/** Demand of a day; NaN where it was not observed or lies outside. */
function seen({ firstDay, demand, observed }: DailyHistory, day: EpochDay): number {
  const t = day - firstDay;
  if (t < 0 || t >= demand.length || observed?.[t] === 0 || !Number.isFinite(demand[t]))
    return Number.NaN;
  return Math.max(0, demand[t]);
}

function firstDemand(history: DailyHistory): EpochDay {
  for (let day = history.firstDay; day < endOf(history); day++)
    if (seen(history, day) > 0) return day;
  return endOf(history);
}

function lastDemand(history: DailyHistory): EpochDay {
  for (let day = endOf(history) - 1; day >= history.firstDay; day--)
    if (seen(history, day) > 0) return day;
  return history.firstDay - 1;
}

interface Mean {
  readonly days: number;
  readonly mean: number;
  /** Variance of the mean over its square. */
  readonly relativeVariance: number;
}

function meanBetween(history: DailyHistory, from: EpochDay, to: EpochDay): Mean {
  let days = 0;
  let sum = 0;
  let squares = 0;
  for (let day = from; day < to; day++) {
    const pieces = seen(history, day);
    if (Number.isNaN(pieces)) continue;
    days += 1;
    sum += pieces;
    squares += pieces * pieces;
  }
  const mean = days > 0 ? sum / days : 0;
  const variance = days > 1 ? Math.max(mean, squares / days - mean * mean) : mean;
  return { days, mean, relativeVariance: mean > 0 ? variance / days / (mean * mean) : 1 };
}

function scaleOf(alone: Mean, after: Mean): number {
  if (alone.days < 7 || after.days < 7 || alone.mean === 0 || after.mean === 0) return 1;
  const noise = alone.relativeVariance + after.relativeVariance;
  const trust = SCALE_SPREAD ** 2 / (SCALE_SPREAD ** 2 + noise);
  return Math.exp(trust * Math.log(after.mean / alone.mean));
}
