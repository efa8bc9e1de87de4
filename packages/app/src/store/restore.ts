import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import { extract } from 'tar';
import type { JobProgress } from '../ports.js';
import { type Database, isDiskFull, openDatabase, type Schema } from '../postgres/index.js';
import { appliedSteps, migrate } from '../postgres/migrate.js';
import { migrations } from '../postgres/migrations/index.js';
import { withoutPassword } from '../postgres/server-database.js';
import { Problem } from '../problem.js';
import { sha256Of } from './backup.js';
import { BACKUP_FORMAT, MANIFEST, Manifest } from './backup-format.js';
import { dataPaths, openDataFolder } from './data-folder.js';
import { systemCode, tellingProblems } from './file-problems.js';

export interface RestoreTarget {
  /** Data folder; absent or empty, unless `replace`. */
  readonly folder: string;
  /** Server whose database takes the tables; it must be empty. Without it they go into the folder. */
  readonly url?: string;
  /** Put the backup in the place of the data folder that is there. Not for a server's database. */
  readonly replace?: boolean;
}

export interface RestoreReport {
  readonly folder: string;
  readonly madeAt: string;
  readonly rows: number;
  readonly files: number;
}

/**
 * Brings a backup back, of whichever kind of database, into an empty place: all of it or nothing. The new
 * folder is built aside and moved into place at the end.
 *
 * @throws Problem `file.notFound`, `backup.damaged`, `backup.newer`, `restore.notEmpty`, `dataDir.inUse`,
 *   `disk.full`, `file.notWritable`, `database.unreachable`; the signal's reason when stopped.
 */
export async function restore(
  file: string,
  { folder: toFolder, url, replace = false }: RestoreTarget,
  progress?: JobProgress,
): Promise<RestoreReport> {
  const folder = resolve(toFolder);
  await tellingProblems(file, 'read', () => stat(file));
  return tellingProblems(folder, 'write', async () => {
    const isThere = !(await isEmpty(folder));
    if (isThere && !replace) throw new Problem('restore.notEmpty', { target: folder });
    await mkdir(dirname(folder), { recursive: true });
    const scratch = `${folder}.restoring-${randomUUID().slice(0, 8)}`;
    // Holding the lock of what is replaced keeps every other process out of it.
    const former = isThere ? await openDataFolder(folder, { create: false }) : null;
    try {
      const unpacked = join(scratch, 'in');
      const manifest = await unpack(file, unpacked, progress);
      const made = join(scratch, 'out');
      await (await openDataFolder(made)).close();
      for (const entry of manifest.files) {
        const path = join(made, ...entry.path.split('/').slice(1));
        await mkdir(dirname(path), { recursive: true });
        await rename(join(unpacked, entry.path), path);
      }
      const intoPlace = () => swapIn(made, folder, former !== null, scratch);
      const database = url
        ? await openDatabase({ url, migrate: false })
        : await openDatabase({ folder: dataPaths(made).database, migrate: false });
      try {
        await fill(database, unpacked, manifest, progress, url ? intoPlace : undefined, url);
      } finally {
        await database.close();
      }
      if (!url) await intoPlace();
      return {
        folder,
        madeAt: manifest.madeAt,
        rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
        files: manifest.files.length,
      };
    } finally {
      await former?.close();
      await rm(scratch, { recursive: true, force: true, maxRetries: 10 });
    }
  });
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return true;
    throw error;
  }
}

/** Unpacks a backup and checks every byte of it against its manifest. */
async function unpack(
  file: string,
  into: string,
  progress: JobProgress | undefined,
): Promise<Manifest> {
  await mkdir(into, { recursive: true });
  progress?.report('unpack', 0);
  const damaged = (reason: string, cause?: unknown) =>
    new Problem('backup.damaged', { file, reason }, { cause });
  try {
    // Read to its end first: unpacking goes on in the background for a while after a file proves cut off.
    await pipeline(createReadStream(file), createGunzip(), nowhere(), {
      signal: progress?.signal,
    });
    await extract({
      file,
      cwd: into,
      strict: true,
      filter: (_path, entry) =>
        'type' in entry && (entry.type === 'File' || entry.type === 'Directory'),
    });
  } catch (error) {
    progress?.signal.throwIfAborted();
    if (isDiskFull(error)) throw error;
    throw damaged(error instanceof Error ? error.message : String(error), error);
  }
  progress?.signal.throwIfAborted();
  const manifest = await readManifest(join(into, MANIFEST), file, damaged);
  for (const { path, size, sha256 } of [...manifest.tables, ...manifest.files]) {
    progress?.signal.throwIfAborted();
    if (path.split('/').includes('..') || !/^(tables|files)\//.test(path))
      throw damaged(`it names ${path}`);
    const found = await stat(join(into, path)).catch(() => null);
    if (!found) throw damaged(`${path} is missing`);
    if (found.size !== size || (await sha256Of(join(into, path))) !== sha256)
      throw damaged(`${path} differs from what was saved`);
  }
  progress?.report('unpack', 0.3);
  return manifest;
}

const nowhere = () =>
  new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });

