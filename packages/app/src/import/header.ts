import { Problem } from '../problem.js';
import {
  type Field,
  type ImportKind,
  importKinds,
  isImportKind,
  type Kind,
  kinds,
} from './kinds.js';
import type { FileMapping } from './mapping.js';

/** Where a field's values come from. */
export interface FieldColumn {
  readonly field: Field;
  /** Index of the column; null for a constant of the mapping. */
  readonly column: number | null;
  /** Header of the column, or the constant. */
  readonly name: string;
  readonly how: 'recognised' | 'mapped' | 'constant';
}

/** A file's header, understood. */
export interface Header {
  readonly kind: ImportKind;
  /** Index into the sample's records. */
  readonly at: number;
  readonly names: readonly string[];
  readonly columns: readonly FieldColumn[];
  /** Headers that are not used. */
  readonly ignored: readonly string[];
}

/** Case, spaces, signs and units in brackets do not tell two headers apart. */
export function normalised(header: string): string {
  const plain = header.normalize('NFKC').toLowerCase();
  const key = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  return key(plain.replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')) || key(plain);
}

const keyedNames = new Map<Field, { strong: string[]; weak: string[] }>();
function namesOf(field: Field) {
  let keyed = keyedNames.get(field);
  if (!keyed) {
    keyed = {
      strong: [normalised(field.name), ...field.names.map(normalised)],
      weak: (field.weakNames ?? []).map(normalised),
    };
    keyedNames.set(field, keyed);
  }
  return keyed;
}

interface Reading {
  readonly kind: ImportKind;
  readonly columns: readonly FieldColumn[];
  readonly missing: readonly Field[];
  /** Every field that the mapping names belongs to the kind. */
  readonly hasAllMapped: boolean;
  readonly score: number;
}

/** Reads a row of texts as the header of a kind. */
function readAs(kind: Kind, names: readonly string[], fileName: string, mapping: FileMapping) {
  const keys = names.map(normalised);
  const taken = new Set<number>();
  const columns: FieldColumn[] = [];
  const settled = new Set<Field>();
  for (const field of kind.fields) {
    const constant = mapping.constants?.[field.name];
    const header = mapping.columns?.[field.name];
    if (header !== undefined) {
      const column = keys.indexOf(normalised(header));
      if (column < 0) continue;
      taken.add(column);
      columns.push({ field, column, name: names[column], how: 'mapped' });
    } else if (constant !== undefined)
      columns.push({ field, column: null, name: constant, how: 'constant' });
    else continue;
    settled.add(field);
  }
  let score = 0;
  // All strong names go before any weak one: "code" beside "item code" must not claim the item.
  for (const strength of ['strong', 'weak'] as const)
    for (const field of kind.fields) {
      if (settled.has(field) || mapping.columns?.[field.name] !== undefined) continue;
      const column = namesOf(field)
        [strength].map((name) => keys.findIndex((key, i) => key === name && !taken.has(i)))
        .find((found) => found >= 0);
      if (column === undefined) continue;
      taken.add(column);
      settled.add(field);
      columns.push({ field, column, name: names[column], how: 'recognised' });
      if (!field.isAttribute) score += strength === 'weak' ? 1 : field.required ? 3 : 2;
    }
  const order = new Map(kind.fields.map((field, i) => [field, i]));
  columns.sort((a, b) => (order.get(a.field) ?? 0) - (order.get(b.field) ?? 0));
  score += 3 * columns.filter((entry) => entry.how === 'mapped').length;
  const mapped = mapping.columns ?? {};
  const missing = kind.fields.filter(
    (field) => (field.required || mapped[field.name] !== undefined) && !settled.has(field),
  );
  const hasAllMapped = Object.keys(mapped).every((name) =>
    kind.fields.some((field) => field.name === name),
  );
  const plain = fileName.toLowerCase().replace(/[_-]/g, ' ');
  if (kind.fileHints.some((hint) => plain.includes(hint))) score += 3;
  return { kind: kind.name, columns, missing, hasAllMapped, score } satisfies Reading;
}

/** A header has texts, few of them numbers, and no text twice where it counts. */
const looksLikeHeader = (names: readonly string[]) =>
  names.filter((name) => /\p{L}/u.test(name)).length >= 2 ||
  names.filter((name) => name !== '').length === 1;

/**
 * Finds the header among the first records of a file and says what each of its columns is. Rows above it
 * (a title, a date of print) are passed over: the header is the first row that some kind can be read
 * from.
 *
 * @throws Problem `import.unknownField`, `import.mappedColumnAbsent`, `import.columnMissing`,
 *   `import.noHeader` or `import.kindUnclear`
 */
export function findHeader(
  records: readonly (readonly string[])[],
  fileName: string,
  mapping: FileMapping,
): Header {
  checkFields(records, fileName, mapping);
  const candidates = mapping.kind ? [mapping.kind] : importKinds;
  let nearest: { reading: Reading; names: readonly string[] } | null = null;
  for (const [at, record] of records.entries()) {
    const names = record.map((name) => name.trim());
    if (!looksLikeHeader(names)) continue;
    const readings = candidates.map((kind) => readAs(kinds[kind], names, fileName, mapping));
    const complete = readings
      .filter(({ missing, hasAllMapped }) => hasAllMapped && missing.length === 0)
      .sort((a, b) => b.score - a.score);
    if (complete.length > 0) {
      const [best, second] = complete;
      if (second?.score === best.score)
        throw new Problem('import.kindUnclear', {
          file: fileName,
          kinds: `${best.kind}, ${second.kind}`,
        });
      const used = new Set(best.columns.map((entry) => entry.column));
      return {
        kind: best.kind,
        at,
        names,
        columns: best.columns,
        ignored: names.filter((name, i) => name !== '' && !used.has(i)),
      };
    }
    for (const reading of readings)
      if (reading.score > (nearest?.reading.score ?? 0)) nearest = { reading, names };
  }
  throw notUnderstood(records, fileName, mapping, nearest);
}

function checkFields(
  records: readonly (readonly string[])[],
  fileName: string,
  mapping: FileMapping,
): void {
  const fieldsOf = (kind?: ImportKind) =>
    new Set(
      (kind ? kinds[kind].fields : Object.values(kinds).flatMap(({ fields }) => fields)).map(
        ({ name }) => name,
      ),
    );
  const known = fieldsOf(mapping.kind);
  const named = Object.keys({ ...mapping.columns, ...mapping.constants });
  const field = named.find((name) => !known.has(name));
  if (field === undefined) return;
  const kind = mapping.kind ?? kindWithout(known, records, fileName, mapping);
  throw new Problem('import.unknownField', {
    file: fileName,
    field,
    known: [...fieldsOf(kind)].join(', '),
  });
}

/** The kind that a file would have without the fields that do not exist, where that is clear. */
function kindWithout(
  known: ReadonlySet<string>,
  records: readonly (readonly string[])[],
  fileName: string,
  mapping: FileMapping,
): ImportKind | undefined {
  const kept = (entries: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => known.has(name)));
  try {
    return findHeader(records, fileName, {
      ...mapping,
      columns: kept(mapping.columns),
      constants: kept(mapping.constants),
    }).kind;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { kind } = error.facts;
    return typeof kind === 'string' && isImportKind(kind) ? kind : undefined;
  }
}

