import { formatDay, parseDay } from '@stockwright/core/units';
import { tidyReason } from '../plan/decision-rules.js';
import { Problem } from '../problem.js';

/** What a person says of an event. */
export interface EventFields {
  name: string;
  nameZh?: string | null;
  /**
   * What it is an occurrence of, the same every year; events that recur as one thing are learnt from together.
   * Default: the name in small letters, without a year.
   */
  recursAs?: string | null;
  /** A word such as holiday, retail, promotion, school. Default: other. */
  kind?: string | null;
  /** YYYY-MM-DD, both days included. */
  fromDay: string;
  /** Default: the first day. */
  toDay?: string;
  /** Relative change of demand that is expected: 0.5 = half as much again; null = learnt. */
  expectedUplift?: number | null;
}

export interface CheckedEvent {
  readonly name: string;
  readonly name_zh: string | null;
  readonly recurs_as: string;
  readonly kind: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly expected_uplift: number | null;
}

const NAME_LENGTH = 200;
/** An event of more than a year is no event. */
const MOST_DAYS = 366;

/** @throws Problem `calendar.*` naming the first rule that is broken */
export function checkedEvent(given: EventFields): CheckedEvent {
  const name = tidyReason(given.name) ?? '';
  if (name === '' || name.length > NAME_LENGTH)
    throw new Problem('calendar.nameMissing', { limit: NAME_LENGTH });
  const { fromDay, toDay } = checkedDays(given.fromDay, given.toDay ?? given.fromDay, MOST_DAYS);
  const uplift = given.expectedUplift ?? null;
  if (uplift !== null && !(uplift >= -1 && uplift <= 100))
    throw new Problem('calendar.upliftOutside', { value: uplift });
  return {
    name,
    name_zh: tidyReason(given.nameZh ?? null)?.slice(0, NAME_LENGTH) ?? null,
    recurs_as: tidyReason(given.recursAs ?? null)?.slice(0, NAME_LENGTH) ?? recurringName(name),
    kind: tidyReason(given.kind ?? null)?.slice(0, 50) ?? 'other',
    from_day: fromDay,
    to_day: toDay,
    expected_uplift: uplift,
  };
}

/** @throws Problem `calendar.endBeforeStart`, `calendar.tooLong` */
export function checkedDays(
  fromDay: string,
  toDay: string,
  limit: number,
): { fromDay: string; toDay: string } {
  const first = parseDay(fromDay);
  const last = parseDay(toDay);
  if (last < first) throw new Problem('calendar.endBeforeStart', { fromDay, toDay });
  const days = last - first + 1;
  if (days > limit) throw new Problem('calendar.tooLong', { days, limit });
  return { fromDay: formatDay(first), toDay: formatDay(last) };
}

/** A name without its year: "Toy Fair 2026" and "Toy Fair 2027" are one thing. */
export const recurringName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/(?<!\d)(19|20)\d\d(?!\d)年?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim() || name.toLowerCase();
