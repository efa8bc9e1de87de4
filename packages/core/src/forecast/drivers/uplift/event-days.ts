import type { DemandPanel } from '../../../demand/index.js';
import type { EpochDay } from '../../../units/index.js';
import type { EventColumns } from '../event-columns.js';
import type { UpliftSettings } from './settings.js';

/** A panel's items in groups whose items are expected to react alike, and the events of each location. */
export interface UpliftData {
  readonly panel: DemandPanel;
  /** Group of each series (say category × location), from 0. */
  readonly group: ArrayLike<number>;
  /**
   * Daily columns of a location's events; the same object for locations that share them. All have the same
   * names. A day belongs to a column where its value is above 0; days beyond a column's span have no events.
   */
  columnsOf(location: number): EventColumns;
}

/** Event columns turned round: the days that have events, oldest first, and which events each has. */
export interface EventDays {
  readonly count: number;
  /** Epoch day of each. */
  readonly day: Int32Array;
  /** Events of day k: event[start[k]] … event[start[k + 1] − 1]. */
  readonly start: Int32Array;
  readonly event: Int32Array;
  /** Beside `event`: which occurrence of which event, numbered through all lists of a panel. */
  readonly occurrence: Int32Array;
  /**
   * Days of the same weekday without an event, nearest first: those before day k are
   * comparable[2k · weeks] …, comparableCount[2k] of them, those after it comparable[(2k + 1) · weeks] ….
   */
  readonly comparable: Int32Array;
  readonly comparableCount: Int32Array;
  readonly weeks: number;
}

/** A run of days of one event. */
export interface Occurrence {
  readonly event: number;
  readonly firstDay: EpochDay;
}

/** The event days of a panel's locations, each list of columns read once. */
export class EventCalendar {
  readonly names: readonly string[];
  /** The different lists of event days. */
  readonly lists: readonly EventDays[];
  readonly occurrences: readonly Occurrence[];
  readonly #listOf = new Map<number, number>();

  /** @throws RangeError where locations have columns of different names, or columns that are not daily */
  constructor(data: UpliftData, { weeksAround }: UpliftSettings) {
    const reader = new ColumnReader(weeksAround);
    const lists: EventDays[] = [];
    const known = new Map<EventColumns, number>();
    let names: readonly string[] | undefined;
    for (let s = 0; s < data.panel.seriesCount; s++) {
      const location = data.panel.location[s];
      if (this.#listOf.has(location)) continue;
      const columns = data.columnsOf(location);
      names ??= columns.names;
      if (names.length !== columns.names.length || names.some((n, e) => n !== columns.names[e]))
        throw new RangeError(`location ${location} has event columns of other names`);
      let list = known.get(columns);
      if (list === undefined) {
        list = lists.length;
        known.set(columns, list);
        lists.push(reader.read(columns));
      }
      this.#listOf.set(location, list);
    }
    this.names = names ?? [];
    this.lists = lists;
    this.occurrences = reader.occurrences;
  }

  /** @throws RangeError unless the events are those that something was learnt for, in their order */
  requireNames(names: readonly string[]): void {
    if (this.names.length !== names.length || names.some((name, e) => name !== this.names[e]))
      throw new RangeError('the event columns differ from those that the uplifts were learnt for');
  }

  /** Index into `lists` of a location of the panel. */
  listOf(location: number): number {
    return this.#listOf.get(location) ?? 0;
  }
}

/** Reads columns; the same event beginning on the same day is the same occurrence in all of them. */
class ColumnReader {
  readonly occurrences: Occurrence[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #weeks: number;

  constructor(weeks: number) {
    this.#weeks = weeks;
  }

  read({ span, names, values }: EventColumns): EventDays {
    if (span.step !== 'day')
      throw new RangeError(`uplifts are learnt from daily columns, got steps of one ${span.step}`);
    const marked = new Uint8Array(span.steps);
    const day: number[] = [];
    const start: number[] = [0];
    const event: number[] = [];
    const occurrence: number[] = [];
    const current = new Int32Array(names.length);
    for (let t = 0; t < span.steps; t++) {
      for (let e = 0; e < names.length; e++) {
        const at = e * span.steps + t;
        if (!(values[at] > 0)) continue;
        if (t === 0 || !(values[at - 1] > 0)) current[e] = this.#number(e, span.firstDay + t);
        event.push(e);
        occurrence.push(current[e]);
      }
      if (event.length === start[start.length - 1]) continue;
      marked[t] = 1;
      day.push(span.firstDay + t);
      start.push(event.length);
    }
    return {
      count: day.length,
      day: Int32Array.from(day),
      start: Int32Array.from(start),
      event: Int32Array.from(event),
      occurrence: Int32Array.from(occurrence),
      ...comparableDays(day, marked, span.firstDay, this.#weeks),
      weeks: this.#weeks,
    };
  }

  #number(event: number, firstDay: EpochDay): number {
    const key = `${event} ${firstDay}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.occurrences.length;
      this.#numbers.set(key, number);
      this.occurrences.push({ event, firstDay });
    }
    return number;
  }
}

/** Looks up to `weeks` weeks to each side; days beyond the columns' span have no events. */
function comparableDays(
  eventDays: readonly EpochDay[],
  marked: Uint8Array,
  firstDay: EpochDay,
  weeks: number,
): Pick<EventDays, 'comparable' | 'comparableCount'> {
  const comparable = new Int32Array(2 * eventDays.length * weeks);
  const comparableCount = new Int32Array(2 * eventDays.length);
  for (let k = 0; k < eventDays.length; k++)
    for (let side = 0; side < 2; side++) {
      const from = (2 * k + side) * weeks;
      let count = 0;
      for (let week = 1; week <= weeks; week++) {
        const day = eventDays[k] + (side === 0 ? -7 : 7) * week;
        if (marked[day - firstDay] !== 1) comparable[from + count++] = day;
      }
      comparableCount[2 * k + side] = count;
    }
  return { comparable, comparableCount };
}
