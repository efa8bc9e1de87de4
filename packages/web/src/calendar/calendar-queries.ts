import { ApiProblem, type CalendarEvent, type Client } from '@stockwright/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { firstDayOf, lastDayOf } from './event-view.js';

const PAGE_EVENTS = 1000;

/** All events that touch a year. */
export function useYearEvents(year: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.calendar, 'year', year],
    queryFn: () => allEvents(client, firstDayOf(year), lastDayOf(year)),
    placeholderData: (former) => former,
  });
}

async function allEvents(client: Client, from: string, to: string): Promise<CalendarEvent[]> {
  const events: CalendarEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.calendarEvents({ from, to, limit: PAGE_EVENTS, cursor });
    events.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return events;
}

export function useCalendarEvent(id: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.calendar, 'event', id],
    queryFn: () => client.calendarEvent(id),
  });
}

/** The event before this one of what recurs, with the same scope; null where there is none. */
export function useEventBefore(event: CalendarEvent) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.calendar, 'before', event.id, event.version],
    queryFn: async () => {
      const { data } = await client.calendarEvents({
        recursAs: event.recursAs,
        to: event.fromDay,
        limit: PAGE_EVENTS,
      });
      const same = data.filter(
        (other) =>
          other.id !== event.id &&
          other.toDay < event.fromDay &&
          other.item?.id === event.item?.id &&
          other.category === event.category &&
          other.location?.id === event.location?.id &&
          other.country === event.country,
      );
      return same.at(-1) ?? null;
    },
  });
}

/** What happened at an event. That it cannot be judged yet is no trouble and not asked again. */
export function useEventJudgement(id: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.calendar, 'judgement', id],
    queryFn: () => client.judgeCalendarEvent(id),
    retry: (count, error) => !(error instanceof ApiProblem) && count < 1,
  });
}

export function useHolidayCountries() {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.calendar, 'countries'],
    queryFn: () => client.holidayCountries(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
