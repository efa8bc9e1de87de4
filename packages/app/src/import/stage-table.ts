import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { type Duck, quoted } from '../history/duck.js';
import { makeDecoder } from './encodings.js';
import { type Footer, footerOf } from './footer.js';
import type { Header } from './header.js';
import { NormalisedRows } from './normalised-rows.js';
import type { OpenTable, TextTable } from './open-table.js';
import { RecordReader } from './records.js';

/**
 * Name of the staged rows in DuckDB: row, fault, c0, c1 … as text; blank rows are gone. Columns that are
 * used are trimmed, and null where blank.
 */
export const STAGE = 'stage';

/**
 * Makes a file's rows below its header readable as the view `stage`: its row number as a spreadsheet
 * shows it, a fault of the text where there is one, and every column as text.
 *
 * Text goes through a Parquet file in `folder`, so that several looks at it cost one parse. A plain file
 * is parsed by DuckDB in parallel; one that needs care by `RecordReader`.
 *
 * @returns the totals below the rows, which are no rows, or null
 */
export async function stageTable(
  duck: Duck,
  table: OpenTable,
  header: Header,
  folder: string,
  signal?: AbortSignal,
): Promise<Footer | null> {
  const width = header.names.length;
  const stage = { duck, header, width, path: join(folder, 'stage.parquet') };
  if (table.format === 'parquet') {
    const columns = table.columns.map(({ name, type }, i) => `${parquetText(name, type)} as c${i}`);
    await copyStage(
      stage,
      `select (file_row_number + 1)::integer as "row", null::varchar as fault, ${columns.join(', ')}
       from read_parquet(${quoted(table.path)}, binary_as_string = true, file_row_number = true)`,
      '"row", fault',
    );
    return viewStage(stage, '"row"');
  }
  const headerRow = table.sample[header.at].row;
  if (table.format === 'csv' && table.isPlain && (await copyPlain(stage, table, headerRow)))
    // Rows are written in the order of the file, so their place in it is their line.
    return viewStage(stage, `(file_row_number + ${headerRow + 1})::integer`);
  const rows =
    table.format === 'xlsx' ? table.path : await normaliseText(table, width, folder, signal);
  await copyStage(
    stage,
    `select "row"::integer as "row", coalesce(fault, case when extra is not null then 'tooManyColumns' end) as fault,
       ${texts(width)}
     from read_csv(${quoted(rows)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
       null_padding = true, strict_mode = false,
       columns = {'row': 'varchar', 'fault': 'varchar', ${columnTypes(width)}, 'extra': 'varchar'})
     where "row"::integer > ${headerRow}`,
    '"row", fault',
  );
  return viewStage(stage, '"row"');
}

interface Stage {
  readonly duck: Duck;
  readonly header: Header;
  readonly width: number;
  readonly path: string;
}

/** In a plain file every line is a record; when DuckDB counts otherwise, it has misread it. */
async function copyPlain(stage: Stage, table: TextTable, headerRow: number): Promise<boolean> {
  const { duck, width, path } = stage;
  await copyStage(
    stage,
    `select case when extra is not null then 'tooManyColumns' end as fault, ${texts(width)}
     from read_csv(${quoted(table.path)}, header = false, skip = ${headerRow}, auto_detect = false,
       delim = ${quoted(table.delimiter)}, quote = '"', escape = '"', null_padding = true, strict_mode = false,
       columns = {${columnTypes(width)}, 'extra': 'varchar'})`,
    'fault',
  );
  const { count } = await duck.row<{ count: number }>(
    `select count(*) as count from read_parquet(${quoted(path)})`,
  );
  return count === table.lines - headerRow;
}

/** Writes rows of text to the stage's Parquet file, the columns that are used trimmed. */
async function copyStage(
  { duck, header, width, path }: Stage,
  body: string,
  leading: string,
): Promise<void> {
  const used = new Set(header.columns.map(({ column }) => column));
  const columns = Array.from({ length: width }, (_, i) =>
    used.has(i) ? `${trimmed(`c${i}`)} as c${i}` : `c${i}`,
  );
  await duck.run(`copy (select ${leading}, ${columns.join(', ')} from (${body}))
    to ${quoted(path)} (format parquet, compression lz4_raw)`);
}

/** Rows at the end of a file among which its totals are looked for. */
const TAIL_ROWS = 20;

async function viewStage(
  { duck, header, width, path }: Stage,
  row: string,
): Promise<Footer | null> {
  const blank = Array.from({ length: width }, (_, i) => `c${i} is null`).join(' and ');
  const file = `read_parquet(${quoted(path)}, file_row_number = true)`;
  const filled = `(fault is not null or not (${blank}))`;
  const { count } = await duck.row<{ count: number }>(`select count(*) as count from ${file}`);
  const tail = await duck.rows<Record<string, string | number | null>>(
    `select ${row} as "row", ${texts(width)} from ${file}
     where file_row_number >= ${count - TAIL_ROWS} and ${filled} order by file_row_number desc`,
  );
  const footer = footerOf(
    tail.map((record) => ({
      row: Number(record.row),
      fields: header.names.map((_, i) => String(record[`c${i}`] ?? '')),
    })),
    header,
  );
  const above = footer ? `and ${row} < ${footer.row}` : '';
  await duck.run(`create or replace view ${STAGE} as
    select ${row} as "row", fault, ${texts(width)} from ${file} where ${filled} ${above}`);
  return footer;
}

const SPACES = [' ', '\t', '\r', '\u00a0', '\u3000'];

/** Trimming costs more than parsing; most texts show cheaply that they need none. */
function trimmed(x: string): string {
  const ends = SPACES.map((space) => `ends_with(${x}, ${quoted(space)})`).join(' or ');
  return `nullif(case when ${x} < '!' or ${x} >= '\u0080' or ${ends}
    then trim(${x}, ${quoted(SPACES.join(''))}) else ${x} end, '')`;
}

const columnTypes = (width: number) =>
  Array.from({ length: width }, (_, i) => `'c${i}': 'varchar'`).join(', ');

const texts = (width: number) => Array.from({ length: width }, (_, i) => `c${i}`).join(', ');

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
