import type { CalendarEvent } from '@stockwright/contract';
import { EventOrigin } from '@stockwright/contract';
import { formatDay, parseDay } from '@stockwright/core/units';

/** Kinds that have a word and a colour of their own; others are shown by their word. */
export const EVENT_KINDS = ['holiday', 'retail', 'promotion', 'school', 'other'] as const;

export const EVENT_SCOPES = ['everything', 'item', 'category', 'location', 'country'] as const;
export type EventScope = (typeof EVENT_SCOPES)[number];

/** What of the calendar is shown: it stands in the address, so that a link shows the same. */
export interface CalendarView {
  readonly year: number;
  /** 1 to 12; null = the whole year. */
  readonly month: number | null;
  readonly kind: string | null;
  readonly scope: EventScope | null;
  readonly origin: EventOrigin | null;
  readonly search: string;
}

export function readCalendarView(params: URLSearchParams, usualYear: number): CalendarView {
  const year = Number(params.get('year'));
  const month = Number(params.get('month'));
  const origin = EventOrigin.safeParse(params.get('origin'));
  return {
    year: Number.isInteger(year) && year >= 1900 && year <= 2999 ? year : usualYear,
    month: Number.isInteger(month) && month >= 1 && month <= 12 ? month : null,
    kind: params.get('kind') || null,
    scope: EVENT_SCOPES.find((scope) => scope === params.get('scope')) ?? null,
    origin: origin.success ? origin.data : null,
    search: params.get('search') ?? '',
  };
}

/** A part of the scope that is named; an event may be of an item at a location, which is both. */
export const concerns = (event: CalendarEvent, scope: EventScope): boolean =>
  scope === 'everything'
    ? EVENT_SCOPES.every((part) => part === 'everything' || event[part] === null)
    : event[scope] !== null;

export const firstDayOf = (year: number, month = 1): string => formatDay(utcDay(year, month));
export const lastDayOf = (year: number, month = 12): string =>
  formatDay(utcDay(year, month + 1) - 1);

const utcDay = (year: number, month: number): number =>
  parseDay(new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10));

/** The events that a view shows, in the order given. */
export function eventsShown(
  events: readonly CalendarEvent[],
  { year, month, kind, scope, origin, search }: CalendarView,
): readonly CalendarEvent[] {
  const from = firstDayOf(year, month ?? 1);
  const to = lastDayOf(year, month ?? 12);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return events.filter((event) => {
    const names = `${event.name} ${event.nameZh ?? ''}`.toLowerCase();
    return (
      event.fromDay <= to &&
      event.toDay >= from &&
      (kind === null || event.kind === kind) &&
      (scope === null || concerns(event, scope)) &&
      (origin === null || event.origin === origin) &&
      words.every((word) => names.includes(word))
    );
  });
}

/** Events by the month of the year in which they begin; one that began earlier stands in the first month. */
export function byMonth(
  events: readonly CalendarEvent[],
  year: number,
): ReadonlyMap<number, readonly CalendarEvent[]> {
  const months = new Map<number, CalendarEvent[]>();
  for (const event of events) {
    const month = event.fromDay < firstDayOf(year) ? 1 : Number(event.fromDay.slice(5, 7));
    months.set(month, [...(months.get(month) ?? []), event]);
  }
  return months;
}

export interface Lane {
  readonly event: CalendarEvent;
  /** 0 = the lowest; events of one lane do not touch. */
  readonly lane: number;
}

/** Puts events that overlap, or stand closer than `gapDays`, into lanes above each other. */
export function lanesOf(events: readonly CalendarEvent[], gapDays: number): readonly Lane[] {
  const ends: number[] = [];
  return events.map((event) => {
    const from = parseDay(event.fromDay);
    const free = ends.findIndex((end) => end + gapDays < from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = parseDay(event.toDay);
    return { event, lane };
  });
}

/** Weeks of a month, Monday first; null for days of its neighbours. */
export function weeksOf(year: number, month: number): readonly (readonly (string | null)[])[] {
  const first = parseDay(firstDayOf(year, month));
  const days = parseDay(lastDayOf(year, month)) - first + 1;
  const blank = (new Date(`${firstDayOf(year, month)}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: Math.ceil((blank + days) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - blank;
      return day >= 0 && day < days ? formatDay(first + day) : null;
    }),
  );
}

/** A change of demand as people write it: +25%, -20, 30 %. Null = none given; undefined = not readable. */
export function readUplift(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').replace(/\s|%/g, '').replace('−', '-');
  if (plain === '') return null;
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return undefined;
  const uplift = Number(plain) / 100;
  return uplift >= -1 && uplift <= 100 ? uplift : undefined;
}
