import { requireWhole } from '../../maths/index.js';
import type { EpochDay } from '../../units/index.js';
import type { Driver } from '../models/index.js';
import type { CalendarEvent } from './calendar-event.js';
import { type Span, stepStarts } from './steps.js';

/**
 * Days around an event that get columns of their own: the run-up to Christmas moves more toys than
 * Christmas Day. Each list holds the ascending far edges of windows, in days from the event.
 *
 * @example before: [3, 7] makes two columns, the days 1–3 and the days 4–7 before the event's first day
 */
export interface EventWindows {
  readonly before?: readonly number[];
  readonly after?: readonly number[];
}

/** Columns over the steps of a span. */
export interface EventColumns {
  /** "christmas" for the event itself, "christmas[-7..-4]" and "christmas[+1]" for days around it. */
  readonly names: readonly string[];
  readonly span: Span;
  /** values[c * span.steps + t]: the share of the step's days that lie in column c, in [0, 1]. */
  readonly values: Float64Array;
  /** Positions in `values` that are not 0, step by step: feasts are rare, and a series walks only these. */
  readonly marked: Int32Array;
}

/**
 * Columns of events: one per name, and one per window around it. Names come in alphabetical order and
 * whether or not they occur within the span, so that history and future have the same columns. A day that
 * belongs to the event itself is in none of its windows.
 *
 * @param windows for all events, or by the event's name
 * @throws RangeError where an event ends before it begins, or window edges are not whole, positive and
 *   ascending
 * @example Christmas as one day in the monthly span of December: 1/31
 */
export function eventColumns(
  events: readonly CalendarEvent[],
  span: Span,
  windows: EventWindows | ((name: string) => EventWindows) = {},
): EventColumns {
  const starts = stepStarts(span);
  const byName = new Map<string, CalendarEvent[]>();
  for (const event of events) {
    if (event.lastDay < event.firstDay)
      throw new RangeError(`event "${event.name}" ends before it begins`);
    const same = byName.get(event.name);
    if (same) same.push(event);
    else byName.set(event.name, [event]);
  }
  const names: string[] = [];
  const columns: Float64Array[] = [];
  for (const name of [...byName.keys()].sort()) {
    const occurrences = byName.get(name) ?? [];
    const { before = [], after = [] } = typeof windows === 'function' ? windows(name) : windows;
    const days = new DayMarks(starts[0], starts[span.steps]);
    for (const event of occurrences) days.mark(event.firstDay, event.lastDay, EVENT_ITSELF);
    names.push(name);
    columns.push(days.shares(starts, EVENT_ITSELF));
    for (const { from, to } of bandsOf(before)) {
      days.clear();
      for (const event of occurrences)
        days.mark(event.firstDay - to, event.firstDay - from, AROUND);
      names.push(from === to ? `${name}[-${to}]` : `${name}[-${to}..-${from}]`);
      columns.push(days.shares(starts, AROUND));
    }
    for (const { from, to } of bandsOf(after)) {
      days.clear();
      for (const event of occurrences) days.mark(event.lastDay + from, event.lastDay + to, AROUND);
      names.push(from === to ? `${name}[+${from}]` : `${name}[+${from}..+${to}]`);
      columns.push(days.shares(starts, AROUND));
    }
  }
  const values = new Float64Array(names.length * span.steps);
  for (let c = 0; c < columns.length; c++) values.set(columns[c], c * span.steps);
  return { names, span, values, marked: markedOf(names.length, span.steps, values) };
}

function markedOf(columns: number, steps: number, values: Float64Array): Int32Array {
  const marked: number[] = [];
  for (let t = 0; t < steps; t++)
    for (let c = 0; c < columns; c++) if (values[c * steps + t] !== 0) marked.push(c * steps + t);
  return Int32Array.from(marked);
}

/** The columns as drivers of a time series. */
export const eventDrivers = (columns: EventColumns): Driver[] =>
  columns.names.map((name, c) => ({
    name,
    values: columns.values.subarray(c * columns.span.steps, (c + 1) * columns.span.steps),
  }));

const AROUND = 1;
const EVENT_ITSELF = 2;

/** What each day of a stretch of days is to one event. */
class DayMarks {
  readonly #marks: Uint8Array;
  readonly #firstDay: EpochDay;

  constructor(firstDay: EpochDay, endDay: EpochDay) {
    this.#firstDay = firstDay;
    this.#marks = new Uint8Array(endDay - firstDay);
  }

  /** Marks the days first…last; a day keeps the higher of two marks. */
  mark(first: EpochDay, last: EpochDay, mark: number): void {
    const end = Math.min(this.#marks.length - 1, last - this.#firstDay);
    for (let i = Math.max(0, first - this.#firstDay); i <= end; i++)
      if (this.#marks[i] < mark) this.#marks[i] = mark;
  }

  /** Forgets the days around the event. */
  clear(): void {
    for (let i = 0; i < this.#marks.length; i++) if (this.#marks[i] === AROUND) this.#marks[i] = 0;
  }

  /** Share of each step's days that bear the mark. */
  shares(starts: Int32Array, mark: number): Float64Array {
    const shares = new Float64Array(starts.length - 1);
    for (let i = 0; i < shares.length; i++) {
      let days = 0;
      for (let day = starts[i]; day < starts[i + 1]; day++)
        if (this.#marks[day - this.#firstDay] === mark) days += 1;
      shares[i] = days / (starts[i + 1] - starts[i]);
    }
    return shares;
  }
}

/** Windows between successive edges: [3, 7] is 1–3 and 4–7. */
function bandsOf(edges: readonly number[]): { from: number; to: number }[] {
  let from = 1;
  return edges.map((edge) => {
    requireWhole('the edge of a window around an event', edge, from);
    const band = { from, to: edge };
    from = edge + 1;
    return band;
  });
}
