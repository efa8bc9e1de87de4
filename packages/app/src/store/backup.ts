import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import {
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { sql } from 'kysely';
import { create } from 'tar';
import type { JobProgress } from '../ports.js';
import type { Tx } from '../postgres/index.js';
import { appliedSteps } from '../postgres/migrate.js';
import { Problem } from '../problem.js';
import {
  BACKUP_FORMAT,
  FOLDERS_KEPT,
  MANIFEST,
  type Manifest,
  type ManifestEntry,
} from './backup-format.js';
import { systemCode, tellingProblems } from './file-problems.js';
import type { Store } from './open-store.js';
import { type TableShape, tablesInOrder } from './table-order.js';

export interface BackupReport {
  readonly file: string;
  readonly sizeBytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

/**
 * Writes all of a store into one new file: the tables as of one instant, then the files beside them. The
 * file appears under its name when it is whole. Works with both kinds of database, also while others work
 * on a server's.
 *
 * @throws Problem `file.exists`, `file.noFolder`, `file.notWritable`, `disk.full`; the signal's reason when stopped.
 */
export async function backup(
  store: Store,
  toFile: string,
  progress?: JobProgress,
): Promise<BackupReport> {
  const file = resolve(toFile);
  if (existsSync(file)) throw new Problem('file.exists', { path: file });
  const folder = dirname(file);
  if (!existsSync(folder)) throw new Problem('file.noFolder', { folder, path: file });
  return tellingProblems(file, 'write', async () => {
    const scratch = `${file}.making-${randomUUID().slice(0, 8)}`;
    try {
      await mkdir(join(scratch, 'tables'), { recursive: true });
      const { tables, steps } = await store.database.transaction(
        async (tx) => ({
          steps: await appliedSteps(tx),
          tables: await writeTables(tx, scratch, progress),
        }),
        { isolationLevel: 'repeatable read' },
      );
      const files = await gatherFiles(store, scratch, progress);
      const madeAt = new Date().toISOString();
      const manifest: Manifest = { format: BACKUP_FORMAT, madeAt, steps, tables, files };
      await writeFile(join(scratch, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
      progress?.report('pack', 0.6);
      const packed = join(scratch, 'backup.tar.gz');
      await create({ gzip: { level: 3 }, file: packed, cwd: scratch, portable: true }, [
        MANIFEST,
        'tables',
        ...(files.length > 0 ? ['files'] : []),
      ]);
      progress?.signal.throwIfAborted();
      await forceToDisk(packed);
      if (existsSync(file)) throw new Problem('file.exists', { path: file });
      await rename(packed, file);
      progress?.report('pack', 1);
      return {
        file,
        sizeBytes: (await stat(file)).size,
        tables: tables.length,
        rows: tables.reduce((sum, table) => sum + table.rows, 0),
        files: files.length,
      };
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
}

async function writeTables(
  tx: Tx,
  scratch: string,
  progress: JobProgress | undefined,
): Promise<Manifest['tables']> {
  const tables: Manifest['tables'] = [];
  const shapes = await tablesInOrder(tx);
  for (const [i, shape] of shapes.entries()) {
    progress?.report('tables', (0.5 * i) / shapes.length);
    tables.push(await writeTable(tx, scratch, shape, progress));
  }
  return tables;
}

const ROWS_AT_ONCE = 5000;

async function writeTable(
  tx: Tx,
  scratch: string,
  { name, columns }: TableShape,
  progress: JobProgress | undefined,
): Promise<Manifest['tables'][number]> {
  const path = `tables/${name}.ndjson`;
  const hash = createHash('sha256');
  let rows = 0;
  let size = 0;
  const out = await open(join(scratch, path), 'wx');
  try {
    await sql`declare dump no scroll cursor for
      select row_to_json(t)::text as line from ${sql.table(name)} t`.execute(tx);
    for (;;) {
      progress?.signal.throwIfAborted();
      const page = await sql<{ line: string }>`fetch ${sql.lit(ROWS_AT_ONCE)} from dump`.execute(
        tx,
      );
      if (page.rows.length === 0) break;
      const text = Buffer.from(page.rows.map(({ line }) => `${line}\n`).join(''));
      hash.update(text);
      rows += page.rows.length;
      size += text.length;
      await out.writeFile(text);
    }
    await sql`close dump`.execute(tx);
  } finally {
    await out.close();
  }
  return { name, columns: [...columns], rows, path, size, sha256: hash.digest('hex') };
}

/** Puts the files beside the database into the scratch folder, as links where the disk allows. */
async function gatherFiles(
  { paths }: Store,
  scratch: string,
  progress: JobProgress | undefined,
): Promise<ManifestEntry[]> {
  const entries: ManifestEntry[] = [];
  for (const folder of FOLDERS_KEPT)
    for (const inner of await filesIn(paths[folder])) {
      progress?.signal.throwIfAborted();
      const path = ['files', folder, ...inner.split(sep)].join('/');
      const copy = join(scratch, 'files', folder, inner);
      await mkdir(dirname(copy), { recursive: true });
      if (!(await linkOrCopy(join(paths[folder], inner), copy))) continue;
      entries.push({ path, size: (await stat(copy)).size, sha256: await sha256Of(copy) });
    }
  progress?.report('files', 0.55);
  return entries;
}

/** All files below a folder, by their path inside it; temporary ones of work under way are left out. */
export async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (inner: string) => {
    for (const entry of await readdir(join(folder, inner), { withFileTypes: true })) {
      if (entry.name.startsWith('tmp-')) continue;
      const path = join(inner, entry.name);
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  await walk('').catch((error) => {
    if (systemCode(error) !== 'ENOENT') throw error;
  });
  return found.sort();
}

/** False when the file went away meanwhile: an import under way may have replaced it. */
async function linkOrCopy(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    await copyFile(from, to);
    return true;
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

async function forceToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
