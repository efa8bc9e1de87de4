import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { repository } from './support.js';

const SHIPPED = join(repository, 'data', 'online-retail');

/**
 * The shipped data of a real retailer cut down to its best-selling items, so that import and plan take
 * seconds: every sale of these items, their stock and supply, and all places, suppliers and lanes.
 */
export async function writeRealShop(folder: string, itemCount: number): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const sales = `read_parquet('${join(SHIPPED, 'sales.parquet')}')`;
  const best = await connection.runAndReadAll(
    `select upper(StockCode) from ${sales} where Quantity > 0 and regexp_matches(StockCode, '^[0-9]')
     group by 1 order by sum(Quantity * UnitPrice) desc, 1 limit ${itemCount}`,
  );
  const items = new Set(best.getRows().map(([code]) => String(code)));
  const list = [...items].map((code) => `'${code}'`).join(',');
  await connection.run(
    `copy (select * from ${sales} where upper(StockCode) in (${list}))
     to '${join(folder, 'sales.parquet')}' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();

  for (const name of ['locations.csv', 'suppliers.csv', 'lanes.csv', 'mapping.json'])
    copyFileSync(join(SHIPPED, name), join(folder, name));
  for (const name of ['products.csv', 'item-supply.csv', 'stock.csv', 'on-order.csv']) {
    const [header, ...rows] = readFileSync(join(SHIPPED, name), 'utf8').trimEnd().split('\n');
    const at = header.split(',').indexOf('item');
    const kept = rows.filter((row) => items.has(row.split(',')[at]));
    writeFileSync(join(folder, name), `${[header, ...kept].join('\n')}\n`);
  }
  return folder;
}
