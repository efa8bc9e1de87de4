/**
 * Packs the original CSV of the set (see CARD.md) as `sales.parquet`: the same eight columns and rows in
 * the same order, typed.
 *
 *     npx tsx --conditions=stockwright-source data/online-retail/pack-sales.ts <online_retail.csv.gz>
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quoted, withDuck } from '../../packages/app/src/history/index.js';

const [, , csv] = process.argv;
if (!csv) throw new Error('Give the path of the original CSV');
const target = fileURLToPath(new URL('sales.parquet', import.meta.url));

await withDuck({ tempFolder: join(tmpdir(), 'pack-sales') }, (duck) =>
  duck.run(`copy (
      select "InvoiceNo", "StockCode", "Description", "Quantity"::integer as "Quantity",
        "InvoiceDate"::timestamp as "InvoiceDate", "UnitPrice"::decimal(18, 3) as "UnitPrice",
        "CustomerID"::integer as "CustomerID", "Country"
      from read_csv(${quoted(csv)}, header = true, all_varchar = true)
    ) to ${quoted(target)} (format parquet, compression zstd, compression_level 19, row_group_size 500000,
      parquet_version v2)`),
);
