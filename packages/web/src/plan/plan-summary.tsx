import { Badge, Button, Popover, Tooltip } from '@mantine/core';
import type { PlanRun, Source, Status } from '@stockwright/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSources } from '../api/queries.js';
import { useFormats } from '../i18n/format.js';
import { wordFor } from '../i18n/i18n.js';
import { useStartPlan } from '../jobs/start-plan.js';

/** The first line of the screen: what this plan is, what it comes to, and whether it can be trusted. */
export function PlanHeadline({ run, status }: { run: PlanRun; status: Status }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const startPlan = useStartPlan();
  const { summary } = run;
  const isOld = status.latestRunId !== null && status.latestRunId !== run.id;
  const isStale = status.latestRunId === run.id && status.latestRunIsStale;
  return (
    <section className="plan-headline" aria-label={t('headline.label')}>
      <div className="plan-title">
        <h1>{t('headline.title', { day: formats.day(run.asOf) })}</h1>
        <span className="below">
          {t('headline.made', { run: run.id, at: formats.instant(run.createdAt) })}
        </span>
      </div>
      <Figure
        label={t('headline.buy')}
        value={formats.shortMoney(summary.buyCost, summary.currency)}
      >
        {t('headline.lines', { count: summary.buyLineCount })}
        {' · '}
        {t('headline.orders', { count: summary.purchaseOrderCount })}
      </Figure>
      <Figure
        label={t('headline.transfer')}
        value={formats.shortMoney(summary.transferCost, summary.currency)}
      >
        {t('headline.lines', { count: summary.transferLineCount })}
        {' · '}
        {t('headline.orders', { count: summary.transferOrderCount })}
      </Figure>
      <Tooltip label={t('columnHint.valueAtRisk')} multiline w={280}>
        <div>
          <Figure
            label={t('headline.valueAtRisk')}
            value={formats.shortMoney(summary.valueAtRisk, summary.currency)}
          >
            {t('headline.items', { count: summary.itemCount })}
            {' · '}
            {t('headline.places', { count: summary.itemLocationCount })}
          </Figure>
        </div>
      </Tooltip>
      <div className="plan-trust">
        <SourcesNote run={run} hasAssumptions={status.hasAssumptions} />
        {isStale ? (
          <span className="mark stale">
            <WarningShape />
            {t('headline.stale')}
            <Button size="compact-xs" variant="default" onClick={() => startPlan({})}>
              {t('headline.planAgain')}
            </Button>
          </span>
        ) : null}
        {isOld ? (
          <span className="mark stale">
            <WarningShape />
            {t('headline.old')} <a href="/">{t('headline.newest')}</a>
          </span>
        ) : null}
      </div>
    </section>
  );
}

const WarningShape = () => (
  <svg width="13" height="13" viewBox="0 0 12 12" aria-hidden="true">
    <path d="M6 1 11.5 11H.5z" fill="currentColor" />
  </svg>
);

function Figure(props: { label: string; value: string; children: ReactNode }) {
  return (
    <div className="figure">
      <span className="figure-label">{props.label}</span>
      <span className="figure-value">{props.value}</span>
      <span className="below">{props.children}</span>
    </div>
  );
}

/** Which data the plan read. Assumptions are called so before anyone opens the list. */
function SourcesNote({ run, hasAssumptions }: { run: PlanRun; hasAssumptions: boolean }) {
  const { t } = useTranslation();
  const sources = useSources();
  const known = new Map(sources.data?.data.map((source) => [source.name, source]));
  const assumed = run.inputs.sources.some((source) => source.isAssumption) || hasAssumptions;
  const { history } = run.summary;
  const formats = useFormats();
  return (
    <Popover position="bottom-end" width={520} withArrow shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="subtle">
          {t('sources.button', { count: run.inputs.sources.length })}
          {assumed ? (
            <Badge ml={8} size="sm" variant="outline" color="orange" className="assumption">
              {t('sources.assumption')}
            </Badge>
          ) : null}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="sources-note">
          <h2>{t('sources.title')}</h2>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('sources.name')}</th>
                <th>{t('sources.kind')}</th>
                <th className="number">{t('sources.rows')}</th>
                <th>{t('sources.days')}</th>
              </tr>
            </thead>
            <tbody>
              {run.inputs.sources.map((source) => (
                <SourceRow
                  key={source.name}
                  name={source.name}
                  isAssumption={source.isAssumption}
                  versionId={source.versionId}
                  now={known.get(source.name)}
                />
              ))}
            </tbody>
          </table>
          {assumed ? <p>{t('sources.assumptionText')}</p> : null}
          <h2>{t('sources.history')}</h2>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('sources.fate')}</th>
                <th className="number">{t('sources.lines')}</th>
                <th className="number">{t('sources.pieces')}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(history)
                .filter(([, { lines }]) => lines > 0)
                .map(([fate, { lines, pieces }]) => (
                  <tr key={fate}>
                    <td>{wordFor('fate', fate)}</td>
                    <td className="number">{formats.count(lines)}</td>
                    <td className="number">{formats.count(pieces)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface SourceRowProps {
  readonly name: string;
  readonly isAssumption: boolean;
  readonly versionId: number;
  /** The source as it is today; the plan may have read an earlier version. */
  readonly now: Source | undefined;
}

function SourceRow({ name, isAssumption, versionId, now }: SourceRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <tr>
      <td>
        {name}
        {isAssumption ? <span className="assumption"> ◇ {t('sources.assumption')}</span> : null}
        {now && now.versionId !== versionId ? (
          <span className="below"> {t('sources.replaced')}</span>
        ) : null}
      </td>
      <td>{now ? wordFor('sourceKind', now.kind) : ''}</td>
      <td className="number">{now ? formats.count(now.rowCount) : ''}</td>
      <td>
        {now?.firstDay && now.lastDay
          ? `${formats.day(now.firstDay)} – ${formats.day(now.lastDay)}`
          : ''}
      </td>
    </tr>
  );
}
