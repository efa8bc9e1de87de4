import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Duck, quoted } from '../history/duck.js';
import { Problem } from '../problem.js';
import { fileProblem } from '../store/file-problems.js';
import { guessEncoding, looksBinary, makeDecoder, toUtf8 } from './encodings.js';
import { guessDelimiter, RecordReader, type TextRecord } from './records.js';
import { scanText } from './scan-text.js';
import { readWorkbook } from './workbook.js';

/** Rows among which the header is looked for. */
export const SAMPLE_ROWS = 60;
const SAMPLE_BYTES = 256 * 1024;

interface TableBasics {
  readonly fileName: string;
  /** Digest of the content, of what was compressed where it was. */
  readonly sha256: string;
  readonly isGzip: boolean;
}

/** Delimited text as a plain UTF-8 file. */
export interface TextTable extends TableBasics {
  readonly format: 'csv';
  readonly path: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly sample: readonly TextRecord[];
  readonly lines: number;
  /** See `TextScan.isPlain`. */
  readonly isPlain: boolean;
}

export interface WorkbookTable extends TableBasics {
  readonly format: 'xlsx';
  readonly sheet: string;
  /** The sheet as normalised rows. */
  readonly path: string;
  readonly rows: number;
  readonly sample: readonly TextRecord[];
}

export interface ParquetTable extends TableBasics {
  readonly format: 'parquet';
  readonly path: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: number;
}

export type OpenTable = TextTable | WorkbookTable | ParquetTable;

