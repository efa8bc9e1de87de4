import type { CalendarEvent } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { byMonth } from './event-view.js';
import { useEventWords } from './event-words.js';
import { KindMark } from './kind-mark.js';

interface EventListProps {
  readonly events: readonly CalendarEvent[];
  readonly year: number;
  /** Sales are known until this day: what is over by then comes last. */
  readonly lastDay: string | null;
  readonly openId: number | null;
  readonly search: string;
}

/** Events by month: when, what, whom it concerns, what is expected of it and who says so. */
export function EventList({ events, year, lastDay, openId, search }: EventListProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const isOver = ({ toDay }: CalendarEvent) => lastDay !== null && toDay <= lastDay;
  const parts = [
    { name: 'ahead', some: events.filter((event) => !isOver(event)) },
    { name: 'over', some: events.filter(isOver) },
  ] as const;
  const months = parts.flatMap(({ name, some }) =>
    [...byMonth(some, year)].map(([month, list], i) => ({ name, month, list, isFirst: i === 0 })),
  );
  return (
    <table className="plain-table event-list">
      <thead>
        <tr>
          <th>{t('calendar.days')}</th>
          <th>{t('calendar.event')}</th>
          <th>{t('calendar.kind')}</th>
          <th>{t('calendar.concerns')}</th>
          <th className="number">{t('calendar.expected')}</th>
          <th>{t('calendar.origin')}</th>
        </tr>
      </thead>
      {months.map(({ name, month, list, isFirst }) => (
        <tbody key={`${name} ${month}`}>
          {isFirst ? (
            <tr className="part-row">
              <th scope="rowgroup" colSpan={6}>
                {t(`calendar.${name}`)}
              </th>
            </tr>
          ) : null}
          <tr className="month-row">
            <th scope="rowgroup" colSpan={6}>
              {words.month(month)}
            </th>
          </tr>
          {list.map((event) => (
            <tr key={event.id} className={event.id === openId ? 'is-open' : undefined}>
              <td className="event-days">{words.days(event)}</td>
              <td>
                <Link
                  to={`/calendar/${event.id}${search}`}
                  aria-current={event.id === openId ? 'true' : undefined}
                >
                  {words.name(event)}
                </Link>
              </td>
              <td>
                <KindMark kind={event.kind} />
              </td>
              <td>{words.concerns(event)}</td>
              <td className={event.expectedUplift === null ? 'number is-learnt' : 'number'}>
                {words.uplift(event.expectedUplift)}
              </td>
              <td>{event.origin === 'person' ? event.actor : t(`eventOrigin.${event.origin}`)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
