import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@stockwright/app';
import { expect, test } from 'vitest';
import { derive } from '../../../../data/online-retail/derive.js';
import { salesColumns } from '../../src/history/index.js';
import { copyEmbedded } from '../support/databases.js';
import { houses } from './house.js';

const folder = fileURLToPath(new URL('../../../../data/online-retail/', import.meta.url));
const house = houses();

test('the shipped files follow from the sales and the assumptions beside them', async () => {
  for (const [name, text] of await derive())
    expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text);
});

test('the shipped folder is imported as it is, and what is assumed is called so', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'stockwright-retail-'));
  await copyEmbedded(join(scratch, 'db'));
  const database = await openDatabase({ folder: join(scratch, 'db') });
  try {
    const home = await house(database);
    const report = await home.take(folder);
    expect(report.skipped).toEqual([]);
    expect(
      report.sources.map((source) => [source.source, source.rejected, source.isAssumption]),
    ).toEqual([
      ['locations.csv', 0, true],
      ['suppliers.csv', 0, true],
      ['products.csv', 0, false],
      ['lanes.csv', 0, true],
      ['item-supply.csv', 0, true],
      ['sales.parquet', 0, false],
      ['stock.csv', 0, true],
      ['on-order.csv', 0, true],
    ]);
    // 431,673 lines, 7,852 of them cancellations (CARD.md); all are kept, the exact duplicates too.
    const { lines, locations, items } = await salesColumns(home.store);
    expect(lines.count).toBe(431_673);
    expect(lines.isCancellation.reduce((sum, flag) => sum + flag, 0)).toBe(7852);
    expect(locations).toEqual(['EU-DC', 'SHOP-BHM', 'SHOP-EDI', 'SHOP-LON', 'SHOP-MAN', 'UK-DC']);
    expect(items).toHaveLength(3913);
    const count = async (sql: string) => (await database.execute<{ n: number }>(sql)).rows[0].n;
    expect(await count('select count(*) as n from item where is_service')).toBe(16);
    expect(await count('select count(*) as n from location where not is_assumption')).toBe(0);
    expect(await count('select count(*) as n from lane where not is_assumption')).toBe(0);
    expect(await count('select count(*) as n from item_supply where not is_assumption')).toBe(0);
    // Every unit of stock and every unit on order is in the journal.
    expect(await count('select coalesce(sum(on_hand), 0) as n from stock_balance')).toBe(
      await count(`select sum(quantity) as n from movement where bucket = 'on_hand'`),
    );
    expect(await count('select count(distinct supply_order_id) as n from movement')).toBe(5);
  } finally {
    await database.close();
    await rm(scratch, { recursive: true, force: true });
  }
}, 300_000);
