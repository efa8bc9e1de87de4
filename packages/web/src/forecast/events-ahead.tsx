import type { ForecastExplanation } from '@stockwright/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { nameIn, useFormats } from '../i18n/format.js';

const SHOWN = 5;

/** Events that touch the days forecast, as the plan knew them, the nearest first. */
export function EventsAhead({ events }: Pick<ForecastExplanation, 'events'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [showsAll, setShowsAll] = useState(false);
  return (
    <>
      <h3>{t('forecast.eventsAhead')}</h3>
      {events.length === 0 ? (
        <p>
          {t('forecast.noEvents')} <Link to="/calendar">{t('forecast.openCalendar')}</Link>
        </p>
      ) : (
        <ul className="forecast-list">
          {(showsAll ? events : events.slice(0, SHOWN)).map((event) => (
            <li key={event.version}>
              <Link to={`/calendar/${event.id}?year=${event.fromDay.slice(0, 4)}`}>
                {nameIn(event, formats.language)}
              </Link>
              <span className="below">
                {' '}
                {formats.days(event.fromDay, event.toDay)} ·{' '}
                {event.expectedUplift === null
                  ? t('calendar.learnt')
                  : t('calendar.expectedBy', { change: formats.change(event.expectedUplift) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {events.length > SHOWN ? (
        <button type="button" className="text-button" onClick={() => setShowsAll(!showsAll)}>
          {showsAll
            ? t('forecast.fewerEvents')
            : t('forecast.moreEvents', { count: events.length - SHOWN })}
        </button>
      ) : null}
    </>
  );
}
