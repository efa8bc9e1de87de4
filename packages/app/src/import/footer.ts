import type { Header } from './header.js';
import { NOTHING } from './words.js';

/** Totals below the rows of an export: from this row on nothing is data. */
export interface Footer {
  readonly row: number;
  readonly rows: number;
  /** The word that gave it away, of the first of them. */
  readonly text: string;
}

const TOTAL =
  /^[\s(（【*]*(合\s*计|总\s*计|小\s*计|总\s*和|汇\s*总|(grand |sub ?-?)?totals?|sum)[\s)）】*:：]*$/i;

/**
 * The totals at the end of a file: its last rows whose first filled cell says so. A full row whose first
 * cell is a code or a name may be a thing that is called so, and counts as data, except in a table of
 * two columns, where a total has no cell to leave blank.
 *
 * @param tail the last rows that are not blank, the last one first
 */
export function footerOf(
  tail: readonly { readonly row: number; readonly fields: readonly string[] }[],
  header: Header,
): Footer | null {
  const totals: Footer[] = [];
  for (const { row, fields } of tail) {
    const at = fields.findIndex((field) => field.trim() !== '');
    if (at < 0 || !TOTAL.test(fields[at])) break;
    const named = header.names.flatMap((name, i) => (name === '' ? [] : [i]));
    const isFull = named.every((i) => fields[i].trim() !== '' && !NOTHING.includes(fields[i]));
    const field = header.columns.find(({ column }) => column === at)?.field;
    const canBeName = field === undefined || field.type === 'code' || field.type === 'text';
    if (isFull && canBeName && named.length > 2) break;
    totals.push({ row, rows: totals.length + 1, text: fields[at].trim() });
  }
  return totals.at(-1) ?? null;
}
