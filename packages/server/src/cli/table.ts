import type { Voice } from './terminal.js';

/** One column of a printed table. Numbers stand right, text left, each under its own header. */
export interface Column<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
  readonly align?: 'left' | 'right';
}

/** Prints rows as aligned text, header first. Widths count Chinese characters as two cells. */
export function printTable<Row>(
  voice: Voice,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): void {
  const cells = rows.map((row) => columns.map(({ value }) => String(value(row) ?? '')));
  const widths = columns.map(({ header }, index) =>
    Math.max(cellWidth(header), ...cells.map((line) => cellWidth(line[index]))),
  );
  const print = (line: readonly string[]) =>
    voice.line(
      line
        .map((text, index) => pad(text, widths[index], columns[index].align ?? 'left'))
        .join('  ')
        .trimEnd(),
    );
  print(columns.map(({ header }) => header));
  for (const line of cells) print(line);
}

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** Cells of a terminal that a text takes. */
export function cellWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const gap = ' '.repeat(width - cellWidth(text));
  return align === 'right' ? gap + text : text + gap;
}

/** Cuts a text to a number of cells, with … at the cut. */
export function cut(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (cellWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
