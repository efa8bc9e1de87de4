import { parseDay } from '@stockwright/core/units';
import type { DecisionState } from '../postgres/index.js';

/** What a person sets on a line. */
export interface DecisionFields {
  readonly state: DecisionState;
  /** Null: the computed quantity stands. */
  readonly quantity: number | null;
  readonly reason: string | null;
  /** Last day on which it holds; null = for good. */
  readonly until: string | null;
}

export const decisionStates: readonly DecisionState[] = ['open', 'approved', 'rejected', 'snoozed'];

/** Most characters of a reason. */
export const REASON_LENGTH = 500;
/** Largest number of pieces that the database holds. */
export const MOST_PIECES = 2_147_483_647;

/** A rule that a decision breaks, the field that breaks it, and the facts that tell how. */
export interface BrokenRule {
  readonly rule:
    | 'stateUnknown'
    | 'quantityNotWhole'
    | 'reasonTooLong'
    | 'snoozeNeedsUntil'
    | 'untilNotADay'
    | 'untilHasPassed';
  readonly field: keyof DecisionFields;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The first rule that a decision on a line of a plan of the day `asOf` breaks; null = none. */
export function brokenRule(decision: DecisionFields, asOf: string): BrokenRule | null {
  const { state, quantity, reason, until } = decision;
  if (!decisionStates.includes(state)) return broken('stateUnknown', 'state', { value: state });
  if (quantity !== null && !isPieces(quantity))
    return broken('quantityNotWhole', 'quantity', { value: quantity });
  const length = reason?.length ?? 0;
  if (length > REASON_LENGTH)
    return broken('reasonTooLong', 'reason', { length, limit: REASON_LENGTH });
  if (state === 'snoozed' && until === null) return broken('snoozeNeedsUntil', 'until', {});
  if (until !== null && !isDay(until)) return broken('untilNotADay', 'until', { value: until });
  if (until !== null && until < asOf) return broken('untilHasPassed', 'until', { until, asOf });
  return null;
}

const broken = (
  rule: BrokenRule['rule'],
  field: BrokenRule['field'],
  facts: BrokenRule['facts'],
): BrokenRule => ({ rule, field, facts });

export const isPieces = (quantity: number): boolean =>
  Number.isInteger(quantity) && quantity >= 0 && quantity <= MOST_PIECES;

export function isDay(text: string): boolean {
  try {
    parseDay(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A reason as it is kept: without control characters, which neither a cell nor a page can show, and
 * without blanks around it; null when nothing is left.
 */
export function tidyReason(reason: string | null): string | null {
  const tidy = (reason ?? '')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '')
    .trim();
  return tidy === '' ? null : tidy;
}
