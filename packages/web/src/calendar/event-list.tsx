import type { CalendarEvent } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { byMonth } from './event-view.js';
import { useEventWords } from './event-words.js';
import { KindMark } from './kind-mark.js';

interface EventListProps {
  readonly events: readonly CalendarEvent[];
  readonly year: number;
  readonly openId: number | null;
  readonly search: string;
}

/** Events by month: when, what, whom it concerns, what is expected of it and who says so. */
export function EventList({ events, year, openId, search }: EventListProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  return (
    <table className="plain-table event-list">
      <thead>
        <tr>
          <th>{t('calendar.days')}</th>
          <th>{t('calendar.event')}</th>
          <th>{t('calendar.kind')}</th>
          <th>{t('calendar.what')}</th>
          <th>{t('calendar.where')}</th>
          <th className="number">{t('calendar.expected')}</th>
          <th>{t('calendar.origin')}</th>
        </tr>
      </thead>
      {[...byMonth(events, year)].map(([month, some]) => (
        <tbody key={month}>
          <tr className="month-row">
            <th scope="rowgroup" colSpan={7}>
              {words.month(month)}
            </th>
          </tr>
          {some.map((event) => (
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
              <td>{words.what(event)}</td>
              <td>{words.where(event)}</td>
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
