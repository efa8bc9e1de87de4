import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { formatDay } from '@stockwright/core/units';
import { currentFiles } from '../history/current-files.js';
import { type Duck, withDuck } from '../history/duck.js';
import { temporaryFolder } from '../history/temporary.js';
import type { Language } from '../messages/language.js';
import type { Clock, JobProgress } from '../ports.js';
import { Problem } from '../problem.js';
import { fileProblem, type Store, tellingProblems } from '../store/index.js';
import { findHeader } from './header.js';
import type { ImportReport, SkippedFile, SourceReport } from './import-report.js';
import { importKinds } from './kinds.js';
import { impliedCurrency, loadKnownCodes } from './known-codes.js';
import { landSource } from './land-source.js';
import { type FileMapping, type Mapping, mappingFor, parseMapping } from './mapping.js';
import { type OpenTable, openTables, sampleOf } from './open-table.js';
import { isCopy, type OtherSales, overlapWith } from './overlap.js';
import { contentHash, prepareSource, type ReadFile } from './prepare-source.js';
import type { PreparedSource } from './prepared-source.js';

export interface ImportSettings {
  readonly store: Pick<Store, 'database' | 'paths'>;
  /** Files, or folders whose tables are read (a `mapping.json` in there holds for them). */
  readonly paths: readonly string[];
  /** Name of the source; otherwise each file's name. With files of several kinds: `<source>/<kind>`. */
  readonly source?: string;
  /** Path of a mapping file, or its content. */
  readonly mapping?: string | Mapping;
  /** What the command line says; it wins over the mapping. */
  readonly flags?: Partial<FileMapping>;
  readonly dryRun?: boolean;
  /** Largest share of rows that may be set aside; 0.05 unless told. */
  readonly rejectThreshold?: number;
  readonly encoding?: string;
  readonly progress: JobProgress;
  readonly clock?: Clock;
  /** Takes sales in that another source holds already: both are meant. */
  readonly allowOverlap?: boolean;
  /** Names the rejects file. */
  readonly jobId?: string;
  /** Who asked for it, for the journal. */
  readonly actor?: string;
  /** Language of the reasons in the rejects file. */
  readonly language?: Language;
}

const TABLE_FILE = /\.(csv|tsv|txt|tab|parquet|pq|xlsx|xlsm|xls)(\.gz)?$/i;
const MAPPING_FILE = 'mapping.json';

/**
 * Imports files: reads and checks them all, writes history as Parquet, and then puts everything in force
 * in one transaction. Until that transaction nothing has changed, so whatever stops the import leaves
 * the former state; what it wrote aside is swept when the store is next opened.
 *
 * @throws Problem `import.*`, `file.*`, `disk.full`; the signal's reason when cancelled
 */
