import { retailCodes } from '../../plan/run/retail/retail-facts.js';
import type { StoredExplanation } from './stored-explanation.js';

/** A reason or a change as a code with its numbers; the screen or the command line words it. */
export interface Told<Code extends string> {
  code: Code;
  facts: Record<string, string | number>;
}

export const whyCodes = [
  /** Nothing was ever sold there. */
  'noHistory',
  /** The history is too short to test methods on: the default was taken. */
  'untested',
  /** Tested on the past, no single method was clearly better than the combination. */
  'combinationStands',
  /** Tested on the past, this method was clearly better than the combination. */
  'clearlyBetter',
  /** It sells on few days. */
  'intermittent',
  /** The sizes of its demand differ much. */
  'lumpy',
  /** Days without stock say nothing of demand and were left out. */
  'stockOutDays',
  /** The test showed it too high or too low on the mean. */
  'biased',
  ...retailCodes,
  /** Days that the days around them do not explain; they are told, not left out. */
  'outliers',
  /** It has not sold for longer than is usual for it. */
  'quiet',
] as const;
export type WhyCode = (typeof whyCodes)[number];

/** Limits of Syntetos, Boylan & Croston (2005), "On the categorization of demand patterns", JORS 56. */
const INTERMITTENT = 1.32;
const LUMPY = 0.49;
const MENTIONED_BIAS = 0.05;

/** Why a forecast's method is what it is, the most important reason first. */
export function whyOf(method: string, stored: StoredExplanation): Told<WhyCode>[] {
  if (method === 'none') return [{ code: 'noHistory', facts: {} }];
  const told: Told<WhyCode>[] = [...stored.told];
  const { errors, originCount, testDays, historyDays, unobservedDays, bias } = stored;
  const own = errors[method];
  if (method === 'launch') return told;
  if (!originCount || own === undefined)
    told.push({ code: 'untested', facts: { days: historyDays ?? 0 } });
  else {
    const facts = { origins: originCount, days: testDays ?? 0, error: own };
    const [best, bestError] = Object.entries(errors)
      .filter(([name]) => name !== method)
      .reduce((least, each) => (each[1] < least[1] ? each : least), [
        '',
        Number.POSITIVE_INFINITY,
      ] as [string, number]);
    const { combination } = errors;
    if (method !== 'combination' && combination !== undefined)
      told.push({
        code: 'clearlyBetter',
        facts: { ...facts, other: 'combination', otherError: combination },
      });
    else if (best !== '')
      told.push({
        code: 'combinationStands',
        facts: { ...facts, other: best, otherError: bestError },
      });
  }
  if ((stored.averageInterval ?? 1) >= INTERMITTENT)
    told.push({ code: 'intermittent', facts: { interval: stored.averageInterval ?? 1 } });
  if ((stored.sizeCv2 ?? 0) >= LUMPY)
    told.push({ code: 'lumpy', facts: { cv: Math.sqrt(stored.sizeCv2 ?? 0) } });
  if (unobservedDays) told.push({ code: 'stockOutDays', facts: { days: unobservedDays } });
  if (Math.abs(bias ?? 0) >= MENTIONED_BIAS)
    told.push({ code: 'biased', facts: { bias: bias ?? 0 } });
  return told;
}
