import type { ForecastOverride } from '@stockwright/contract';
import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { whatIn, whereIn } from '../../scope-words.js';
import { cut, printTable } from '../../table.js';
import type { Voice } from '../../terminal.js';
import { dayOf, limitOf } from '../../values.js';

interface ListOptions {
  readonly item?: string;
  readonly location?: string;
  readonly from?: string;
  readonly to?: string;
  readonly withdrawn?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

/** `stockwright override list`: the overrides there are. */
export function listVerb(override: Command, verbs: Verbs): void {
  verbs
    .verb(override, 'list', 'help.overrideList', 'npx stockwright override list --item BEAR', {
      isDefault: true,
    })
    .option('--item <code>', verbs.word('option.item'))
    .option('--location <code>', verbs.word('option.location'))
    .option('--from <day>', verbs.word('option.touchFrom'), dayOf)
    .option('--to <day>', verbs.word('option.touchTo'), dayOf)
    .option('--withdrawn', verbs.word('option.withdrawn'))
    .option('--limit <rows>', verbs.word('option.limit'), limitOf, 50)
    .option('--cursor <text>', verbs.word('option.cursor'))
    .action(async ({ withdrawn, ...query }: ListOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { listOverrides } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const page = await listOverrides(store.database, { ...query, inForce: !withdrawn });
        if (voice.json) return voice.object(page);
        if (page.total === 0) return voice.tell('override.none');
        printOverrides(voice, page.data);
        voice.tellPage(page);
      });
    });
}

/** Overrides as a table. */
export function printOverrides(voice: Voice, overrides: readonly ForecastOverride[]): void {
  printTable(voice, overrides, [
    { header: voice.word('column.id'), value: (row) => row.id, align: 'right' },
    { header: voice.word('column.firstDay'), value: (row) => row.fromDay },
    { header: voice.word('column.lastDay'), value: (row) => row.toDay },
    { header: voice.word('column.what'), value: (row) => whatIn(voice, row) },
    { header: voice.word('column.where'), value: (row) => whereIn(voice, row) },
    { header: voice.word('column.kind'), value: (row) => voice.state(row.kind) },
    { header: voice.word('column.value'), value: (row) => row.value, align: 'right' },
    { header: voice.word('column.reason'), value: (row) => cut(row.reason, 40) },
    { header: voice.word('column.actor'), value: (row) => row.actor },
    {
      header: voice.word('column.state'),
      value: (row) => (row.withdrawal ? voice.word('word.withdrawn') : ''),
    },
  ]);
}
