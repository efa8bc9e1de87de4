import type { ForecastExplanation, PlanSeries } from '@stockwright/contract';
import { formatDay, parseDay } from '@stockwright/core/units';
import { printExplanation } from '../../explain-forecast.js';
import { nameIn } from '../../format.js';
import { chosenRun } from '../../newest-run.js';
import type { Session } from '../../session.js';
import { printTable } from '../../table.js';
import type { Voice } from '../../terminal.js';

export interface ShowOptions {
  readonly item?: string;
  readonly location?: string;
  readonly plan?: number;
  readonly limit?: number;
}

/** Shows the demand distribution of chosen item-locations, as the plan saw it, and why it is so. */
export async function showForecasts(
  session: Session,
  { item, location, plan, limit = 5 }: ShowOptions,
): Promise<void> {
  const { voice } = session;
  const { explainForecast, listPlanPositions, planSeries } = await import('@stockwright/app');
  await session.withExistingHouse(async ({ store }) => {
    const runId = await chosenRun(store.database, plan);
    const page = await listPlanPositions(store.database, runId, { item, location, limit });
    const data: { series: PlanSeries; explanation: ForecastExplanation }[] = [];
    for (const place of page.data) {
      session.signal.throwIfAborted();
      const ids = [runId, place.item.id, place.location.id] as const;
      data.push({
        series: await planSeries(store, ...ids),
        explanation: await explainForecast(store, ...ids),
      });
    }
    if (voice.json)
      return voice.object({
        runId,
        data: data.map(({ series: { item, location, forecast }, explanation }) => ({
          item,
          location,
          forecast,
          explanation,
        })),
        total: page.total,
      });
    if (data.length === 0) return voice.tell('forecast.none', { id: runId });
    for (const { series, explanation } of data) {
      voice.line(
        `${series.item.code}  ${nameIn(series.item, voice.language)}  @ ${series.location.code}`,
      );
      printExplanation(voice, explanation);
      voice.line();
      printForecast(voice, series);
    }
    if (page.total > data.length)
      voice.tell('forecast.more', { shown: data.length, total: page.total });
  });
}

/** The days: the mean as computed and, where people overrode it, as set; the quantiles in force. */
function printForecast(voice: Voice, { forecast }: PlanSeries): void {
  const { overridden } = forecast;
  const { quantiles } = overridden ?? forecast;
  const firstDay = parseDay(forecast.firstDay);
  const days = forecast.mean.map((mean, day) => ({ day, mean }));
  printTable(voice, days, [
    { header: voice.word('column.day'), value: ({ day }) => formatDay(firstDay + day) },
    { header: voice.word('column.mean'), value: ({ mean }) => mean.toFixed(2), align: 'right' },
    ...(overridden
      ? [
          {
            header: voice.word('column.overridden'),
            value: ({ day }: { day: number }) => overridden.mean[day].toFixed(2),
            align: 'right' as const,
          },
        ]
      : []),
    ...forecast.probabilities.map((probability, p) => ({
      header: `P${Math.round(probability * 1000) / 10}`,
      value: ({ day }: { day: number }) => quantiles[p][day],
      align: 'right' as const,
    })),
  ]);
  voice.line();
}
