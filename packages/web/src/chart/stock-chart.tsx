import type { PlanSeries } from '@stockwright/contract';
import { parseDay } from '@stockwright/core/units';
import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import { DayAxis, frameOf, PieceAxis } from './axes.js';

interface StockChartProps {
  readonly series: PlanSeries;
  readonly width: number;
  /** Null where the line has no position of its own. */
  readonly orderUpTo: number | null;
}

/** Stock expected at the end of each day, with the plan and without, and what arrives when. */
export function StockChart({ series, width, orderUpTo }: StockChartProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const frame = frameOf(width, 190);
  const { stock } = series;
  const first = parseDay(stock.firstDay);
  const end = first + stock.withPlan.length;
  const highest = Math.max(1, ...stock.withPlan, ...stock.withoutPlan);
  // The level counts what is on order and, in a place that feeds others, their stock as well. Where it
  // towers over the stock here it is named at the top instead of pressing the curves flat.
  const levelIsAbove = orderUpTo !== null && orderUpTo > 2.5 * highest;
  const values = [highest, levelIsAbove ? 0 : (orderUpTo ?? 0), ...stock.withoutPlan];
  const x = scaleLinear([first, end], [frame.left, width - frame.right]);
  const y = scaleLinear(
    [Math.min(0, ...values), Math.max(...values)],
    [frame.height - frame.bottom, frame.top + 10],
  ).nice(4);
  const path = (days: readonly number[]) =>
    line<number>()
      .x((_, i) => x(first + i))
      .y((value) => y(value))
      .curve(curveStepAfter)([...days, days.at(-1) ?? 0]) ?? undefined;
  const emptyOn = (days: readonly number[]) => days.findIndex((pieces) => pieces < 0.5);
  const without = emptyOn(stock.withoutPlan);
  const within = emptyOn(stock.withPlan);
  return (
    <svg
      width={width}
      height={frame.height}
      role="img"
      aria-label={[
        without < 0
          ? t('chart.neverEmptyWithout')
          : t('chart.emptyWithout', { count: without + 1 }),
        within < 0 ? t('chart.neverEmptyWith') : t('chart.emptyWith', { count: within + 1 }),
      ].join(' ')}
    >
      <PieceAxis frame={frame} y={y} />
      {levelIsAbove ? (
        <text className="level-above" x={width - frame.right} y={frame.top} textAnchor="end">
          {t('chart.level')} {formats.count(orderUpTo)} ↑
        </text>
      ) : null}
      {orderUpTo === null || levelIsAbove ? null : (
        <line
          x1={frame.left}
          x2={width - frame.right}
          y1={y(orderUpTo)}
          y2={y(orderUpTo)}
          stroke="var(--chart-level)"
          strokeWidth="1.5"
          strokeDasharray="2 4"
        />
      )}
      <path
        d={path(stock.withoutPlan)}
        fill="none"
        stroke="var(--chart-without)"
        strokeWidth="2"
        strokeDasharray="6 4"
      />
      <path d={path(stock.withPlan)} fill="none" stroke="var(--chart-with)" strokeWidth="2" />
      {stock.receipts
        .map((receipt) => ({ ...receipt, at: parseDay(receipt.day) }))
        .filter(({ at }) => at >= first && at < end)
        .map(({ at, day, quantity, planned }) => (
          <g key={`${day} ${quantity} ${planned}`} transform={`translate(${x(at)},0)`}>
            <title>
              {t(planned ? 'chart.receiptPlanned' : 'chart.receiptComing', {
                day: formats.day(day),
                pieces: formats.count(quantity),
              })}
            </title>
            <line
              y1={y(0)}
              y2={frame.top + 6}
              stroke="var(--chart-with)"
              opacity="0.35"
              strokeDasharray="1 3"
            />
            <path
              d={`M0 ${frame.top + 9}l-5-8h10z`}
              fill={planned ? 'var(--chart-with)' : 'var(--raised)'}
              stroke="var(--chart-with)"
              strokeWidth="1.5"
            />
          </g>
        ))}
      <DayAxis frame={frame} x={x} />
    </svg>
  );
}
