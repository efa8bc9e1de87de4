import { Skeleton } from '@mantine/core';
import { ApiProblem, type CalendarEvent } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../api/queries.js';
import { useFormats } from '../i18n/format.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { useEventJudgement } from './calendar-queries.js';

/** What an event did, beside what was usual and what was expected of it. */
export function Judgement({ event }: { event: CalendarEvent }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const status = useStatus();
  if (status.isPending) return <Skeleton height={72} />;
  const { historyFirstDay: first, historyLastDay: last } = status.data ?? {};
  if (!first || !last) return <p>{t('judged.noSales')}</p>;
  if (event.fromDay > last) return <p>{t('judged.notYet', { day: formats.day(last) })}</p>;
  if (event.toDay < first) return <p>{t('judged.tooEarly', { day: formats.day(first) })}</p>;
  return <WhatHappened event={event} />;
}

function WhatHappened({ event }: { event: CalendarEvent }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const judged = useEventJudgement(event.id);
  if (judged.isPending) return <Skeleton height={72} />;
  if (!judged.data) {
    const { error } = judged;
    // Not judged yet is an answer, not a trouble.
    return error instanceof ApiProblem && error.details.status === 409 ? (
      <p>{error.details.detail}</p>
    ) : (
      <TroubleNote error={error} retry={() => void judged.refetch()} />
    );
  }
  const { actualUplift, actualPieces, usualPieces, forecast, lastDay } = judged.data;
  if (usualPieces <= 0 || actualUplift === null) return <p>{t('judged.nothingUsual')}</p>;
  const change = (uplift: number | null) => (uplift === null ? '–' : formats.change(uplift));
  return (
    <>
      {lastDay < event.toDay ? (
        <p className="below">{t('judged.until', { day: formats.day(lastDay) })}</p>
      ) : null}
      <table className="plain-table">
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">{t('judged.row')}</span>
            </th>
            <th className="number">{t('bulk.pieces')}</th>
            <th className="number">{t('judged.change')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('judged.usual')}</th>
            <td className="number">{formats.count(usualPieces)}</td>
            <td className="number">–</td>
          </tr>
          {forecast ? (
            <tr>
              <th scope="row">{t('judged.forecast', { day: formats.day(forecast.asOf) })}</th>
              <td className="number">{formats.count(forecast.pieces)}</td>
              <td className="number">{change(forecast.uplift)}</td>
            </tr>
          ) : null}
          {event.expectedUplift === null ? null : (
            <tr>
              <th scope="row">{t('judged.person')}</th>
              <td className="number">{formats.count(usualPieces * (1 + event.expectedUplift))}</td>
              <td className="number">{formats.change(event.expectedUplift)}</td>
            </tr>
          )}
          <tr className="is-chosen">
            <th scope="row">{t('judged.happened')}</th>
            <td className="number">{formats.count(actualPieces)}</td>
            <td className="number">{change(actualUplift)}</td>
          </tr>
        </tbody>
      </table>
      <p className="below">{t('judged.how', { count: judged.data.seriesCount })}</p>
      {forecast ? null : <p className="below">{t('judged.noPlan')}</p>}
    </>
  );
}
