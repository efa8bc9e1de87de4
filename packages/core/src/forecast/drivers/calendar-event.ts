import type { EpochDay } from '../../units/index.js';

/** What sort of thing an event is; a planner filters by it, the columns do not. */
export const EVENT_KINDS = ['holiday', 'retail', 'promotion', 'school', 'other'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** A time known ahead in which people buy more, less or something else. */
export interface CalendarEvent {
  /**
   * Stable and the same every year: "christmas", "double-11". Events of one name are occurrences of one
   * thing: they share a column and what is learnt from it.
   */
  readonly name: string;
  readonly kind: EventKind;
  readonly firstDay: EpochDay;
  /** Included; the same as firstDay for an event of one day. */
  readonly lastDay: EpochDay;
}
