import type { DemandPanel } from '../../../demand/index.js';
import type { EpochDay } from '../../../units/index.js';
import type { EventColumns } from '../event-columns.js';
import { comparableDays } from './comparable-days.js';
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
   * Days of the same weekday, best comparable first: those before day k are comparable[2k · weeks] …, those
   * after it comparable[(2k + 1) · weeks] … (see comparableDays).
   */
  readonly comparable: Int32Array;
  readonly weeks: number;
  /** First of the days that are asked for, and how many they are: the event days and the weeks around them. */
  readonly begin: EpochDay;
  readonly reach: number;
  /** Which event day a day is, counted from `begin`; −1 = none. */
  readonly indexOf: Int32Array;
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
      day.push(span.firstDay + t);
      start.push(event.length);
    }
    return {
      count: day.length,
      day: Int32Array.from(day),
      start: Int32Array.from(start),
      event: Int32Array.from(event),
      occurrence: Int32Array.from(occurrence),
      comparable: comparableDays({ day, start, event }, names.length, span.steps, this.#weeks),
      weeks: this.#weeks,
      ...reachOf(day, this.#weeks),
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

/** The days from `weeks` weeks before the first event day to as many after the last one. */
function reachOf(
  day: readonly EpochDay[],
  weeks: number,
): Pick<EventDays, 'begin' | 'reach' | 'indexOf'> {
  if (day.length === 0) return { begin: 0, reach: 0, indexOf: new Int32Array(0) };
  const begin = day[0] - 7 * weeks;
  const reach = day[day.length - 1] + 7 * weeks + 1 - begin;
  const indexOf = new Int32Array(reach).fill(-1);
  day.forEach((value, k) => {
    indexOf[value - begin] = k;
  });
  return { begin, reach, indexOf };
}