export async function importFiles(settings: ImportSettings): Promise<ImportReport> {
  const { store, progress, dryRun = false } = settings;
  const folder = dryRun ? await mkdtemp(join(tmpdir(), 'stockwright-')) : temporaryFolder(store);
  try {
    return await withDuck(
      { tempFolder: join(folder, 'duckdb'), signal: progress.signal },
      async (duck) => {
        await mkdir(folder, { recursive: true });
        return new Import(settings, duck, folder).run();
      },
    );
  } catch (error) {
    throw fileProblem(error, dryRun ? folder : store.paths.folder, 'write');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class Import {
  readonly #skipped: SkippedFile[] = [];
  readonly #today: string;
  /** Bytes of all files, and of those that are read, checked and written. */
  #files = 0;

  constructor(
    private readonly settings: ImportSettings,
    private readonly duck: Duck,
    private readonly folder: string,
  ) {
    const now = settings.clock?.now() ?? new Date();
    this.#today = formatDay(
      Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000),
    );
  }

  async run(): Promise<ImportReport> {
    const { progress, dryRun = false } = this.settings;
    const groups = await this.#readAll();
    const prepared: (PreparedSource & { isRefused: boolean })[] = [];
    const reports = new Map<string, SourceReport>();
    const known = await loadKnownCodes(this.settings.store.database);
    const unchanged = new Map<string, SourceReport>();
    for (const [source, files] of groups) {
      const report = await this.#unchanged(source, files);
      if (report) unchanged.set(source, report);
    }
    // What this import replaces no longer counts; what it brings counts for the sources after it.
    const replaced = new Set(groups.map(([source]) => source).filter((s) => !unchanged.has(s)));
    const sales: OtherSales[] = (await currentFiles(this.settings.store, 'sales')).filter(
      ({ source }) => !replaced.has(source),
    );
    const salesGroups = groups.filter(([, [file]]) => file.header.kind === 'sales').length;
    for (const [i, [source, files]] of groups.entries()) {
      progress.signal.throwIfAborted();
      const former = unchanged.get(source);
      if (former) {
        reports.set(source, former);
        continue;
      }
      const share = (step: number) => 0.25 + (0.65 * (i + step)) / groups.length;
      const read = await prepareSource(source, files, {
        duck: this.duck,
        known,
        today: Math.round(Date.parse(this.#today) / 86_400_000),
        rejectThreshold: this.settings.rejectThreshold ?? 0.05,
        isDryRun: dryRun,
        writesSales: !dryRun || sales.length > 0 || salesGroups > 1,
        rejectsPath: (name) => this.#rejectsPath(name),
        language: this.settings.language ?? 'en',
        report: (stage) => progress.report(stage, share(stage === 'check' ? 0 : 0.6)),
        signal: progress.signal,
      });
      const ready = await this.#compared(read, files, sales);
      prepared.push(ready);
      const state = ready.isRefused ? 'refused' : 'checked';
      reports.set(source, { ...ready.report, state, versionId: null });
      for (const file of ready.report.files)
        progress.log(
          'info',
          `${file.file}: ${ready.kind}, ${file.rows} rows, ${file.rejected} set aside`,
        );
    }
    if (!dryRun) {
      const versions = await this.#land(prepared, impliedCurrency(known));
      for (const { report } of prepared)
        reports.set(report.source, {
          ...report,
          state: 'imported',
          versionId: versions.get(report.source) ?? null,
        });
    }
    progress.report('land', 1);
    return { dryRun, sources: [...reports.values()], skipped: this.#skipped };
  }

  /**
   * Looks for a source's sales in other sources, and adds the source to them. Each row counts as demand,
   * so the same file under a second name would double it.
   *
   * @throws Problem `import.repeatsSource` or `import.repeatsSources`; a dry run is refused with the same
   *   words as a note
   */
  async #compared(
    ready: PreparedSource & { isRefused: boolean },
    files: readonly ReadFile[],
    sales: OtherSales[],
  ): Promise<PreparedSource & { isRefused: boolean }> {
    const { report, parquet } = ready;
    if (ready.kind !== 'sales' || parquet === null) return ready;
    const { source, firstDay, lastDay } = report;
    const rows = report.rows - report.rejected;
    const overlap = await overlapWith(this.duck, { path: parquet, firstDay, lastDay, rows }, sales);
    sales.push({ source, path: parquet, firstDay, lastDay });
    if (!overlap) return ready;
    const { sources, matching, share } = overlap;
    const facts = {
      source,
      other: sources.join(', '),
      matching,
      rows,
      rate: `${(100 * share).toFixed(1)} %`,
    };
    const isAllowed =
      this.settings.allowOverlap || files.some(({ mapping }) => mapping.allowOverlap);
    const isRefused = !isAllowed && isCopy(overlap, rows);
    const code: 'repeatsSource' | 'repeatsSources' =
      sources.length === 1 ? 'repeatsSource' : 'repeatsSources';
    if (isRefused && !this.settings.dryRun) throw new Problem(`import.${code}`, facts);
    const note = { code: isRefused ? code : 'sharesRows', facts } as const;
    return {
      ...ready,
      isRefused: ready.isRefused || isRefused,
      report: { ...report, notes: [...report.notes, note] },
    };
  }

  /** Opens all files and understands their headers, then sorts them so that what is referred to lands first. */
  async #readAll(): Promise<[source: string, files: ReadFile[]][]> {
    const found = await this.#findFiles();
    const read: { file: ReadFile; source: string }[] = [];
    for (const [i, { path, mapping, isListed }] of found.entries()) {
      const { progress } = this.settings;
      progress.signal.throwIfAborted();
      progress.report('read', (0.25 * i) / found.length);
      try {
        const file = await this.#readFile(path, mapping);
        read.push({ file, source: file.mapping.source ?? basename(path) });
      } catch (error) {
        // In a folder there may be tables that mean nothing to us; a file that was asked for must be read.
        if (isListed || !(error instanceof Problem) || !isForeign(error)) throw error;
        this.#skipped.push({ file: basename(path), problem: error });
        progress.log('warn', error.message);
      }
    }
    if (read.length === 0) throw this.#nothing();
    return this.#grouped(read);
  }

  #nothing(): Problem {
    return new Problem('import.nothingFound', { path: this.settings.paths.join(', ') });
  }

  #grouped(read: readonly { file: ReadFile; source: string }[]): [string, ReadFile[]][] {
    const { source } = this.settings;
    const kindsRead = new Set(read.map(({ file }) => file.header.kind));
    const groups = new Map<string, ReadFile[]>();
    const ordered = [...read].sort(
      (a, b) => importKinds.indexOf(a.file.header.kind) - importKinds.indexOf(b.file.header.kind),
    );
    for (const { file, source: own } of ordered) {
      const name = source ? (kindsRead.size > 1 ? `${source}/${file.header.kind}` : source) : own;
      const group = groups.get(name) ?? [];
      const [first] = group;
      if (first && first.header.kind !== file.header.kind)
        throw new Problem('import.mixedSource', {
          file: first.table.fileName,
          other: file.table.fileName,
          source: name,
          what: `${first.header.kind}, ${file.header.kind}`,
        });
      group.push(file);
      groups.set(name, group);
    }
    return [...groups];
  }

  async #readFile(path: string, mapping: FileMapping): Promise<ReadFile> {
    const folder = join(this.folder, String(this.#files++));
    const { signal } = this.settings.progress;
    const { encoding, delimiter, sheet } = mapping;
    const tables = await openTables(
      path,
      { encoding, delimiter, sheet, folder, signal },
      this.duck,
    );
    let problem: unknown;
    for (const table of tables)
      try {
        const header = findHeader(sampleOf(table), table.fileName, mapping);
        return { table, header, mapping, folder };
      } catch (error) {
        // The first sheet with a header that is understood counts; the first complaint is told otherwise.
        problem ??= error;
      }
    throw misnamed(tables[0], problem);
  }

  async #findFiles(): Promise<{ path: string; mapping: FileMapping; isListed: boolean }[]> {
    const { paths, encoding, flags = {} } = this.settings;
    const given = await loadMapping(this.settings.mapping);
    const overlay = { ...flags, encoding: encoding ?? flags.encoding };
    const found: { path: string; mapping: FileMapping; isListed: boolean }[] = [];
    for (const path of paths) {
      const status = await tellingProblems(path, 'read', () => stat(path));
      if (!status.isDirectory()) {
        found.push({
          path,
          mapping: mappingFor(given ?? {}, basename(path), overlay),
          isListed: true,
        });
        continue;
      }
      const names = await tellingProblems(path, 'read', () => readdir(path));
      const own = names.includes(MAPPING_FILE) ? await loadMapping(join(path, MAPPING_FILE)) : null;
      const tables = names.filter((name) => TABLE_FILE.test(name)).sort();
      if (tables.length === 0) throw new Problem('import.nothingFound', { path });
      for (const name of tables)
        found.push({
          path: join(path, name),
          mapping: mappingFor(given ?? own ?? {}, name, overlay),
          isListed: false,
        });
    }
    return found;
  }

  /** The report of a source whose very content is in force already. */
  async #unchanged(source: string, files: readonly ReadFile[]): Promise<SourceReport | null> {
    const current = await this.settings.store.database.kysely
      .selectFrom('source as s')
      .innerJoin('source_current as c', 'c.source_id', 's.id')
      .innerJoin('source_version as v', 'v.id', 'c.version_id')
      .where('s.name', '=', source)
      .select(['s.kind', 'v.id', 'v.content_hash', 'v.row_count', 'v.rejected_count', 'v.mapping'])
      .select(['v.first_day', 'v.last_day', 'v.is_assumption'])
      .executeTakeFirst();
    const { kind } = files[0].header;
    if (!current) return null;
    if (current.kind !== kind)
      throw new Problem('import.sourceOfOtherKind', {
        source,
        was: current.kind,
        file: files[0].table.fileName,
        kind,
      });
    if (current.content_hash !== contentHash(files)) return null;
    // Rows that named something unknown may be good by now.
    const { unknownReferences } = current.mapping as { unknownReferences?: number };
    if (unknownReferences) return null;
    return {
      source,
      kind,
      state: 'unchanged',
      files: [],
      rows: current.row_count + current.rejected_count,
      rejected: current.rejected_count,
      rejectsFile: null,
      firstDay: current.first_day,
      lastDay: current.last_day,
      isAssumption: current.is_assumption,
      created: { items: 0, locations: 0 },
      versionId: current.id,
      notes: [],
    };
  }

  #rejectsPath(source: string): string {
    const safe = source.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 100);
    const job = (this.settings.jobId ?? randomUUID()).slice(0, 8);
    return join(this.settings.store.paths.rejects, `${safe}-${job}.csv`);
  }

  /** Names the history files for good and puts all sources in force: all or none. */
  async #land(prepared: readonly PreparedSource[], currency: string): Promise<Map<string, number>> {
    const { store, progress, actor = 'import' } = this.settings;
    progress.signal.throwIfAborted();
    progress.report('land', 0.9);
    const files = new Map<PreparedSource, string>();
    for (const source of prepared)
      if (source.parquet) files.set(source, await keepFile(store, source.kind, source.parquet));
    progress.signal.throwIfAborted();
    return store.database.transaction(async (tx) => {
      const versions = new Map<string, number>();
      for (const source of prepared) {
        const settings = {
          file: files.get(source) ?? null,
          actor,
          today: this.#today,
          currency,
        };
        versions.set(source.report.source, await landSource(tx, source, settings));
      }
      return versions;
    });
  }
}

