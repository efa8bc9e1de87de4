import type { ForecastAccuracy } from '@stockwright/contract';
import type { Command } from 'commander';
import { change, count, nameIn, percent } from '../../format.js';
import { chosenRun } from '../../newest-run.js';
import type { Verbs } from '../../program.js';
import { cut, printTable } from '../../table.js';
import type { Voice } from '../../terminal.js';

interface Options {
  readonly plan?: number;
  readonly item?: string;
  readonly location?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** `stockwright forecast accuracy`: the forecast of a plan beside the sales since. */
export function accuracyVerb(forecast: Command, verbs: Verbs): void {
  verbs
    .verb(
      forecast,
      'accuracy',
      'help.forecastAccuracy',
      'npx stockwright forecast accuracy --plan 1',
    )
    .option('--cursor <text>', verbs.word('option.cursor'))
    .action(async (_options: object, command: Command) => {
      // The options that choose item-locations are those of `forecast` itself, which reads them.
      const { plan, item, location, limit = 20, cursor } = command.optsWithGlobals<Options>();
      const session = verbs.open(command);
      const { voice } = session;
      const { forecastAccuracy } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const runId = await chosenRun(store.database, plan);
        const accuracy = await forecastAccuracy(store, runId, {
          item,
          location,
          limit,
          cursor,
        });
        if (voice.json) return voice.object(accuracy);
        printAccuracy(voice, accuracy);
        voice.tellPage(accuracy);
      });
    });
}

function printAccuracy(voice: Voice, accuracy: ForecastAccuracy): void {
  const { language } = voice;
  const { overall } = accuracy;
  const pieces = (value: number) => count(value, language);
  const known = (value: number | null, form: (value: number) => string) =>
    value === null ? voice.word('accuracy.notKnown') : form(value);
  voice.line(
    voice.word('accuracy.title', {
      id: accuracy.runId,
      day: accuracy.asOf,
      from: accuracy.firstDay,
      to: accuracy.lastDay,
      series: accuracy.seriesCount,
    }),
  );
  voice.line(
    voice.word('accuracy.total', {
      forecast: pieces(overall.forecastPieces),
      actual: pieces(overall.actualPieces),
      bias: known(overall.bias, change),
      error: known(overall.relativeError, percent),
      coverage: known(overall.coverage80, percent),
    }),
  );
  if (overall.computedError !== overall.error)
    voice.line(
      voice.word('accuracy.byHand', {
        computed: pieces(overall.computedError),
        error: pieces(overall.error),
      }),
    );
  voice.line();
  printTable(voice, accuracy.data, [
    { header: voice.word('column.item'), value: (row) => row.item.code },
    { header: voice.word('column.name'), value: (row) => cut(nameIn(row.item, language), 30) },
    { header: voice.word('column.location'), value: (row) => row.location.code },
    {
      header: voice.word('column.forecast'),
      value: (row) => pieces(row.forecastPieces),
      align: 'right',
    },
    { header: voice.word('column.sold'), value: (row) => pieces(row.actualPieces), align: 'right' },
    { header: voice.word('column.bias'), value: (row) => known(row.bias, change), align: 'right' },
    { header: voice.word('column.error'), value: (row) => pieces(row.error), align: 'right' },
    {
      header: voice.word('column.coverage'),
      value: (row) => known(row.coverage80, percent),
      align: 'right',
    },
  ]);
}
