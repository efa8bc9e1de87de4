import type { CalendarEvent } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../i18n/format.js';
import { weeksOf } from './event-view.js';
import { kindClass, useEventWords } from './event-words.js';

interface MonthTableProps {
  readonly year: number;
  readonly month: number;
  readonly events: readonly CalendarEvent[];
  /** The query of the address, kept when an event is opened. */
  readonly search: string;
  readonly add: (day: string) => void;
}

/** A month as a wall calendar; a day's number adds an event on it. */
export function MonthTable({ year, month, events, search, add }: MonthTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEventWords();
  return (
    <table className="month-table">
      <caption>{t('calendar.monthOf', { month: words.month(month), year })}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <th key={weekday} scope="col">
              {formats.weekday(weekday)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, weekday) =>
              day === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty day is its place in the week
                <td key={weekday} className="is-outside" />
              ) : (
                <td key={day}>
                  <button
                    type="button"
                    className="month-day"
                    aria-label={t('calendar.addOn', { day: formats.day(day) })}
                    title={t('calendar.addOn', { day: formats.day(day) })}
                    onClick={() => add(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                  {events
                    .filter(({ fromDay, toDay }) => fromDay <= day && toDay >= day)
                    .map((event) => (
                      <Link
                        key={event.id}
                        className={`month-event ${kindClass(event.kind)}`}
                        to={`/calendar/${event.id}${search}`}
                        title={`${words.name(event)} · ${words.where(event)}`}
                      >
                        {words.name(event)}
                      </Link>
                    ))}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
