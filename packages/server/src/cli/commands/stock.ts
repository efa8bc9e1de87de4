import type { Command } from 'commander';
import { nameIn } from '../format.js';
import type { Verbs } from '../program.js';
import { cut, printTable } from '../table.js';
import { UsageError } from '../usage.js';
import { limitOf } from '../values.js';

interface StockOptions {
  readonly item?: string;
  readonly location?: string;
  readonly movements?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

/** `stockwright stock`: what lies where, and the journal behind it. */
export function stockVerb(program: Command, verbs: Verbs): void {
  verbs
    .verb(program, 'stock', 'help.stock', 'npx stockwright stock --location UK-DC')
    .option('--item <code>', verbs.word('option.item'))
    .option('--location <code>', verbs.word('option.location'))
    .option('--movements', verbs.word('option.movements'))
    .option('--limit <rows>', verbs.word('option.limit'), limitOf, 50)
    .option('--cursor <text>', verbs.word('option.cursor'))
    .action(async (options: StockOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { listMovements, listStock, refuseUnknownPlace } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const { item, location, limit, cursor } = options;
        if (options.movements) {
          if (!item || !location) throw new UsageError('usage.movementsNeedPlace');
          const { data } = await listMovements(store.database, { item, location });
          if (voice.json) return voice.object({ data });
          return printTable(voice, data, [
            { header: voice.word('column.day'), value: (row) => row.occurredOn },
            { header: voice.word('column.bucket'), value: (row) => row.bucket },
            { header: voice.word('column.kind'), value: (row) => row.kind },
            { header: voice.word('column.pieces'), value: (row) => row.quantity, align: 'right' },
            { header: voice.word('column.actor'), value: (row) => row.actor },
            { header: voice.word('column.reason'), value: (row) => row.reason },
          ]);
        }
        const page = await listStock(store.database, { item, location, limit, cursor });
        if (voice.json) return voice.object(page);
        if (page.total === 0) {
          await refuseUnknownPlace(store.database, { item, location });
          return voice.tell(item || location ? 'stock.noMatch' : 'stock.none');
        }
        printTable(voice, page.data, [
          { header: voice.word('column.location'), value: (row) => row.location.code },
          { header: voice.word('column.item'), value: (row) => row.item.code },
          {
            header: voice.word('column.name'),
            value: (row) => cut(nameIn(row.item, voice.language), 36),
          },
          { header: voice.word('column.onHand'), value: (row) => row.onHand, align: 'right' },
          { header: voice.word('column.held'), value: (row) => row.held, align: 'right' },
          { header: voice.word('column.reserved'), value: (row) => row.reserved, align: 'right' },
          { header: voice.word('column.onOrder'), value: (row) => row.onOrder, align: 'right' },
          { header: voice.word('column.inTransit'), value: (row) => row.inTransit, align: 'right' },
        ]);
        voice.tellPage(page);
      });
    });
}
