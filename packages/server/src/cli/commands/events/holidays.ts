import type { Command } from 'commander';
import type { House } from '../../../composition.js';
import type { Verbs } from '../../program.js';
import { printTable } from '../../table.js';
import { collectCountries, dayOf } from '../../values.js';

interface HolidayOptions {
  readonly from?: string;
  readonly to?: string;
  readonly everywhere?: boolean;
  readonly actor: string;
}

/** `stockwright events holidays`: holidays and shopping days of countries into the calendar. */
export function holidaysVerb(events: Command, verbs: Verbs): void {
  verbs
    .verb(
      events,
      'holidays',
      'help.eventsHolidays',
      'npx stockwright events holidays\nnpx stockwright events holidays CN GB --from 2024-01-01 --to 2027-12-31',
    )
    .argument('[countries...]', verbs.word('argument.countries'), collectCountries)
    .option('--from <day>', verbs.word('option.touchFrom'), dayOf)
    .option('--to <day>', verbs.word('option.touchTo'), dayOf)
    .option('--everywhere', verbs.word('option.everywhere'))
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(
      async (
        countries: readonly string[] | undefined,
        options: HolidayOptions,
        command: Command,
      ) => {
        const session = verbs.open(command);
        const { voice } = session;
        const { seedHolidays } = await import('@stockwright/app');
        await session.withExistingHouse(async (house) => {
          const { everywhere, actor } = options;
          const usual = await usualDays(house);
          const fromDay = options.from ?? usual.fromDay;
          const toDay = options.to ?? usual.toDay;
          const reply = await seedHolidays(
            house.store.database,
            { countries, fromDay, toDay, everywhere },
            actor,
          );
          if (voice.json) return voice.object(reply);
          printTable(voice, reply.data, [
            { header: voice.word('column.country'), value: (row) => row.country },
            { header: voice.word('column.added'), value: (row) => row.added, align: 'right' },
            { header: voice.word('column.changed'), value: (row) => row.changed, align: 'right' },
            { header: voice.word('column.removed'), value: (row) => row.removed, align: 'right' },
            {
              header: voice.word('column.unchanged'),
              value: (row) => row.unchanged,
              align: 'right',
            },
          ]);
        });
      },
    );
}

/** From the year in which history begins to the end of the year after the later of history and today. */
async function usualDays({ store, today }: House): Promise<{ fromDay: string; toDay: string }> {
  const { status } = await import('@stockwright/app');
  const { historyFirstDay, historyLastDay } = await status(store);
  const year = (day: string | null) => Number((day ?? today()).slice(0, 4));
  return {
    fromDay: `${year(historyFirstDay)}-01-01`,
    toDay: `${Math.max(year(historyLastDay), year(null)) + 1}-12-31`,
  };
}
