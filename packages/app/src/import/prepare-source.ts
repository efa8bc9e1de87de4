import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type EpochDay, NO_CURRENCY } from '@stockwright/core/units';
import { type Duck, quoted, quotedList } from '../history/duck.js';
import { rejectReasons } from '../messages/import-problems.js';
import type { Language } from '../messages/language.js';
import { Problem } from '../problem.js';
import { checkRows, DATED, firstRows, type RowCheck, writeRejects } from './check-rows.js';
import { dayForms } from './day-columns.js';
import type { Header } from './header.js';
import type { FileReport, ImportNote } from './import-report.js';
import { type ExtrasContext, extrasOf, ONLY_PLACE } from './kind-extras.js';
import { type ImportKind, kinds } from './kinds.js';
import type { KnownCodes } from './known-codes.js';
import { placesOf } from './location-rule.js';
import type { FileMapping } from './mapping.js';
import type { OpenTable } from './open-table.js';
import type { MasterRow, NamedItem, PreparedSource } from './prepared-source.js';
import { stageTable } from './stage-table.js';
import { type ColumnDecisions, decideColumns, TYPED, typeRows, valueNames } from './typed-rows.js';

/** A file that was opened and whose header is understood. */
export interface ReadFile {
  readonly table: OpenTable;
  readonly header: Header;
  readonly mapping: FileMapping;
  /** Of its own, for staging. */
  readonly folder: string;
}

export interface PrepareSettings {
  readonly duck: Duck;
  readonly known: KnownCodes;
  readonly today: EpochDay;
  readonly rejectThreshold: number;
  readonly isDryRun: boolean;
  /** Whether the Parquet file of sales is needed: to land it, or to compare it with other sources. */
  readonly writesSales: boolean;
  /** Path of the rejects file of a source. */
  readonly rejectsPath: (source: string) => string;
  readonly language: Language;
  readonly report: (stage: 'check' | 'write') => void;
  readonly signal?: AbortSignal;
}

/** Rows that a rejects file holds at most; fewer where nothing was imported and a few tell enough. */
const ALL_REJECTS = 1_000_000;
const SOME_REJECTS = 10_000;

/** Raised with every change of how rows are read, so that the same file is then read anew. */
const READING_VERSION = 2;