/** A table that is simply not meant for us, as against one that is broken. */
const isForeign = ({ code }: Problem): boolean =>
  [
    'import.noHeader',
    'import.columnMissing',
    'import.kindUnclear',
    'import.unknownFormat',
    'import.notWhatNamed',
  ].includes(code);

/** Text under a workbook's name, with no header in it: the name is what is wrong, not the columns. */
function misnamed({ format, fileName }: OpenTable, problem: unknown): unknown {
  const ending = /\.(xlsx|xlsm|xls|parquet)(\.gz)?$/i.exec(fileName)?.[1];
  return format === 'csv' && ending && problem instanceof Problem && isForeign(problem)
    ? new Problem(
        'import.notWhatNamed',
        { file: fileName, format: ending.toUpperCase() },
        { cause: problem },
      )
    : problem;
}

async function loadMapping(mapping: string | Mapping | undefined): Promise<Mapping | null> {
  if (mapping === undefined) return null;
  if (typeof mapping !== 'string') return mapping;
  const text = await tellingProblems(mapping, 'read', () => readFile(mapping, 'utf8'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Problem(
      'import.badMapping',
      { file: mapping, where: '(top)', what },
      { cause: error },
    );
  }
  return parseMapping(value, basename(mapping));
}

/** Syncs a history file and gives it the name of its content, by which versions point to it. */
async function keepFile(
  { paths }: Pick<Store, 'paths'>,
  kind: string,
  path: string,
): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const name = `${kind}-${hash.digest('hex').slice(0, 32)}${extname(path)}`;
  await sync(path);
  await rename(path, join(paths.history, name));
  await sync(paths.history);
  return name;
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
