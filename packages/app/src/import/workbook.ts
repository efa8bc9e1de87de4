import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { Problem } from '../problem.js';
import { NormalisedRows } from './normalised-rows.js';
import type { TextRecord } from './records.js';

/** A sheet of a workbook, written out as normalised rows. */
export interface SheetRows {
  readonly name: string;
  readonly path: string;
  readonly rows: number;
  readonly sample: readonly TextRecord[];
}

/**
 * Writes every sheet of an XLSX file out as text rows, row by row: dates as ISO dates, formulas by their
 * results, rich text as plain text.
 *
 * @throws Problem `import.brokenFile` when the file is no workbook that can be read
 */
export async function readWorkbook(
  path: string,
  fileName: string,
  folder: string,
  sampleRows: number,
  signal?: AbortSignal,
): Promise<SheetRows[]> {
  const sheets: SheetRows[] = [];
  const input = createReadStream(path);
  try {
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(input, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      hyperlinks: 'ignore',
      styles: 'cache',
      entries: 'ignore',
    });
    for await (const sheet of reader) {
      const target = join(folder, `sheet-${sheets.length + 1}.csv`);
      const rows = new NormalisedRows(target);
      const sample: TextRecord[] = [];
      for await (const row of sheet) {
        signal?.throwIfAborted();
        const fields = fieldsOf(row);
        if (fields.every((field) => field.trim() === '')) continue;
        const record = { row: row.number, fields, lines: 1, fault: null };
        if (sample.length < sampleRows) sample.push(record);
        await rows.add(record);
      }
      await rows.end();
      sheets.push({ name: nameOf(sheet, sheets.length), path: target, rows: rows.rows, sample });
    }
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('import.brokenFile', { file: fileName, reason }, { cause: error });
  } finally {
    input.destroy();
  }
  return sheets;
}

/** The streaming reader knows a sheet's name, but its type does not say so. */
function nameOf(sheet: object, at: number): string {
  const name = 'name' in sheet ? sheet.name : undefined;
  return typeof name === 'string' ? name : `Sheet${at + 1}`;
}

function fieldsOf(row: ExcelJS.Row): string[] {
  const fields: string[] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    while (fields.length < column - 1) fields.push('');
    fields[column - 1] = textOf(cell.value);
  });
  return fields;
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value !== 'object') return String(value);
  if ('result' in value) return textOf(value.result ?? null);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('text' in value) return textOf(value.text);
  if ('error' in value) return String(value.error);
  return '';
}

/** A day, or a day with its time where there is one. Excel keeps fractions of days: round to seconds. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}
