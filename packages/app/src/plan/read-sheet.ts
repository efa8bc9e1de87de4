import type ExcelJS from 'exceljs';
import { Problem } from '../problem.js';
import { type DecisionFields, tidyReason } from './decision-rules.js';
import { loadCells } from './load-workbook.js';
import { type EditableField, planColumns } from './plan-columns.js';
import {
  plainText,
  readDay,
  readPieces,
  readState,
  type Scalar,
  scalarOf,
  UNREAD,
} from './read-cell.js';
import { fromCellText } from './spreadsheet-text.js';
import { FIRST_BASE_ROW, FORMAT, HIDDEN_SHEET, MARK } from './workbook-format.js';

/** A row of an edited workbook as it stands there; cells of columns that are gone are absent. */
export interface SheetRow {
  /** Number of the row in its sheet, from 1. */
  readonly row: number;
  /** What tells which line it is: the id, and words for where the id was lost. */
  readonly line: string;
  readonly kind: string;
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly cells: Readonly<Partial<Record<EditableField, Scalar>>>;
}

/** An edited workbook, read but not yet compared with anything. */
export interface EditedSheet {
  readonly runId: number;
  readonly fingerprint: string;
  /** What stood on each line when the workbook was exported. */
  readonly base: ReadonlyMap<number, DecisionFields>;
  readonly rows: readonly SheetRow[];
  /** Days are counted from 1904, as some Macs did. */
  readonly is1904: boolean;
}

/**
 * Reads an edited workbook, forgiving what people do to one: columns moved, added or removed, rows
 * sorted or deleted, titles above the header, headers in either language.
 *
 * @throws Problem `workbook.unreadable`, `workbook.tooLarge`, `workbook.notOurs`,
 *   `workbook.newerFormat`, `workbook.noHeader`.
 */
export async function readSheet(bytes: Uint8Array): Promise<EditedSheet> {
  const workbook = await loadCells(bytes);
  const hidden = workbook.getWorksheet(HIDDEN_SHEET);
  const cell = (row: number, column: number) => scalarOf(hidden?.getRow(row).getCell(column).value);
  const runId = Number(cell(2, 2));
  if (!hidden || cell(1, 1) !== MARK || !Number.isSafeInteger(runId))
    throw new Problem('workbook.notOurs');
  const version = Number(cell(1, 2));
  if (version > FORMAT) throw new Problem('workbook.newerFormat', { version, known: FORMAT });
  return {
    runId,
    fingerprint: plainText(cell(3, 2)),
    base: readBase(hidden),
    rows: readRows(workbook),
    is1904: workbook.properties.date1904 ?? false,
  };
}

function readBase(sheet: ExcelJS.Worksheet): Map<number, DecisionFields> {
  const base = new Map<number, DecisionFields>();
  sheet.eachRow((row, number) => {
    if (number < FIRST_BASE_ROW) return;
    const [line, state, quantity, reason, until] = [1, 2, 3, 4, 5].map((column) =>
      scalarOf(row.getCell(column).value),
    );
    const fields = {
      state: readState(state),
      quantity: readPieces(quantity),
      reason: readReason(reason),
      until: readDay(until),
    };
    if (fields.state === UNREAD || fields.quantity === UNREAD || fields.until === UNREAD)
      throw new Problem('workbook.notOurs');
    base.set(Number(line), fields as DecisionFields);
  });
  return base;
}

/** A reason as it would be kept. */
export const readReason = (value: Scalar): string | null =>
  tidyReason(
    typeof value === 'string' ? fromCellText(value) : value === null ? null : plainText(value),
  );

/** Header rows are looked for this far down. */
const HEADER_WITHIN_ROWS = 50;
/** A row with fewer known headers than this is a title. */
const FEWEST_HEADERS = 3;

function readRows(workbook: ExcelJS.Workbook): SheetRow[] {
  const found = workbook.worksheets
    .filter(({ name }) => name !== HIDDEN_SHEET)
    .flatMap((sheet) => findHeader(sheet) ?? [])
    .sort((a, b) => b.columns.size - a.columns.size)[0];
  if (!found)
    throw new Problem('workbook.noHeader', {
      columns: planColumns
        .filter(({ key, edits }) => edits || key === 'item')
        .map(({ title }) => `${title.en} / ${title['zh-CN']}`)
        .join(', '),
    });
  const { sheet, row: headerRow, columns } = found;
  const rows: SheetRow[] = [];
  sheet.eachRow((row, number) => {
    if (number <= headerRow) return;
    const cell = (key: string): Scalar => {
      const column = columns.get(key);
      return column === undefined ? null : scalarOf(row.getCell(column).value);
    };
    const name = (key: string) => {
      const value = cell(key);
      return plainText(typeof value === 'string' ? fromCellText(value) : value);
    };
    const cells: Partial<Record<EditableField, Scalar>> = {};
    for (const { key, edits } of planColumns)
      if (edits && columns.has(key)) cells[edits] = cell(key);
    const read: SheetRow = {
      row: number,
      line: name('line'),
      kind: name('kind').toLowerCase(),
      item: name('item'),
      from: name('from'),
      to: name('to'),
      cells,
    };
    if (!isBlank(read)) rows.push(read);
  });
  return rows;
}

/** Neither a line nor anything typed: an empty row, or a remark or sum in other columns. */
const isBlank = ({ line, item, cells }: SheetRow): boolean =>
  line === '' && item === '' && Object.values(cells).every((value) => plainText(value) === '');

interface Header {
  readonly sheet: ExcelJS.Worksheet;
  readonly row: number;
  /** Column number by column key. */
  readonly columns: ReadonlyMap<string, number>;
}

function findHeader(sheet: ExcelJS.Worksheet): Header | null {
  let best: Header | null = null;
  for (let number = 1; number <= Math.min(sheet.rowCount, HEADER_WITHIN_ROWS); number++) {
    const columns = new Map<string, number>();
    const titles: (readonly [number, string])[] = [];
    sheet.getRow(number).eachCell((cell, column) => {
      titles.push([column, titleKey(plainText(scalarOf(cell.value)))]);
    });
    // Our own titles go before other names; of two columns of one name the second is somebody's copy.
    for (const known of [keyByTitle, keyByAlias])
      for (const [column, title] of titles) {
        const key = known.get(title);
        if (key !== undefined && !columns.has(key)) columns.set(key, column);
      }
    if (columns.size >= FEWEST_HEADERS && columns.size > (best?.columns.size ?? 0))
      best = { sheet, row: number, columns };
  }
  return best;
}

const titleKey = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:_()-]/g, '');

const keyByTitle = new Map(
  planColumns.flatMap(({ key, title }) =>
    Object.values(title).map((text) => [titleKey(text), key] as const),
  ),
);
const keyByAlias = new Map(
  planColumns.flatMap(({ key, aliases = [] }) =>
    aliases.map((text) => [titleKey(text), key] as const),
  ),
);
