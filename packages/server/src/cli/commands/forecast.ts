import type { PlanSeries } from '@stockwright/contract';
import { formatDay, parseDay } from '@stockwright/core/units';
import type { Command } from 'commander';
import { nameIn } from '../format.js';
import { chosenRun } from '../newest-run.js';
import type { Verbs } from '../program.js';
import { printTable } from '../table.js';
import type { Voice } from '../terminal.js';
import { idOf, limitOf } from '../values.js';

interface ForecastOptions {
  readonly item?: string;
  readonly location?: string;
  readonly plan?: number;
  readonly limit: number;
}

/** `stockwright forecast`: the demand distribution of chosen item-locations, as the plan saw it. */
export function forecastVerb(program: Command, verbs: Verbs): void {
  verbs
    .verb(
      program,
      'forecast',
      'help.forecast',
      'npx stockwright forecast --item 85123A --location UK-DC',
    )
    .option('--item <code>', verbs.word('option.item'))
    .option('--location <code>', verbs.word('option.location'))
    .option('--plan <id>', verbs.word('argument.plan'), idOf)
    .option('--limit <rows>', verbs.word('option.seriesLimit'), limitOf, 5)
    .action(async (options: ForecastOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { listPlanPositions, planSeries } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const runId = await chosenRun(store.database, options.plan);
        const { item, location, limit } = options;
        const page = await listPlanPositions(store.database, runId, { item, location, limit });
        const data: PlanSeries[] = [];
        for (const place of page.data) {
          session.signal.throwIfAborted();
          data.push(await planSeries(store, runId, place.item.id, place.location.id));
        }
        if (voice.json)
          return voice.object({
            runId,
            data: data.map(({ item, location, forecast }) => ({ item, location, forecast })),
            total: page.total,
          });
        if (data.length === 0) return voice.tell('forecast.none', { id: runId });
        for (const series of data) printForecast(voice, series);
        if (page.total > data.length)
          voice.tell('forecast.more', { shown: data.length, total: page.total });
      });
    });
}

function printForecast(voice: Voice, { item, location, forecast }: PlanSeries): void {
  voice.line(`${item.code}  ${nameIn(item, voice.language)}  @ ${location.code}`);
  const firstDay = parseDay(forecast.firstDay);
  const days = forecast.mean.map((mean, day) => ({ day, mean }));
  printTable(voice, days, [
    { header: voice.word('column.day'), value: ({ day }) => formatDay(firstDay + day) },
    { header: voice.word('column.mean'), value: ({ mean }) => mean.toFixed(2), align: 'right' },
    ...forecast.probabilities.map((probability, p) => ({
      header: `P${Math.round(probability * 1000) / 10}`,
      value: ({ day }: { day: number }) => forecast.quantiles[p][day],
      align: 'right' as const,
    })),
  ]);
  voice.line();
}
