import { requireWhole } from '../../maths/index.js';
import { type EpochDay, formatDay } from '../../units/index.js';

const MILLISECONDS_PER_DAY = 86_400_000;

/** A run of equal steps, history and future alike. */
export interface Span {
  readonly step: 'day' | 'week' | 'month';
  /** First day of the first step; a monthly span begins with the month that holds this day. */
  readonly firstDay: EpochDay;
  readonly steps: number;
}

/**
 * First day of each step, and the day after the last one: length steps + 1. A week is the seven days from
 * the span's first day on; a month is a calendar month.
 *
 * @throws RangeError unless steps and firstDay are whole numbers, steps ≥ 0
 * @example three months from 2024-01-15: 2024-01-01, 2024-02-01, 2024-03-01, 2024-04-01
 */
export function stepStarts(span: Span): Int32Array {
  requireWhole('steps', span.steps);
  if (!Number.isSafeInteger(span.firstDay))
    throw new RangeError(`firstDay is ${span.firstDay}; it must be a whole number of days`);
  const starts = new Int32Array(span.steps + 1);
  if (span.step === 'month') {
    const [year, month] = formatDay(span.firstDay).split('-').map(Number);
    for (let i = 0; i <= span.steps; i++)
      starts[i] = Date.UTC(year, month - 1 + i, 1) / MILLISECONDS_PER_DAY;
    return starts;
  }
  const length = span.step === 'week' ? 7 : 1;
  for (let i = 0; i <= span.steps; i++) starts[i] = span.firstDay + i * length;
  return starts;
}