/** Digest of what a source's rows follow from: its files, how they are mapped, and this reader. */
export function contentHash(files: readonly ReadFile[]): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([READING_VERSION]));
  // What a mapping allows does not change how rows are read.
  for (const {
    table,
    header,
    mapping: { allowOverlap: _, ...mapping },
  } of files)
    hash.update(
      JSON.stringify([
        table.sha256,
        table.format === 'xlsx' ? table.sheet : '',
        header.kind,
        Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    );
  return hash.digest('hex');
}

/**
 * Reads a source's files into typed rows: sets bad ones aside, writes history to a Parquet file in the
 * files' folder, and hands over master rows.
 *
 * @throws Problem `import.tooManyRejects`, `import.ambiguousDates`, `import.noRows`
 */
export async function prepareSource(
  source: string,
  files: readonly ReadFile[],
  settings: PrepareSettings,
): Promise<PreparedSource & { readonly isRefused: boolean }> {
  const { duck, known, isDryRun } = settings;
  const kind = files[0].header.kind;
  const context = creating(kind, known, settings.today, files);
  await offerKnownCodes(duck, known);
  const reports: FileReport[] = [];
  const footers: ImportNote[] = [];
  const checks: RowCheck[] = [];
  const parts: string[] = [];
  const rows: MasterRow[] = [];
  const named = new Map<string, NamedItem>();
  const newLocations = new Set<string>();
  const newItems = new Set<string>();
  let rejectsFile: string | null = null;
  let isRefused = false;
  for (const [i, file] of files.entries()) {
    settings.report('check');
    const { table, header, mapping, folder } = file;
    const footer = await stageTable(duck, table, header, folder, settings.signal);
    if (footer) footers.push({ code: 'footer', facts: { file: table.fileName, ...footer } });
    const decisions = await decideColumns(
      duck,
      header,
      mapping,
      settings.rejectThreshold,
      table.fileName,
    );
    const extras = extrasOf(kind, header, mapping, context);
    await typeRows(duck, header, decisions, mapping, extras, folder);
    const check = await checkRows(duck, DATED[kind]);
    if (check.rows === 0) throw new Problem('import.noRows', { file: table.fileName });
    checks.push(check);
    const names = valueNames(header, extras);
    reports.push(await fileReport(duck, file, decisions, check, names));
    const isTooMany = check.rejected > settings.rejectThreshold * check.rows;
    if (check.rejected > 0 && !isDryRun) {
      const path = settings.rejectsPath(files.length > 1 ? `${source}-${i + 1}` : source);
      await writeRejects(duck, path, settings.language, isTooMany ? SOME_REJECTS : ALL_REJECTS);
      rejectsFile ??= path;
      if (isTooMany) throw tooMany(table.fileName, check, settings.rejectThreshold, path);
    }
    if (isTooMany) {
      isRefused = true;
      continue;
    }
    settings.report('write');
    if (kind === 'sales') {
      if (settings.writesSales) parts.push(await writeSales(duck, folder));
      for (const code of await unknownCodes(duck, 'item', known.items)) newItems.add(code);
      for (const item of await nameItems(duck, header, newItems))
        if (!named.has(item.code)) named.set(item.code, item);
    } else if (kind === 'stock') {
      if (!isDryRun) parts.push(await writeStock(duck, folder));
      for (const row of await latestCounts(duck)) rows.push(row);
      for (const code of await unknownCodes(duck, 'item', known.items)) newItems.add(code);
      for (const code of newItems)
        named.set(code, { code, name: code, unitPrice: null, currency: null });
    } else if (kind === 'promotions' || kind === 'drivers') {
      if (!isDryRun) parts.push(await writeDrivers(duck, folder, kind, names));
    } else for (const row of await masterRows(duck, names)) rows.push(row);
    for (const code of await newPlaces(duck, kind, names, known)) newLocations.add(code);
  }
  const parquet =
    parts.length > 1 ? await merged(duck, parts, files[0].folder) : (parts[0] ?? null);
  const { mapping } = files[0];
  const days = (pick: 'firstDay' | 'lastDay') =>
    checks
      .map((check) => check[pick])
      .filter((day) => day !== null)
      .sort();
  const prepared = {
    kind,
    contentHash: contentHash(files),
    mapping,
    parquet,
    rows,
    namedItems: [...named.values()],
    newLocations: [...newLocations],
    unknownReferences: checks
      .flatMap(({ rejects }) => rejects)
      .filter(({ reason }) => reason.startsWith('unknown'))
      .reduce((sum, { count }) => sum + count, 0),
    isRefused,
    report: {
      source,
      kind,
      files: reports,
      rows: checks.reduce((sum, check) => sum + check.rows, 0),
      rejected: checks.reduce((sum, check) => sum + check.rejected, 0),
      rejectsFile,
      firstDay: days('firstDay')[0] ?? null,
      lastDay: days('lastDay').at(-1) ?? null,
      isAssumption: mapping.assumption ?? false,
      created: { items: named.size, locations: newLocations.size },
      notes: [...notesOf(files, known, context), ...footers],
    },
  };
  noteKnown(prepared, known);
  return prepared;
}

/** A file may create what it names while no file of that kind has told what there is. */
function creating(
  kind: ImportKind,
  known: KnownCodes,
  today: EpochDay,
  files: readonly ReadFile[],
): ExtrasContext {
  const { sources } = known;
  const describes = kind === 'sales' && files.every((file) => hasField(file, 'itemName'));
  return {
    today,
    onlyPlace: files.some(needsPlace) ? onlyPlace(files, known) : ONLY_PLACE,
    createsItems: describes || !sources.has('items'),
    createsLocations: !sources.has('locations'),
    createsSuppliers: !sources.has('suppliers'),
  };
}

const hasField = ({ header }: ReadFile, name: string): boolean =>
  header.columns.some(({ field }) => field.name === name);

const needsPlace = (file: ReadFile): boolean =>
  (file.header.kind === 'sales' || file.header.kind === 'stock') &&
  !file.mapping.locationRule &&
  !hasField(file, 'location');

/** Where all lines of a file belong that names no place: to the only place there is. */
function onlyPlace([{ table }]: readonly ReadFile[], { locations }: KnownCodes): string {
  const own = [...locations].filter(([, kind]) => kind !== 'supplier').map(([code]) => code);
  if (own.length > 1)
    throw new Problem('import.noPlace', {
      file: table.fileName,
      count: own.length,
      places: own.slice(0, 5).join(', '),
      example: own[0],
    });
  return own[0] ?? ONLY_PLACE;
}

async function offerKnownCodes(duck: Duck, { items, locations }: KnownCodes): Promise<void> {
  // Files name a few thousand codes; as one literal they reach DuckDB without a file between.
  const table = (name: string, codes: Iterable<string>) =>
    duck.run(
      `create or replace table ${name} as select unnest(${quotedList([...codes])}::varchar[]) as code`,
    );
  await table('known_item', items);
  await table('known_location', locations.keys());
}

async function fileReport(
  duck: Duck,
  { table, header }: ReadFile,
  { days, numbers }: ColumnDecisions,
  check: RowCheck,
  names: readonly string[],
): Promise<FileReport> {
  return {
    file: table.fileName,
    format: table.format,
    isGzip: table.isGzip,
    encoding: table.format === 'csv' ? table.encoding : null,
    delimiter: table.format === 'csv' ? table.delimiter : null,
    sheet: table.format === 'xlsx' ? table.sheet : null,
    headerRow: table.format === 'parquet' ? 0 : table.sample[header.at].row,
    columns: header.columns.map(({ field, name, how }) => ({
      field: field.name,
      column: name,
      how,
    })),
    ignoredColumns: header.ignored,
    days: [...days].map(([field, decision]) => ({
      field,
      forms: dayForms(decision),
      why: decision.why,
    })),
    decimalSigns: [...numbers].map(([field, { sign, why }]) => ({ field, sign, why })),
    rows: check.rows,
    rejected: check.rejected,
    rejects: check.rejects,
    repeated: check.repeated,
    firstRows: await firstRows(duck, names, dayFields(header.kind)),
  };
}

const dayFields = (kind: ImportKind) =>
  new Set(kinds[kind].fields.filter(({ type }) => type === 'day').map(({ name }) => name));

function tooMany(file: string, check: RowCheck, threshold: number, rejectsFile: string): Problem {
  const [commonest] = check.rejects;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return new Problem('import.tooManyRejects', {
    file,
    rejected: check.rejected,
    rows: check.rows,
    rate: percent(check.rejected / check.rows),
    threshold: percent(threshold),
    field: commonest.field,
    reason: rejectReasons[commonest.reason].en,
    reasonZh: rejectReasons[commonest.reason]['zh-CN'],
    row: commonest.firstRow,
    value: commonest.value === null ? '""' : `"${commonest.value.slice(0, 60)}"`,
    rejectsFile,
  });
}

async function writeSales(duck: Duck, folder: string): Promise<string> {
  const path = join(folder, 'sales.parquet');
  await duck.run(`copy (
      select "row", "day", "second", "item", "location", "customer", "document", "quantity", unit_price, is_cancellation
      from ${TYPED} where error is null
    ) to ${quoted(path)} (format parquet, compression zstd)`);
  return path;
}

/** Several counts of one place on one day are bins of it: they add up. */
async function writeStock(duck: Duck, folder: string): Promise<string> {
  const path = join(folder, 'stock.parquet');
  await duck.run(`copy (
      select min("row") as "row", "day", "item", "location", sum("onHand")::integer as on_hand
      from ${TYPED} where error is null group by "day", "item", "location" order by "row"
    ) to ${quoted(path)} (format parquet, compression zstd)`);
  return path;
}

/** A promotion is a driver that holds for some days: its discount, or 1 where none is told. */
async function writeDrivers(
  duck: Duck,
  folder: string,
  kind: 'promotions' | 'drivers',
  names: readonly string[],
): Promise<string> {
  const path = join(folder, `${kind}.parquet`);
  const given = (name: string) => (names.includes(name) ? `"${name}"` : 'null::varchar');
  const own =
    kind === 'drivers'
      ? '"driver" as name, "day" as from_day, "day" as to_day, "value"::double as "value"'
      : `'promotion' as name, "fromDay" as from_day, "toDay" as to_day,
         ${names.includes('discount') ? 'coalesce("discount", 1)' : '1'}::double as "value"`;
  await duck.run(`copy (
      select "row", ${own}, ${given('item')} as item, ${given('location')} as location,
        ${given('promotion')} as label
      from ${TYPED} where error is null
    ) to ${quoted(path)} (format parquet, compression zstd)`);
  return path;
}

const latestCounts = (duck: Duck): Promise<MasterRow[]> =>
  duck.rows(`
    select "item", "location", "day", sum("onHand")::integer as "onHand" from ${TYPED}
    where error is null group by "item", "location", "day"
    qualify row_number() over (partition by "item", "location" order by "day" desc) = 1
    order by "item", "location"`);

const masterRows = (duck: Duck, names: readonly string[]): Promise<MasterRow[]> =>
  duck.rows(
    `select ${names.map((name) => `"${name}"`).join(', ')} from ${TYPED}
     where error is null and not "isRepeated" order by "row"`,
  );

async function merged(duck: Duck, parts: readonly string[], folder: string): Promise<string> {
  const path = join(folder, 'all.parquet');
  await duck.run(
    `copy (select * from read_parquet(${quotedList(parts)})) to ${quoted(path)} (format parquet, compression zstd)`,
  );
  return path;
}

async function unknownCodes(
  duck: Duck,
  field: string,
  known: Pick<Set<string>, 'has'>,
): Promise<string[]> {
  const rows = await duck.rows<{ code: string | null }>(
    `select distinct "${field}" as code from ${TYPED} where error is null order by 1`,
  );
  return rows.flatMap(({ code }) => (code === null || known.has(code) ? [] : [code]));
}

/** The commonest description and the median price of each new item, from lines that really sold. */
async function nameItems(
  duck: Duck,
  header: Header,
  codes: ReadonlySet<string>,
): Promise<NamedItem[]> {
  if (codes.size === 0) return [];
  const names = new Set(header.columns.map(({ field }) => field.name));
  const name = names.has('itemName') ? '"itemName"' : 'null::varchar';
  return duck.rows(`
    with new_item as (select unnest(${quotedList([...codes])}::varchar[]) as code),
      line as (select "item", ${name} as name, unit_price, "quantity" > 0 and coalesce(unit_price, 1) > 0 as sold
        from ${TYPED} where error is null and "item" in (select code from new_item)),
      naming as (select "item", name, count(*) filter (sold) as times, count(*) as any_times from line
        where name is not null group by "item", name
        qualify row_number() over (partition by "item" order by times desc, any_times desc, name) = 1),
      price as (select "item", quantile_disc(unit_price, 0.5) filter (sold and unit_price > 0) as median
        from line group by "item")
    select n.code as code, coalesce(naming.name, n.code) as name, price.median::varchar as "unitPrice",
      ${names.has('currency') ? `(select any_value("currency") from ${TYPED} where error is null)` : 'null'} as currency
    from new_item n left join naming on naming."item" = n.code left join price on price."item" = n.code
    order by n.code`);
}

/** Places that a file names and nobody described: they are created with it. */
async function newPlaces(
  duck: Duck,
  kind: ImportKind,
  names: readonly string[],
  known: KnownCodes,
): Promise<string[]> {
  const field =
    kind === 'sales' || kind === 'stock'
      ? 'location'
      : (kind === 'items' || kind === 'itemSupply') && names.includes('supplier')
        ? 'supplier'
        : null;
  return field ? unknownCodes(duck, field, known.locations) : [];
}

function notesOf(
  [file]: readonly ReadFile[],
  known: KnownCodes,
  { onlyPlace: location }: ExtrasContext,
): ImportNote[] {
  const notes: ImportNote[] = [];
  const { mapping } = file;
  const { kind } = file.header;
  if (needsPlace(file)) notes.push({ code: 'onePlace', facts: { location } });
  if (mapping.locationRule)
    notes.push({
      code: 'locationsByRule',
      facts: { locations: placesOf(mapping.locationRule).join(', ') },
    });
  const needsCurrency = ['suppliers', 'itemSupply', 'prices', 'onOrder'].includes(kind);
  if (needsCurrency && !hasField(file, 'currency') && known.currencies.size !== 1)
    notes.push({ code: 'noCurrency', facts: { currency: NO_CURRENCY } });
  if (kind === 'stock' && !hasField(file, 'day')) notes.push({ code: 'countedToday', facts: {} });
  return notes;
}

/** Later files of the same import may refer to what this one brings. */
function noteKnown(prepared: PreparedSource, known: KnownCodes): void {
  const { kind, rows, namedItems, newLocations } = prepared;
  known.sources.add(kind);
  for (const { code } of namedItems) known.items.add(code);
  const place = kind === 'items' || kind === 'itemSupply' ? 'supplier' : 'shop';
  for (const code of newLocations) known.locations.set(code, place);
  for (const row of rows) {
    if (typeof row.currency === 'string') known.currencies.add(row.currency);
    if (kind === 'items') known.items.add(String(row.item));
    if (kind === 'locations')
      known.locations.set(String(row.location), String(row.locationKind ?? 'shop'));
    if (kind === 'suppliers') known.locations.set(String(row.supplier), 'supplier');
  }
}
