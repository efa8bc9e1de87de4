import { CloseButton, Skeleton } from '@mantine/core';
import type { Decision, DecisionInput, PlanLine, PlanLineDetail } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePlanLine, usePlanSeries } from '../api/queries.js';
import { LineCharts } from '../chart/line-charts.js';
import { CorrectButton } from '../forecast/correct-button.js';
import { ForecastSection } from '../forecast/forecast-section.js';
import { nameIn, useFormats } from '../i18n/format.js';
import { TroubleNote } from '../parts/trouble-note.js';
import type { BulkState } from './bulk-dialog.js';
import { chosenCost, chosenQuantity } from './chosen.js';
import { DecisionForm } from './decision-form.js';
import './line-panel.css';
import { RiskMark, StateMark } from './marks.js';
import { WhySection } from './why-section.js';

export interface LinePanelProps {
  readonly runId: number;
  readonly lineId: number;
  readonly decide: (
    before: readonly PlanLine[],
    decisions: readonly DecisionInput[],
  ) => Promise<boolean>;
  readonly setState: (lines: readonly PlanLine[], state: BulkState | 'open') => void;
  readonly close: () => void;
}

/** Everything about the open line: what to do, the pictures, why, and who decided what. */
export default function LinePanel({ runId, lineId, decide, setState, close }: LinePanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const detail = usePlanLine(lineId);
  const line = detail.data;
  return (
    <aside className="line-panel" aria-label={t('panel.label')}>
      <div className="panel-head">
        {line ? (
          <div>
            <h2>{nameIn(line.item, formats.language)}</h2>
            <span className="below">
              {line.item.code} · {nameIn(line.from, formats.language)} →{' '}
              {nameIn(line.to, formats.language)}
            </span>
          </div>
        ) : (
          <Skeleton height={40} />
        )}
        <CloseButton aria-label={t('panel.close')} onClick={close} />
      </div>
      {detail.isError ? (
        <TroubleNote error={detail.error} retry={() => void detail.refetch()} />
      ) : null}
      {line ? (
        <>
          <Headline line={line} />
          {line.supplyOrderId === null ? (
            <DecisionForm line={line} decide={decide} setState={setState} />
          ) : (
            <p>
              <StateMark line={line} />{' '}
              <Link to={`/orders/${line.supplyOrderId}`}>{t('panel.seeOrder')}</Link>
            </p>
          )}
          <section>
            <Charts runId={runId} line={line} />
            <CorrectButton runId={runId} item={line.item} location={line.to} />
          </section>
          <section>
            <h2>{t('why.title')}</h2>
            <WhySection line={line} />
          </section>
          <section>
            <h2>{t('forecast.title')}</h2>
            <ForecastSection runId={runId} line={line} />
          </section>
          <section>
            <h2>{t('panel.history')}</h2>
            <DecisionHistory decisions={line.decisions} />
          </section>
        </>
      ) : null}
    </aside>
  );
}

function Headline({ line }: { line: PlanLineDetail }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <p>
      {t(`panel.do.${line.kind}`, {
        pieces: formats.count(chosenQuantity(line)),
        from: nameIn(line.from, formats.language),
        to: nameIn(line.to, formats.language),
        cost: formats.unitMoney(chosenCost(line), line.currency),
        unitCost: formats.unitMoney(line.unitCost, line.currency),
        orderOn: formats.day(line.orderOn),
        shipOn: formats.day(line.shipOn),
        arriveOn: formats.day(line.arriveOn),
      })}{' '}
      <RiskMark probability={line.stockOutRisk} />
    </p>
  );
}

function Charts({ runId, line }: { runId: number; line: PlanLineDetail }) {
  const series = usePlanSeries(runId, line.item.id, line.to.id);
  if (series.isPending) return <Skeleton height={440} />;
  if (!series.data) return <TroubleNote error={series.error} retry={() => void series.refetch()} />;
  return <LineCharts series={series.data} orderUpTo={line.position?.orderUpTo ?? null} />;
}

function DecisionHistory({ decisions }: { decisions: readonly Decision[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (decisions.length === 0) return <p>{t('panel.noHistory')}</p>;
  return (
    <ol className="decision-history">
      {decisions.map((decision) => (
        <li key={`${decision.decidedAt} ${decision.state} ${decision.quantity}`}>
          <strong>{t(`state.${decision.state}`)}</strong>
          {decision.quantity === null
            ? ` · ${t('panel.asComputed')}`
            : ` · ${t('panel.ownPieces', { count: decision.quantity })}`}
          {decision.reason ? ` · ${decision.reason}` : ''}
          {decision.until
            ? ` · ${t('state.snoozedUntil', { day: formats.day(decision.until) })}`
            : ''}
          <div className="below">
            {decision.actor} · {formats.instant(decision.decidedAt)}
          </div>
        </li>
      ))}
    </ol>
  );
}
