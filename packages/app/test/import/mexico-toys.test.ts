import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@stockwright/app';
import { expect, test } from 'vitest';
import { salesColumns, seriesHistory } from '../../src/history/index.js';
import { copyEmbedded } from '../support/databases.js';
import { houses } from './house.js';

const folder = fileURLToPath(new URL('../../../../../shared/data/mexico_toys/', import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.warn(`Skipped: ${folder} is not there (Mexico Toy Sales, for tests only)`);
const house = houses();

// Numbers from the set's README: 829,262 sales of 1,090,565 units, 35 products, 50 stores, 1,593 counts.
test.skipIf(!isThere)(
  'a chain of fifty toy shops is imported from its files as they are',
  async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'stockwright-toys-'));
    await copyEmbedded(join(scratch, 'db'));
    const database = await openDatabase({ folder: join(scratch, 'db') });
    try {
      const home = await house(database);
      const files = ['sales.parquet', 'products.csv', 'stores.csv', 'inventory.csv'];
      const report = await home.take(files.map((name) => join(folder, name)));
      expect(report.sources.map(({ kind, rows, rejected }) => [kind, rows, rejected])).toEqual([
        ['locations', 50, 0],
        ['items', 35, 0],
        ['sales', 829_262, 0],
        ['stock', 1593, 0],
      ]);
      const { lines, items, locations } = await salesColumns(home.store);
      expect([lines.count, items.length, locations.length]).toEqual([829_262, 35, 50]);
      expect(lines.quantity.reduce((sum, pieces) => sum + pieces, 0)).toBe(1_090_565);
      // The first line of its daily file: 35 units of product 21 at store 1 on 2022-01-01.
      const { day, sold } = await seriesHistory(home.store, '21', '1');
      expect([day[0], sold[0]]).toEqual([Date.UTC(2022, 0, 1) / 86_400_000, 35]);
      const daily = await home.take(join(folder, 'sales_daily.csv.gz'), { dryRun: true });
      expect(daily.sources[0]).toMatchObject({ kind: 'sales', rows: 88_291, state: 'checked' });
    } finally {
      await database.close();
      await rm(scratch, { recursive: true, force: true });
    }
  },
  300_000,
);
