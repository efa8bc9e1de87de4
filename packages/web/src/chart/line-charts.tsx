import { SegmentedControl, Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { PlanSeries } from '@stockwright/contract';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import './chart.css';
import { DemandChart, RECENT_DAYS } from './demand-chart.js';
import { StockChart } from './stock-chart.js';

/** The two pictures of a line: demand behind and ahead, and the stock that comes of it. */
export function LineCharts({
  series,
  orderUpTo,
}: {
  series: PlanSeries;
  orderUpTo: number | null;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { ref, width } = useElementSize();
  const isLong = series.history.demand.length > RECENT_DAYS;
  const [span, setSpan] = useState<'recent' | 'all'>('recent');
  const { probabilities } = series.forecast;
  const outer = probabilities[0] ?? 0.05;
  return (
    <div ref={ref}>
      <figure className="chart">
        <div className="chart-head">
          <h3>{t('chart.demand')}</h3>
          {isLong ? (
            <SegmentedControl
              size="xs"
              value={span}
              onChange={(value) => setSpan(value === 'all' ? 'all' : 'recent')}
              aria-label={t('chart.span')}
              data={[
                { value: 'recent', label: t('chart.recent', { count: RECENT_DAYS / 7 }) },
                { value: 'all', label: t('chart.all') },
              ]}
            />
          ) : null}
        </div>
        {width > 0 ? (
          <DemandChart series={series} width={width} span={isLong ? span : 'recent'} />
        ) : (
          <Skeleton height={210} />
        )}
        <ul className="legend">
          <Key text={t(isLong && span === 'all' ? 'chart.soldWeekly' : 'chart.soldDaily')}>
            <rect y="1" width="7" height="11" fill="var(--chart-demand)" />
          </Key>
          <Key text={t('chart.returned')}>
            <rect y="5" width="7" height="7" fill="var(--chart-returned)" />
          </Key>
          <Key text={t('chart.expected')}>
            <path d="M0 6h16" stroke="var(--chart-fan)" strokeWidth="2" />
          </Key>
          {series.forecast.overridden ? (
            <Key text={t('chart.set')}>
              <path d="M0 6h16" stroke="var(--mine)" strokeWidth="2" strokeDasharray="4 2" />
            </Key>
          ) : null}
          <Key
            text={t('chart.fan', { low: formats.percent(outer), high: formats.percent(1 - outer) })}
          >
            <rect y="1" width="16" height="10" fill="var(--chart-fan)" opacity="0.3" />
          </Key>
          {series.history.observed.includes(false) ? (
            <Key text={t('chart.unobserved')}>
              <path d="M0 12 12 0M4 12 16 0M-4 8 4 0" stroke="var(--chart-hatch)" />
            </Key>
          ) : null}
        </ul>
      </figure>
      <figure className="chart">
        <div className="chart-head">
          <h3>{t('chart.stock')}</h3>
        </div>
        {width > 0 ? (
          <StockChart series={series} width={width} orderUpTo={orderUpTo} />
        ) : (
          <Skeleton height={190} />
        )}
        <ul className="legend">
          <Key text={t('chart.withPlan')}>
            <path d="M0 6h16" stroke="var(--chart-with)" strokeWidth="2" />
          </Key>
          <Key text={t('chart.withoutPlan')}>
            <path d="M0 6h16" stroke="var(--chart-without)" strokeWidth="2" strokeDasharray="5 3" />
          </Key>
          {orderUpTo === null ? null : (
            <Key text={t('chart.level')}>
              <path d="M0 6h16" stroke="var(--chart-level)" strokeWidth="2" strokeDasharray="2 3" />
            </Key>
          )}
          <Key text={t('chart.planned')}>
            <path d="M8 11 3 3h10z" fill="var(--chart-with)" />
          </Key>
          <Key text={t('chart.coming')}>
            <path d="M8 11 3 3h10z" fill="none" stroke="var(--chart-with)" strokeWidth="1.5" />
          </Key>
        </ul>
      </figure>
    </div>
  );
}

function Key({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li>
      <svg width="16" height="12" aria-hidden="true">
        {children}
      </svg>
      {text}
    </li>
  );
}
