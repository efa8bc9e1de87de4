import { z } from 'zod';
import { Day, Id, Instant, ItemRef, LocationRef, PageQuery, pageOf } from './common.js';

const Name = z.string().min(1).max(200);
const Actor = z.string().min(1).max(100).default('planner');
/** Relative change of demand: 0.5 = half as much again, -1 = nothing sells. */
const Uplift = z.number().min(-1).max(100);

export const EventOrigin = z.enum(['imported', 'holiday', 'person']);
export type EventOrigin = z.infer<typeof EventOrigin>;

/** An event as it stands, or stood in one of its versions. A part of its scope that is null means all. */
export const CalendarEvent = z.object({
  id: Id,
  /** Grows with every change; a change names the version that it was made on. */
  version: Id,
  origin: EventOrigin,
  name: z.string(),
  nameZh: z.string().nullable(),
  /** Events that recur as one thing are learnt from together. */
  recursAs: z.string(),
  /** holiday, retail, promotion, school, other, or a word of one's own. */
  kind: z.string(),
  fromDay: Day,
  toDay: Day,
  item: ItemRef.nullable(),
  category: z.string().nullable(),
  location: LocationRef.nullable(),
  /** Two letters: all locations of that country. */
  country: z.string().nullable(),
  /** What a person expects; null = learnt from the past. */
  expectedUplift: Uplift.nullable(),
  isRemoved: z.boolean(),
  actor: z.string(),
  reason: z.string().nullable(),
  changedAt: Instant,
});
export type CalendarEvent = z.infer<typeof CalendarEvent>;
export const CalendarEventPage = pageOf(CalendarEvent);
export type CalendarEventPage = z.infer<typeof CalendarEventPage>;

/** One event with all its versions, the newest first. */
export const CalendarEventDetail = CalendarEvent.extend({ versions: z.array(CalendarEvent) });
export type CalendarEventDetail = z.infer<typeof CalendarEventDetail>;

export const CalendarEventQuery = PageQuery.extend({
  /** Events that touch these days. */
  from: Day.optional(),
  to: Day.optional(),
  /** Codes: events that concern the item, the location. */
  item: z.string().optional(),
  location: z.string().optional(),
  kind: z.string().optional(),
  origin: EventOrigin.optional(),
  /** Occurrences of one thing that recurs, as `recursAs` says. */
  recursAs: z.string().optional(),
  /** Part of a name. */
  search: z.string().optional(),
});
export type CalendarEventQuery = z.infer<typeof CalendarEventQuery>;

/** An event as a person gives it; item and location by their codes, what is left out means all. */
export const CalendarEventInput = z.object({
  name: Name,
  nameZh: Name.nullable().default(null),
  /** Default: the name in small letters, without a year. */
  recursAs: Name.nullable().default(null),
  kind: z.string().max(50).nullable().default(null),
  fromDay: Day,
  /** Default: the first day. */
  toDay: Day.optional(),
  item: z.string().nullable().default(null),
  category: z.string().nullable().default(null),
  location: z.string().nullable().default(null),
  country: z.string().length(2).nullable().default(null),
  expectedUplift: Uplift.nullable().default(null),
  reason: z.string().max(500).nullable().default(null),
  actor: Actor,
});
export type CalendarEventInput = z.input<typeof CalendarEventInput>;

/** The whole event anew, on top of the version that was seen. */
export const CalendarEventChange = CalendarEventInput.extend({ version: Id });
export type CalendarEventChange = z.input<typeof CalendarEventChange>;

export const CalendarEventRemoval = z.object({
  reason: z.string().max(500).nullable().default(null),
  actor: Actor,
});
export type CalendarEventRemoval = z.input<typeof CalendarEventRemoval>;

export const HolidaysRequest = z.object({
  /** Two letters each; default: the countries of the locations. */
  countries: z.array(z.string().length(2)).max(50).optional(),
  fromDay: Day,
  toDay: Day,
  /** True: they concern all locations. */
  everywhere: z.boolean().default(false),
  actor: Actor,
});
export type HolidaysRequest = z.input<typeof HolidaysRequest>;
export const HolidaysReply = z.object({
  data: z.array(
    z.object({
      country: z.string(),
      added: z.number().int(),
      changed: z.number().int(),
      removed: z.number().int(),
      unchanged: z.number().int(),
    }),
  ),
});
export type HolidaysReply = z.infer<typeof HolidaysReply>;
/** Countries whose holidays are known, two letters each. */
export const HolidayCountries = z.object({ data: z.array(z.string()) });

/** What an event was expected to do and what happened, over the item-locations in its scope. */
export const EventJudgement = z.object({
  event: CalendarEvent,
  /** Days judged: the event's, as far as sales are known. */
  firstDay: Day,
  lastDay: Day,
  seriesCount: z.number().int(),
  /** Pieces that would have been usual: the same weekdays around that had no event. */
  usualPieces: z.number(),
  actualPieces: z.number(),
  /** Relative change that was seen; null where nothing was usual. */
  actualUplift: z.number().nullable(),
  /** What the last plan before the event expected; null where there was none. */
  forecast: z
    .object({ runId: Id, asOf: Day, pieces: z.number(), uplift: z.number().nullable() })
    .nullable(),
});
export type EventJudgement = z.infer<typeof EventJudgement>;
