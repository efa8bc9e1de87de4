import type { Language } from '../messages/language.js';
import { planColumns } from './plan-columns.js';
import type { PlanLine } from './plan-line-query.js';
import { toCellText } from './spreadsheet-text.js';

/** Without this mark Excel takes UTF-8 for the machine's own code page and garbles Chinese. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Lines as CSV (RFC 4180, UTF-8): headers in the language, days as YYYY-MM-DD, money as exact decimals. */
export function writeCsv(lines: readonly PlanLine[], language: Language): Uint8Array {
  const header = planColumns.map(({ title }) => title[language]);
  const rows = lines.map((line) =>
    planColumns.map((column) => {
      const value = column.value(line, language);
      if (value === null) return '';
      return column.kind === 'text' ? toCellText(String(value)) : String(value);
    }),
  );
  const text = [header, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
  return new TextEncoder().encode(BYTE_ORDER_MARK + text);
}

const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
