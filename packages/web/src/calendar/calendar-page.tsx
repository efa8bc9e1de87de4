import { Button, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useStatus } from '../api/queries.js';
import { useFormats } from '../i18n/format.js';
import { TroubleNote } from '../parts/trouble-note.js';
import '../plan/plan-page.css';
import './calendar.css';
import { CalendarFilters } from './calendar-filters.js';
import { useYearEvents } from './calendar-queries.js';
import { EventList } from './event-list.js';
import { EventPanel } from './event-panel.js';
import { type CalendarView, eventsShown, readCalendarView } from './event-view.js';
import { MonthTable } from './month-table.js';
import { YearStrip } from './year-strip.js';

const EventDialog = lazy(() => import('./event-dialog.js'));
const HolidaysDialog = lazy(() => import('./holidays-dialog.js'));

/** What is to come and what was: the events that forecasts know of, by time. */
export default function CalendarPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { eventId } = useParams();
  const [params, setParams] = useSearchParams();
  const status = useStatus();
  // The calendar opens where the next days to forecast are.
  const lastDay = status.data?.historyLastDay ?? null;
  const usualYear = Number(lastDay?.slice(0, 4) ?? new Date().getFullYear());
  const view = useMemo(() => readCalendarView(params, usualYear), [params, usualYear]);
  const events = useYearEvents(view.year);
  const ofYear = useMemo(
    () => eventsShown(events.data ?? [], { ...view, month: null }),
    [events.data, view],
  );
  const shown = useMemo(() => eventsShown(ofYear, view), [ofYear, view]);
  const [dialog, setDialog] = useState<{ day: string | null } | 'holidays' | null>(null);
  const openId = eventId && /^\d+$/.test(eventId) ? Number(eventId) : null;
  const search = params.toString() ? `?${params}` : '';

  const change = (part: Partial<CalendarView>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(part)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, String(value));
    }
    setParams(next, { replace: true });
  };
  const isFiltered = view.kind || view.scope || view.origin || view.search;

  return (
    <div className={openId === null ? 'calendar' : 'calendar has-panel'}>
      <div className="calendar-main">
        <div className="page-head">
          <h1>{t('calendar.title')}</h1>
          <Text size="sm" c="dimmed">
            {t('calendar.intro')}
            {lastDay ? ` ${t('calendar.salesUntil', { day: formats.day(lastDay) })}` : ''}
          </Text>
        </div>
        <div className="calendar-tools">
          <CalendarFilters view={view} events={events.data ?? []} change={change} />
          <span className="plan-acts">
            <Button size="xs" variant="default" onClick={() => setDialog('holidays')}>
              {t('calendar.addHolidays')}
            </Button>
            <Button size="xs" onClick={() => setDialog({ day: null })}>
              {t('calendar.add')}
            </Button>
          </span>
        </div>
        {events.isError && !events.data ? (
          <TroubleNote error={events.error} retry={() => void events.refetch()} />
        ) : events.isPending ? (
          <Skeleton height={320} />
        ) : (
          <>
            <YearStrip view={view} events={ofYear} lastDay={lastDay} change={change} />
            {view.month === null ? null : (
              <MonthTable
                year={view.year}
                month={view.month}
                events={shown}
                search={search}
                add={(day) => setDialog({ day })}
              />
            )}
            <p className="plan-count" role="status">
              {t('calendar.count', { count: shown.length })}
            </p>
            {shown.length > 0 ? (
              <EventList
                events={shown}
                year={view.year}
                lastDay={lastDay}
                openId={openId}
                search={search}
              />
            ) : (
              <div className="empty-note">
                <p>{isFiltered ? t('grid.noMatch') : t('calendar.none')}</p>
                {isFiltered ? (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => change({ kind: null, scope: null, origin: null, search: '' })}
                  >
                    {t('filter.clear')}
                  </Button>
                ) : null}
              </div>
            )}
          </>
        )}
      </div>
      {openId === null ? null : (
        <EventPanel
          key={openId}
          eventId={openId}
          search={search}
          close={() => void navigate(`/calendar${search}`)}
        />
      )}
      <Suspense fallback={null}>
        {dialog === 'holidays' ? (
          <HolidaysDialog year={view.year} close={() => setDialog(null)} />
        ) : dialog ? (
          <EventDialog
            event={null}
            day={dialog.day}
            close={() => setDialog(null)}
            saved={(event) => {
              setDialog(null);
              const next = new URLSearchParams(params);
              next.set('year', event.fromDay.slice(0, 4));
              void navigate(`/calendar/${event.id}?${next}`);
            }}
          />
        ) : null}
      </Suspense>
    </div>
  );
}
