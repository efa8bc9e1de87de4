import { Skeleton } from '@mantine/core';
import { ApiProblem, type ForecastExplanation, type PlanLineDetail } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import { wordFor } from '../i18n/i18n.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { CorrectButton } from './correct-button.js';
import { DriverBars } from './driver-bars.js';
import './forecast.css';
import { EventsAhead } from './events-ahead.js';
import { useForecastExplanation } from './forecast-queries.js';
import { OverrideList } from './override-list.js';
import { changeSentence, joined, whySentence } from './sentences.js';
import { WeekBars } from './week-bars.js';

interface ForecastSectionProps {
  readonly runId: number;
  readonly line: PlanLineDetail;
}

/** What the forecast of the place is made of, what people set on it, and what changed since the plan before. */
export function ForecastSection({ runId, line }: ForecastSectionProps) {
  const { t } = useTranslation();
  const explained = useForecastExplanation(runId, line.item.id, line.to.id);
  if (explained.isPending) return <Skeleton height={220} />;
  if (!explained.data) {
    const { error } = explained;
    return error instanceof ApiProblem && error.details.status === 404 ? (
      <p>{t('forecast.none')}</p>
    ) : (
      <TroubleNote error={error} retry={() => void explained.refetch()} />
    );
  }
  const { data } = explained;
  return (
    <>
      <Expected explanation={data} />
      <CorrectButton runId={runId} item={data.item} location={data.location} />
      <OverrideList runId={runId} explanation={data} />
      <h3>{t('forecast.why')}</h3>
      <WhySentences explanation={data} />
      {data.weekdayShape ? <WeekBars shape={data.weekdayShape} /> : null}
      <DriverBars drivers={data.drivers} events={data.events} />
      <EventsAhead events={data.events} />
      <Changes changes={data.changes} />
      <Trials explanation={data} />
    </>
  );
}

/** Computed and in force, as two numbers wherever they differ. */
function Expected({ explanation }: { explanation: ForecastExplanation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { computedPieces, pieces, horizonDays, overrides } = explanation;
  if (overrides.length === 0)
    return (
      <p>
        {t('forecast.expected', {
          pieces: formats.count(pieces),
          count: horizonDays,
        })}
      </p>
    );
  return (
    <dl className="forecast-pair" aria-label={t('forecast.expectedLabel', { count: horizonDays })}>
      <div>
        <dt>{t('forecast.computedAhead', { count: horizonDays })}</dt>
        <dd>{formats.count(computedPieces)}</dd>
      </div>
      <div className="is-set">
        <dt>{t('forecast.inForceAhead')}</dt>
        <dd>{formats.count(pieces)}</dd>
      </div>
    </dl>
  );
}

function WhySentences({ explanation }: { explanation: ForecastExplanation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { method, why, level, slope, levelSpread } = explanation;
  // Less than a hundredth of the level in a month is no trend that a person could see.
  const aMonth = (slope ?? 0) * 30;
  const isFlat = Math.abs(aMonth) <= 0.01 * Math.abs(level ?? 0);
  const trend = isFlat
    ? t('forecast.flat')
    : t(aMonth > 0 ? 'forecast.rising' : 'forecast.falling', {
        pieces: formats.decimal(Math.abs(aMonth), 2),
      });
  const perDay = formats.decimal(level ?? 0, (level ?? 0) < 10 ? 2 : 1);
  const levelWords = levelSpread
    ? t('forecast.levelSpread', { level: perDay, spread: formats.percent(levelSpread) })
    : t('forecast.level', { level: perDay });
  return (
    <>
      <p>
        {joined(
          [
            t('forecast.method', { method: wordFor('method', method) }),
            ...why.map((reason) => whySentence(reason, t, formats)),
          ],
          formats,
        )}
      </p>
      {level === null ? null : <p>{joined([levelWords, slope === null ? '' : trend], formats)}</p>}
    </>
  );
}

function Changes({ changes }: Pick<ForecastExplanation, 'changes'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <h3>{t('forecast.changes')}</h3>
      {changes === null ? (
        <p>{t('forecast.firstPlan')}</p>
      ) : (
        <>
          <p>{t('forecast.since', { run: changes.runId, day: formats.day(changes.asOf) })}</p>
          {changes.told.length === 0 ? (
            <p>{t('forecast.nothingChanged')}</p>
          ) : (
            <ul className="forecast-list">
              {changes.told.map((told) => (
                <li key={told.code}>{changeSentence(told, t, formats)}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}

/** How all methods did on the same past. */
function Trials({ explanation }: { explanation: ForecastExplanation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { errors, method: chosen } = explanation;
  if (errors.length === 0) return null;
  return (
    <details className="forecast-trials">
      <summary>{t('forecast.trials')}</summary>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('forecast.methodHead')}</th>
            <th className="number">{t('forecast.errorHead')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ method, error }) => (
            <tr key={method} className={method === chosen ? 'is-chosen' : undefined}>
              <th scope="row">
                {wordFor('method', method)}
                {method === chosen ? ` · ${t('forecast.chosen')}` : ''}
              </th>
              <td className="number">{formats.decimal(error, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