async function readManifest(
  path: string,
  file: string,
  damaged: (reason: string, cause?: unknown) => Problem,
): Promise<Manifest> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw damaged('its list of contents is missing or cut off', error);
  }
  const format =
    typeof value === 'object' && value !== null && 'format' in value ? value.format : null;
  if (typeof format === 'number' && format > BACKUP_FORMAT)
    throw new Problem('backup.newer', { file, step: `format ${format}` });
  const manifest = Manifest.safeParse(value);
  if (!manifest.success) throw damaged('its list of contents cannot be read', manifest.error);
  const unknown = manifest.data.steps.find((step) => !migrations.some((m) => m.name === step));
  if (unknown) throw new Problem('backup.newer', { file, step: unknown });
  return manifest.data;
}

/**
 * Fills an empty database: first the schema that the rows belong to, then the rows, then newer steps.
 *
 * @param beforeCommit done when the rows are in and just before they are committed
 */
async function fill(
  database: Database,
  unpacked: string,
  manifest: Manifest,
  progress: JobProgress | undefined,
  beforeCommit: () => Promise<void> = async () => {},
  url = '',
): Promise<void> {
  const { kysely } = database;
  const target = withoutPassword(url);
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('schema_migration') is not null as there`.execute(kysely);
  const own = migrations.filter(({ name }) => manifest.steps.includes(name));
  if (rows[0].there) {
    const steps = await appliedSteps(kysely);
    if (steps.join() !== manifest.steps.join()) throw new Problem('restore.notEmpty', { target });
  } else await migrate(kysely, own);
  for (const { name } of manifest.tables) {
    const found = await sql`select from ${sql.table(name)} limit 1`.execute(kysely);
    if (found.rows.length > 0) throw new Problem('restore.notEmpty', { target });
  }
  await database.transaction(async (tx) => {
    const total = manifest.tables.reduce((sum, table) => sum + table.rows, 1);
    let done = 0;
    for (const table of manifest.tables) {
      for await (const lines of batches(join(unpacked, table.path))) {
        progress?.signal.throwIfAborted();
        await insertLines(tx, table, lines);
        done += lines.length;
        progress?.report('tables', 0.3 + (0.65 * done) / total);
      }
      await resetIdentity(tx, table.name);
    }
    await beforeCommit();
  });
  await migrate(kysely);
  await database.execute('analyze');
}

const BATCH_CHARACTERS = 1_000_000;

async function* batches(path: string): AsyncGenerator<string[]> {
  let lines: string[] = [];
  let characters = 0;
  const reader = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: 0 });
  for await (const line of reader) {
    lines.push(line);
    characters += line.length;
    if (characters < BATCH_CHARACTERS) continue;
    yield lines;
    lines = [];
    characters = 0;
  }
  if (lines.length > 0) yield lines;
}

/** The rows never pass through JavaScript numbers: the database reads the text it wrote. */
const insertLines = (
  tx: Kysely<Schema>,
  { name, columns }: Manifest['tables'][number],
  lines: readonly string[],
) => {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  return sql`
    insert into ${sql.table(name)} (${list}) overriding system value
    select ${list}
    from json_populate_recordset(null::${sql.table(name)}, ${`[${lines.join(',')}]`}::json)`.execute(
    tx,
  );
};

async function resetIdentity(tx: Kysely<Schema>, table: string): Promise<void> {
  const { rows } = await sql<{ column: string }>`
    select attname as column from pg_attribute
    where attrelid = ${table}::regclass and attidentity <> ''`.execute(tx);
  for (const { column } of rows)
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
      coalesce(max(${sql.ref(column)}), 1), max(${sql.ref(column)}) is not null)
      from ${sql.table(table)}`.execute(tx);
}

/** Moves the new folder into place; what was there goes with the scratch folder. */
async function swapIn(
  made: string,
  folder: string,
  isThere: boolean,
  scratch: string,
): Promise<void> {
  if (!isThere) {
    await rmdir(folder).catch((error) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
    await rename(made, folder);
    return;
  }
  const former = join(scratch, 'former');
  await rename(folder, former);
  try {
    await rename(made, folder);
  } catch (error) {
    await rename(former, folder);
    throw error;
  }
}