export interface OpenSettings {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  /** Folder for what is unpacked or rewritten; made when absent. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/**
 * Opens a file of any kind that is understood, whatever its name says: by its first bytes. A workbook
 * gives one table per sheet.
 *
 * @throws Problem `import.*` or `file.*` where the file is empty, damaged, unreadable or no table
 */
export async function openTables(
  path: string,
  settings: OpenSettings,
  duck: Duck,
): Promise<OpenTable[]> {
  const fileName = basename(path);
  try {
    await mkdir(settings.folder, { recursive: true });
    let start = await firstBytes(path);
    if (start.length === 0) throw new Problem('import.emptyFile', { file: fileName });
    let plain = path;
    const isGzip = start[0] === 0x1f && start[1] === 0x8b;
    if (/\.gz$/i.test(fileName) && !isGzip) throw new Problem('import.notGzip', { file: fileName });
    if (isGzip) {
      plain = join(settings.folder, 'unpacked');
      await unpack(path, plain, fileName, settings.signal);
      start = await firstBytes(plain);
      if (start.length === 0) throw new Problem('import.emptyFile', { file: fileName });
    }
    const basics = { fileName, isGzip };
    const format = formatOf(start, fileName);
    if (format === 'parquet') return [await openParquet(plain, basics, settings, duck)];
    if (format === 'xlsx') return await openWorkbook(plain, basics, settings);
    return [await openText(plain, basics, settings)];
  } catch (error) {
    throw fileProblem(error, path, 'read');
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  if ((await stat(path)).isDirectory()) throw new Problem('import.nothingFound', { path });
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(4096);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function unpack(path: string, target: string, fileName: string, signal?: AbortSignal) {
  try {
    await pipeline(createReadStream(path), createGunzip(), createWriteStream(target), { signal });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    const reason = error instanceof Error ? error.message : code;
    throw new Problem('import.brokenFile', { file: fileName, reason }, { cause: error });
  }
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['25504446', 'a PDF'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['377abcaf', 'a 7-Zip archive'],
  ['52617221', 'a RAR archive'],
  ['28b52ffd', 'a Zstandard archive'],
  ['425a68', 'a bzip2 archive'],
  ['fd377a58', 'an xz archive'],
  ['53514c69746520', 'an SQLite database'],
];

function formatOf(start: Buffer, fileName: string): 'parquet' | 'xlsx' | 'csv' {
  const hex = start.subarray(0, 8).toString('hex');
  if (hex.startsWith('50415231')) return 'parquet';
  if (hex.startsWith('504b0304')) {
    // A workbook is a zip archive whose parts name themselves; other archives do not.
    if (/\.xls[xm](\.gz)?$/i.test(fileName) || start.includes('[Content_Types].xml')) return 'xlsx';
    throw new Problem('import.unknownFormat', { file: fileName, looksLike: 'a zip archive' });
  }
  if (hex.startsWith('d0cf11e0')) throw new Problem('import.oldExcel', { file: fileName });
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (known) throw new Problem('import.unknownFormat', { file: fileName, looksLike: known[1] });
  if (/^\s*(<!doctype|<html|<\?xml|\{|\[\s*[{[])/i.test(start.toString('latin1').slice(0, 200)))
    throw new Problem('import.unknownFormat', { file: fileName, looksLike: 'HTML, XML or JSON' });
  return 'csv';
}

async function openText(
  path: string,
  basics: Pick<TableBasics, 'fileName' | 'isGzip'>,
  settings: OpenSettings,
): Promise<TextTable> {
  const { fileName } = basics;
  if (settings.encoding === undefined && looksBinary(await firstBytes(path)))
    throw new Problem('import.notText', { file: fileName });
  let scan = await scanText(path, settings.signal);
  const { sha256 } = scan;
  const encoding = settings.encoding?.toLowerCase() ?? (await guessEncoding(path, scan.isUtf8));
  let plain = path;
  const isUtf8 = ['utf-8', 'utf8'].includes(encoding);
  if (isUtf8 && settings.encoding && !scan.isUtf8)
    throw new Problem('import.badEncoding', { file: fileName, encoding });
  if (!isUtf8) {
    plain = join(settings.folder, 'utf-8');
    await toUtf8(path, encoding, plain, fileName, settings.signal);
    scan = await scanText(plain, settings.signal);
  }
  const head = await textHead(plain);
  const delimiter = settings.delimiter ?? guessDelimiter(head);
  const sample: TextRecord[] = [];
  for (const record of new RecordReader(delimiter).read(head, true)) {
    if (sample.length === SAMPLE_ROWS) break;
    sample.push(record);
  }
  return {
    ...basics,
    format: 'csv',
    path: plain,
    sha256,
    encoding,
    delimiter,
    sample,
    lines: scan.lines,
    isPlain: scan.isPlain && scan.isUtf8,
  };
}

/** The start of a file as text, cut at its last line end. */
async function textHead(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, SAMPLE_BYTES, 0);
    const text = makeDecoder('utf-8', false).decode(buffer.subarray(0, bytesRead));
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    return bytesRead < SAMPLE_BYTES || end < 0 ? text : text.slice(0, end + 1);
  } finally {
    await handle.close();
  }
}

async function openWorkbook(
  path: string,
  basics: Pick<TableBasics, 'fileName' | 'isGzip'>,
  { folder, signal, sheet }: OpenSettings,
): Promise<WorkbookTable[]> {
  const sha256 = await digest(path);
  const sheets = await readWorkbook(path, basics.fileName, folder, SAMPLE_ROWS, signal);
  const wanted = sheet === undefined ? sheets : sheets.filter(({ name }) => name === sheet);
  if (wanted.length === 0 && sheet !== undefined)
    throw new Problem('import.noSheet', {
      file: basics.fileName,
      sheet,
      sheets: sheets.map(({ name }) => name).join(', '),
    });
  const filled = wanted.filter(({ rows }) => rows > 0);
  if (filled.length === 0) throw new Problem('import.noRows', { file: basics.fileName });
  return filled.map(({ name, ...rest }) => ({
    ...basics,
    ...rest,
    format: 'xlsx',
    sheet: name,
    sha256,
  }));
}

async function openParquet(
  path: string,
  basics: Pick<TableBasics, 'fileName' | 'isGzip'>,
  { signal }: OpenSettings,
  duck: Duck,
): Promise<ParquetTable> {
  try {
    const described = await duck.rows<{ column_name: string; column_type: string }>(
      `describe select * from read_parquet(${quoted(path)}, binary_as_string = true)`,
    );
    const { rows } = await duck.row<{ rows: number }>(
      `select count(*) as rows from read_parquet(${quoted(path)})`,
    );
    return {
      ...basics,
      format: 'parquet',
      path,
      sha256: await digest(path),
      columns: described.map((row) => ({ name: row.column_name, type: row.column_type })),
      rows,
    };
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new Problem('import.brokenFile', { file: basics.fileName, reason }, { cause: error });
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The first records of a table, its header among them. */
export function sampleOf(table: OpenTable): readonly (readonly string[])[] {
  return table.format === 'parquet'
    ? [table.columns.map(({ name }) => name)]
    : table.sample.map(({ fields }) => fields);
}
