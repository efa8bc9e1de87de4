import type { PlanSeries } from '@stockwright/contract';
import { formatDay, parseDay } from '@stockwright/core/units';
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import { DayAxis, frameOf, PieceAxis } from './axes.js';
import { axisTop, dailyBars, unobservedStretches, weeklyBars } from './bars.js';

export const RECENT_DAYS = 84;

interface DemandChartProps {
  readonly series: PlanSeries;
  readonly width: number;
  /** Every day of the last weeks, or the whole history by week. */
  readonly span: 'recent' | 'all';
}

/** Demand as it was (bars) and as it is expected (a fan of quantiles), in pieces per day. */
export function DemandChart({ series, width, span }: DemandChartProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const hatch = useId();
  const frame = frameOf(width, 210);
  // The last weeks are seen beside as many weeks ahead; the whole history beside the whole forecast.
  const forecast = useMemo(
    () => (span === 'recent' ? firstDays(series.forecast, RECENT_DAYS) : series.forecast),
    [series.forecast, span],
  );
  const forecastFirst = parseDay(forecast.firstDay);
  const forecastEnd = forecastFirst + forecast.mean.length;
  const bars = useMemo(
    () => (span === 'recent' ? dailyBars(series, RECENT_DAYS) : weeklyBars(series)),
    [series, span],
  );
  const top = axisTop(
    bars.map((bar) => bar.demandPerDay),
    Math.max(
      0,
      ...(forecast.quantiles.at(-1) ?? []),
      ...forecast.mean,
      ...(forecast.overridden?.mean ?? []),
    ),
  );
  const below = Math.min(top / 3, Math.max(0, ...bars.map((bar) => bar.returnedPerDay)));
  const firstDay = bars[0]?.first ?? forecastFirst;
  const x = scaleLinear([firstDay, forecastEnd], [frame.left, width - frame.right]);
  const roundTop = scaleLinear([0, top], [0, 1]).nice(4).domain()[1];
  const y = scaleLinear([-below, roundTop], [frame.height - frame.bottom, frame.top]);
  const [lowest, highest] = y.domain();

  // A day is a step from its midnight to the next; the last step is closed by repeating its value.
  const steps = (values: readonly number[]) =>
    [...values, values.at(-1) ?? 0].map((value, i): [number, number] => [forecastFirst + i, value]);
  const bands = forecast.probabilities
    .slice(0, Math.floor(forecast.probabilities.length / 2))
    .map((probability, i) => {
      const upper = forecast.quantiles[forecast.quantiles.length - 1 - i];
      const lower = forecast.quantiles[i];
      const path = area<[number, number]>()
        .x(([day]) => x(day))
        .y0((_, at) => y(lower[Math.min(at, lower.length - 1)]))
        .y1(([, value]) => y(value))
        .curve(curveStepAfter)(steps(upper));
      return { probability, path };
    });
  const stepLine = line<[number, number]>()
    .x(([day]) => x(day))
    .y(([, value]) => y(value))
    .curve(curveStepAfter);
  const mean = stepLine(steps(forecast.mean));
  const set = forecast.overridden ? stepLine(steps(forecast.overridden.mean)) : null;

  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const sold = sum(series.history.demand);
  return (
    <svg
      width={width}
      height={frame.height}
      role="img"
      aria-label={t('chart.demandSummary', {
        sold: formats.count(sold),
        from: formats.day(series.history.firstDay),
        days: formats.count(series.history.demand.length),
        expected: formats.count(sum(forecast.mean)),
        ahead: formats.count(forecast.mean.length),
      })}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6 6 0M-1 1 1-1M5 7 7 5" stroke="var(--chart-hatch)" />
        </pattern>
      </defs>
      <PieceAxis frame={frame} y={y} hidesNegative />
      {unobservedStretches(series)
        .filter((stretch) => stretch.end > firstDay)
        .map((stretch) => (
          <rect
            key={stretch.first}
            x={x(Math.max(stretch.first, firstDay))}
            width={x(stretch.end) - x(Math.max(stretch.first, firstDay))}
            y={frame.top}
            height={y(0) - frame.top}
            fill={`url(#${hatch})`}
          />
        ))}
      {bars.map((bar) => {
        const barWidth = Math.max(1, (x(bar.end) - x(bar.first)) * 0.82);
        const value = Math.min(bar.demandPerDay, highest);
        const back = Math.min(bar.returnedPerDay, -lowest);
        return (
          <g key={bar.first} transform={`translate(${x(bar.first)},0)`}>
            <title>
              {t('chart.bar', {
                day: formats.day(formatDay(bar.first)),
                demand: formats.decimal(bar.demandPerDay, span === 'recent' ? 0 : 1),
                returned: formats.decimal(bar.returnedPerDay, span === 'recent' ? 0 : 1),
              })}
            </title>
            <rect
              y={y(value)}
              width={barWidth}
              height={Math.max(0, y(0) - y(value))}
              fill="var(--chart-demand)"
            />
            {bar.demandPerDay > highest ? (
              <path
                d={`M0 ${frame.top + 5}h${barWidth}M0 ${frame.top + 9}h${barWidth}`}
                stroke="var(--raised)"
                strokeWidth="2"
              />
            ) : null}
            {back > 0 ? (
              <rect
                y={y(0)}
                width={barWidth}
                height={Math.max(1, y(-back) - y(0))}
                fill="var(--chart-returned)"
              />
            ) : null}
          </g>
        );
      })}
      {bands.map(({ probability, path }, i) => (
        <path
          key={probability}
          d={path ?? undefined}
          fill="var(--chart-fan)"
          opacity={0.16 + (0.16 * i) / bands.length}
        />
      ))}
      <path d={mean ?? undefined} fill="none" stroke="var(--chart-fan)" strokeWidth="2" />
      {set ? (
        <path d={set} fill="none" stroke="var(--mine)" strokeWidth="2" strokeDasharray="4 2" />
      ) : null}
      <line
        className="today"
        x1={x(forecastFirst)}
        x2={x(forecastFirst)}
        y1={frame.top}
        y2={frame.height - frame.bottom}
      />
      <DayAxis frame={frame} x={x} />
    </svg>
  );
}

const firstDays = (forecast: PlanSeries['forecast'], days: number): PlanSeries['forecast'] => ({
  ...forecast,
  mean: forecast.mean.slice(0, days),
  quantiles: forecast.quantiles.map((values) => values.slice(0, days)),
  overridden: forecast.overridden && {
    mean: forecast.overridden.mean.slice(0, days),
    quantiles: forecast.overridden.quantiles.map((values) => values.slice(0, days)),
  },
});
