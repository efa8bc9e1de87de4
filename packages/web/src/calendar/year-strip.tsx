import { useElementSize } from '@mantine/hooks';
import type { CalendarEvent } from '@stockwright/contract';
import { parseDay } from '@stockwright/core/units';
import { scaleLinear } from 'd3-scale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import '../chart/chart.css';
import { type CalendarView, EVENT_KINDS, firstDayOf, lanesOf, lastDayOf } from './event-view.js';
import { kindClass, useEventWords } from './event-words.js';

const BAR = 9;
const LANE = 12;
const LEAST_WIDTH = 5;
const MOST_LANES = 8;
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

interface YearStripProps {
  readonly view: CalendarView;
  readonly events: readonly CalendarEvent[];
  /** Sales are known until this day. */
  readonly lastDay: string | null;
  readonly change: (part: Partial<CalendarView>) => void;
}

/** The year from left to right: its months to choose from, and below them a bar for every event. */
export function YearStrip({ view, events, lastDay, change }: YearStripProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const { ref, width } = useElementSize();
  const first = parseDay(firstDayOf(view.year));
  const end = parseDay(lastDayOf(view.year)) + 1;
  const lanes = useMemo(
    () => lanesOf(events, Math.ceil((LEAST_WIDTH / Math.max(1, width)) * 366)),
    [events, width],
  );
  const laneCount = Math.min(MOST_LANES, Math.max(2, ...lanes.map(({ lane }) => lane + 1)));
  const height = laneCount * LANE + 6;
  const x = scaleLinear([first, end], [0, width]).clamp(true);
  const begin = (month: number) => parseDay(firstDayOf(view.year, month));
  const columns = MONTHS.map((month) => `${begin(month + 1) - begin(month)}fr`);
  const known = lastDay === null ? first : parseDay(lastDay) + 1;
  const kinds = EVENT_KINDS.filter((kind) =>
    events.some((event) => kindClass(event.kind) === `kind-${kind}`),
  );
  return (
    <div className="year-strip">
      <div ref={ref} />
      <fieldset
        className="strip-months"
        aria-label={t('calendar.months')}
        style={{ gridTemplateColumns: columns.join(' ') }}
      >
        {MONTHS.map((month) => (
          <button
            key={month}
            type="button"
            aria-pressed={view.month === month}
            aria-label={words.month(month)}
            onClick={() => change({ month: view.month === month ? null : month })}
          >
            {words.shortMonth(month)}
          </button>
        ))}
      </fieldset>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t('calendar.strip', { count: events.length, year: view.year })}
      >
        <rect className="strip-known" width={x(known)} height={height} />
        {MONTHS.slice(1).map((month) => (
          <line
            key={month}
            className="strip-month"
            x1={x(begin(month))}
            x2={x(begin(month))}
            y2={height}
          />
        ))}
        {lanes
          .filter(({ lane }) => lane < MOST_LANES)
          .map(({ event, lane }) => {
            const left = x(parseDay(event.fromDay));
            return (
              <rect
                key={event.id}
                className={kindClass(event.kind)}
                x={Math.min(left, width - LEAST_WIDTH)}
                y={3 + lane * LANE}
                width={Math.max(LEAST_WIDTH, x(parseDay(event.toDay) + 1) - left)}
                height={BAR}
                rx={2}
              >
                <title>{`${words.name(event)} · ${words.days(event)}`}</title>
              </rect>
            );
          })}
        {known > first && known < end ? (
          <line className="today" x1={x(known)} x2={x(known)} y2={height} />
        ) : null}
      </svg>
      <ul className="legend">
        {kinds.map((kind) => (
          <li key={kind}>
            <svg width="10" height="10" aria-hidden="true">
              <rect className={`kind-${kind}`} width="10" height="10" rx="2" />
            </svg>
            {words.kind(kind)}
          </li>
        ))}
        <li>
          <svg width="14" height="10" aria-hidden="true">
            <rect className="strip-known" width="14" height="10" />
          </svg>
          {t('calendar.known')}
        </li>
      </ul>
    </div>
  );
}
