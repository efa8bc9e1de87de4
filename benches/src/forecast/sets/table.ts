import { csvFields, readText } from '../read-csv.js';

/** A CSV file as it stands: its header and its rows. */
export interface Table {
  readonly path: string;
  /** The file's name without its endings. */
  readonly name: string;
  readonly header: readonly string[];
  /** Rows, one at a time, since files may be large. */
  rows(): Generator<string[]>;
}

export function openTable(path: string): Table {
  const text = readText(path);
  const end = text.indexOf('\n');
  return {
    path,
    name: path.replace(/^.*[\\/]/, '').replace(/\.csv(\.gz)?$/, ''),
    header: csvFields(text.slice(0, end).trim()),
    *rows() {
      let begin = end + 1;
      while (begin < text.length) {
        const next = text.indexOf('\n', begin);
        const line = text.slice(begin, next < 0 ? text.length : next).trim();
        begin = next < 0 ? text.length : next + 1;
        if (line !== '') yield csvFields(line);
      }
    },
  };
}

/** The fields named, of one row. */
export function keysOf(
  header: readonly string[],
  row: readonly string[],
  names: readonly string[],
): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const name of names) {
    const at = header.indexOf(name);
    if (at >= 0 && row[at] !== '') keys[name] = row[at];
  }
  return keys;
}

/** Fields as numbers; a blank is NaN. */
export const numbersOf = (fields: readonly string[]): Float64Array =>
  Float64Array.from(fields, (field) => (field === '' ? Number.NaN : Number(field)));

/** Without the blanks before the first number and after the last. */
export function trimmed(values: Float64Array): { begin: number; values: Float64Array } {
  let begin = 0;
  let end = values.length;
  while (begin < end && Number.isNaN(values[begin])) begin += 1;
  while (end > begin && Number.isNaN(values[end - 1])) end -= 1;
  return { begin, values: values.slice(begin, end) };
}
