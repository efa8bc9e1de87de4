import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { quoted, withDuck } from '../../packages/app/src/history/index.js';
import type { Bench, BenchRow } from '../src/harness/bench-shape.js';

const SHIPPED = fileURLToPath(new URL('../../data/online-retail/sales.parquet', import.meta.url));
const CHILD = fileURLToPath(new URL('../src/import-in-child.ts', import.meta.url));
const SHIPPED_ROWS = 431_673;
const TARGET_SECONDS = 60;
const TARGET_MIB = 2048;

interface Run {
  readonly seconds: number;
  readonly peakMiB: number;
  readonly rows: number;
  readonly rejected: number;
}

/**
 * Ten million lines of sales, the real ones over and over with one in a thousand made bad, from CSV to
 * history with rejects written. The peer is DuckDB alone turning the same CSV into Parquet: no types
 * decided, no rejects told, no codes checked, nothing landed in a database.
 */
const bench: Bench = {
  name: 'import',
  describe: '10 million sales rows from CSV, 0.1 % of them bad: seconds, rows/s, peak memory',
  async run({ seed, quick, log, version }) {
    const rows = quick ? 200_000 : 10_000_000;
    const folder = await mkdtemp(join(tmpdir(), 'stockwright-bench-import-'));
    try {
      const csv = join(folder, 'sales.csv');
      const bad = await makeRows(csv, rows, seed);
      log(`${rows} rows, ${bad} of them bad, ${((await stat(csv)).size / 1e6).toFixed(0)} MB`);
      version('@duckdb/node-api', duckdbVersion());
      const ours = await inChild('ours', csv, join(folder, 'data'));
      log(`ours: ${ours.seconds.toFixed(1)} s, ${ours.rejected} rows set aside`);
      if (ours.rows !== rows || ours.rejected !== bad)
        throw new Error(
          `Expected ${rows} rows with ${bad} bad, got ${ours.rows} with ${ours.rejected}`,
        );
      const peer = await inChild('duckdb', csv, join(folder, 'peer.parquet'));
      log(`DuckDB alone: ${peer.seconds.toFixed(1)} s, ${peer.rows} rows kept`);
      return table(rows, bad, ours, peer);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
export default bench;

/** Writes the CSV. @returns how many rows were made bad: a quantity, a date or an item that is none */
const makeRows = (csv: string, rows: number, seed: number): Promise<number> =>
  withDuck({ tempFolder: `${csv}.tmp` }, async (duck) => {
    const times = Math.ceil(rows / SHIPPED_ROWS);
    await duck.run(`create view made as
      select *, md5_number_lower(${quoted(`${seed}:`)} || n) % 1000 as fate
      from (select row_number() over () as n, s.* from range(${times}) r, read_parquet(${quoted(SHIPPED)}) s)
      where n <= ${rows}`);
    await duck.run(`copy (
      select "InvoiceNo",
        case when fate = 0 and n % 3 = 0 then null else "StockCode" end as "StockCode", "Description",
        case when fate = 0 and n % 3 = 1 then 'six' else "Quantity"::varchar end as "Quantity",
        case when fate = 0 and n % 3 = 2 then '2011-02-30 12:00:00'
          else strftime("InvoiceDate", '%Y-%m-%d %H:%M:%S') end as "InvoiceDate",
        "UnitPrice", "CustomerID", "Country"
      from made) to ${quoted(csv)} (format csv, header true)`);
    const { bad } = await duck.row<{ bad: number }>(
      'select count(*) as bad from made where fate = 0',
    );
    return bad;
  });

async function inChild(way: 'ours' | 'duckdb', csv: string, target: string): Promise<Run> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    '--conditions=stockwright-source',
    CHILD,
    way,
    csv,
    target,
  ]);
  return JSON.parse(stdout) as Run;
}

function duckdbVersion(): string {
  const app = createRequire(new URL('../../packages/app/package.json', import.meta.url));
  return (app('@duckdb/node-api/package.json') as { version: string }).version;
}

function table(rows: number, bad: number, ours: Run, peer: Run): BenchRow[] {
  const set = `online retail × ${(rows / SHIPPED_ROWS).toFixed(1)}, ${rows} rows, ${bad} bad`;
  const isFull = rows === 10_000_000;
  const against = (value: number, peerValue: number, ratio: number) => ({
    value,
    peer: 'DuckDB COPY, CSV to Parquet',
    peerValue,
    ratio,
  });
  const promised = (target: number, met: boolean) => (isFull ? { target, met } : {});
  const { seconds, peakMiB } = ours;
  return [
    {
      set,
      method: 'import',
      metric: 'wall',
      unit: 's',
      ...against(seconds, peer.seconds, peer.seconds / seconds),
      ...promised(TARGET_SECONDS, seconds < TARGET_SECONDS),
    },
    {
      set,
      method: 'import',
      metric: 'rows/s',
      unit: '1/s',
      ...against(rows / seconds, rows / peer.seconds, peer.seconds / seconds),
    },
    {
      set,
      method: 'import',
      metric: 'peak memory',
      unit: 'MiB',
      ...against(peakMiB, peer.peakMiB, peer.peakMiB / peakMiB),
      ...promised(TARGET_MIB, peakMiB < TARGET_MIB),
    },
    { set, method: 'import', metric: 'rejects found', unit: 'rows', value: ours.rejected },
  ];
}