function notUnderstood(
  records: readonly (readonly string[])[],
  fileName: string,
  mapping: FileMapping,
  nearest: { reading: Reading; names: readonly string[] } | null,
): Problem {
  const shown = (names: readonly string[]) =>
    names
      .filter((name) => name !== '')
      .slice(0, 12)
      .map((name) => (name.length > 30 ? `${name.slice(0, 30)}…` : name))
      .join(', ');
  const widest = records.reduce<readonly string[]>(
    (best, record) => (record.length > best.length ? record : best),
    [],
  );
  const seen = shown(nearest?.names ?? widest);
  const keys = new Set((nearest?.names ?? widest).map(normalised));
  for (const [field, header] of Object.entries(mapping.columns ?? {}))
    if (!keys.has(normalised(header)))
      return new Problem('import.mappedColumnAbsent', {
        file: fileName,
        column: header,
        field,
        seen,
      });
  if (nearest && (mapping.kind || nearest.reading.columns.length >= 2)) {
    const missing = nearest.reading.missing.map((field) => field.name);
    return new Problem('import.columnMissing', {
      file: fileName,
      kind: nearest.reading.kind,
      fields: missing.join(', '),
      field: missing[0],
      seen,
    });
  }
  return new Problem('import.noHeader', { file: fileName, seen });
}
