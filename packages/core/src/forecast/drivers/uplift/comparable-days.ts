import type { EpochDay } from '../../../units/index.js';

/** A day with an event that is not frequent is asked for what is usual as if it lay so many weeks further away. */
const EVENT_WEEKS = 4;
/** A day of the same event says least: the event's effect cancels in the comparison. */
const SAME_EVENT_WEEKS = 8;
/** An event on more than this share of all days is frequent: what it does is soon well known. */
const FREQUENT = 0.2;

/** Which events each of a stretch of days has. */
export interface DayEvents {
  readonly day: readonly EpochDay[];
  /** Events of day k: event[start[k]] … event[start[k + 1] − 1]. */
  readonly start: readonly number[];
  readonly event: readonly number[];
}

/**
 * Days of the same weekday, up to `weeks` weeks to each side of a day, best comparable first: the nearest without events,
 * then, where feasts crowd, those whose events can be reckoned out. Days before k are
 * comparable[2k · weeks] …, those after it comparable[(2k + 1) · weeks] ….
 *
 * @param days   the days that have events, ascending; all others have none
 * @param events number of different events
 * @param span   number of days in which events were sought
 */
export function comparableDays(
  { day, start, event }: DayEvents,
  events: number,
  span: number,
  weeks: number,
): Int32Array {
  const rare = rareEvents(event, events, span);
  const place = new Map(day.map((value, k) => [value, k]));
  const comparable = new Int32Array(2 * day.length * weeks);
  const burden = new Float64Array(weeks);
  for (let k = 0; k < day.length; k++)
    for (let side = 0; side < 2; side++) {
      const from = (2 * k + side) * weeks;
      for (let week = 1; week <= weeks; week++) {
        const candidate = day[k] + (side === 0 ? -7 : 7) * week;
        const j = place.get(candidate);
        const weeksAway = week + (j === undefined ? 0 : burdenOf(k, j));
        let at = week - 1;
        for (; at > 0 && burden[at - 1] > weeksAway; at--) {
          burden[at] = burden[at - 1];
          comparable[from + at] = comparable[from + at - 1];
        }
        burden[at] = weeksAway;
        comparable[from + at] = candidate;
      }
    }
  return comparable;

  function burdenOf(k: number, j: number): number {
    let weeksMore = 0;
    for (let i = start[j]; i < start[j + 1]; i++) {
      if (rare[event[i]] === 0) continue;
      weeksMore = Math.max(weeksMore, EVENT_WEEKS);
      for (let l = start[k]; l < start[k + 1]; l++)
        if (event[l] === event[i]) weeksMore = SAME_EVENT_WEEKS;
    }
    return weeksMore;
  }
}

function rareEvents(event: readonly number[], events: number, span: number): Uint8Array {
  const times = new Float64Array(events);
  for (const e of event) times[e] += 1;
  return Uint8Array.from(times, (days) => (days <= FREQUENT * span ? 1 : 0));
}
