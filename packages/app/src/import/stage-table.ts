import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { type Duck, quoted } from '../history/duck.js';
import { makeDecoder } from './encodings.js';
import type { Header } from './header.js';
import { NormalisedRows } from './normalised-rows.js';
import type { OpenTable, TextTable } from './open-table.js';
import { RecordReader } from './records.js';

/** Name of the staged table in DuckDB: row, fault, c0, c1 … as text; blank rows are gone. */
export const STAGE = 'stage';

/**
 * Makes a file's rows below its header readable as the view `stage`: its row number as a spreadsheet
 * shows it, a fault of the text where there is one, and every column as text (null where blank).
 *
 * Text goes through a Parquet file in `folder`, so that several looks at it cost one parse. A plain file
 * is parsed by DuckDB in parallel; one that needs care by `RecordReader`.
 */
export async function stageTable(
  duck: Duck,
  table: OpenTable,
  header: Header,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const width = header.names.length;
  if (table.format === 'parquet') {
    const columns = table.columns.map(({ name, type }, i) => `${parquetText(name, type)} as c${i}`);
    await stageAs(
      duck,
      width,
      `select (file_row_number + 1)::integer as "row", null::varchar as fault, ${columns.join(', ')}
       from read_parquet(${quoted(table.path)}, binary_as_string = true, file_row_number = true)`,
    );
    return;
  }
  const staged = join(folder, 'stage.parquet');
  const headerRow = table.sample[header.at].row;
  if (table.format === 'csv' && table.isPlain) {
    const body = await stagePlain(duck, table, headerRow, width, staged);
    if (body) {
      await stageAs(duck, width, body);
      return;
    }
  }
  const rows =
    table.format === 'xlsx' ? table.path : await normaliseText(table, width, folder, signal);
  await duck.run(`copy (
      select "row"::integer as "row", coalesce(fault, case when extra is not null then 'tooManyColumns' end) as fault,
        ${texts(width)}
      from read_csv(${quoted(rows)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
        null_padding = true, strict_mode = false,
        columns = {'row': 'varchar', 'fault': 'varchar', ${columnTypes(width)}, 'extra': 'varchar'})
      where "row"::integer > ${headerRow}
    ) to ${quoted(staged)} (format parquet, compression lz4_raw)`);
  await stageAs(duck, width, `select * from read_parquet(${quoted(staged)})`);
}

/** In a plain file every line is a record; when DuckDB counts otherwise, it has misread it. */
async function stagePlain(
  duck: Duck,
  table: TextTable,
  headerRow: number,
  width: number,
  staged: string,
): Promise<string | null> {
  await duck.run(`copy (
      select case when extra is not null then 'tooManyColumns' end as fault, ${texts(width)}
      from read_csv(${quoted(table.path)}, header = false, skip = ${headerRow}, auto_detect = false,
        delim = ${quoted(table.delimiter)}, quote = '"', escape = '"', null_padding = true, strict_mode = false,
        columns = {${columnTypes(width)}, 'extra': 'varchar'})
    ) to ${quoted(staged)} (format parquet, compression lz4_raw)`);
  const { count } = await duck.row<{ count: number }>(
    `select count(*) as count from read_parquet(${quoted(staged)})`,
  );
  if (count !== table.lines - headerRow) return null;
  return `select (file_row_number + ${headerRow + 1})::integer as "row", fault, ${texts(width)}
    from read_parquet(${quoted(staged)}, file_row_number = true)`;
}

const columnTypes = (width: number) =>
  Array.from({ length: width }, (_, i) => `'c${i}': 'varchar'`).join(', ');

const texts = (width: number) => Array.from({ length: width }, (_, i) => `c${i}`).join(', ');

async function stageAs(duck: Duck, width: number, body: string): Promise<void> {
  const trimmed = Array.from(
    { length: width },
    (_, i) => `nullif(trim(c${i}, ' \t\r\u00a0\u3000'), '') as c${i}`,
  );
  const blank = Array.from({ length: width }, (_, i) => `c${i} is null`).join(' and ');
  await duck.run(`create or replace view ${STAGE} as
    select * from (select "row", fault, ${trimmed.join(', ')} from (${body}))
    where not (${blank}) or fault is not null`);
}

/** Codes that somebody's tool stored as floating point lose their ".0". */
function parquetText(name: string, type: string): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  return type === 'DOUBLE' || type === 'FLOAT'
    ? `regexp_replace(${column}::varchar, '\\.0$', '')`
    : `${column}::varchar`;
}

async function normaliseText(
  table: TextTable,
  width: number,
  folder: string,
  signal?: AbortSignal,
): Promise<string> {
  const target = join(folder, 'rows.csv');
  const rows = new NormalisedRows(target);
  const reader = new RecordReader(table.delimiter, width);
  const decoder = makeDecoder('utf-8', false);
  for await (const chunk of createReadStream(table.path, { highWaterMark: 1024 * 1024, signal }))
    for (const record of reader.read(decoder.decode(chunk as Buffer, { stream: true }), false))
      await rows.add(record);
  for (const record of reader.read(decoder.decode(), true)) await rows.add(record);
  await rows.end();
  return target;
}
