import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../problem.js';
import { fileProblem, systemCode, tellingProblems } from './file-problems.js';
import { type FolderLock, lockFolder } from './folder-lock.js';

/** Where things lie in a data folder. */
export interface DataPaths {
  readonly folder: string;
  /** Files of the embedded database; unused with a server. */
  readonly database: string;
  /** Parquet files of sales and stock history. */
  readonly history: string;
  /** Forecast files of plan runs. */
  readonly runs: string;
  /** Rows that an import set aside. */
  readonly rejects: string;
  /** Files that jobs made for download. */
  readonly jobs: string;
}

/** Says that a folder is ours and how it is laid out. */
const MARKER = 'stockwright.json';
const LAYOUT = 1;

export const dataPaths = (folder: string): DataPaths => {
  const root = resolve(folder);
  return {
    folder: root,
    database: join(root, 'database'),
    history: join(root, 'history'),
    runs: join(root, 'runs'),
    rejects: join(root, 'rejects'),
    jobs: join(root, 'jobs'),
  };
};

export interface DataFolder {
  readonly paths: DataPaths;
  /** Null where a server holds the database: then several processes may share the folder. */
  readonly lock: FolderLock | null;
  close(): Promise<void>;
}

export interface DataFolderSettings {
  /** Take the folder for this process alone (the default). */
  readonly exclusive?: boolean;
  /** Make the folder where there is none (the default); otherwise that is a Problem. */
  readonly create?: boolean;
}

/**
 * Opens a data folder, laying it out when it is new, and takes its lock.
 *
 * @throws Problem `dataDir.*`, `file.notWritable` or `disk.full`.
 */
export async function openDataFolder(
  folder: string,
  { exclusive = true, create = true }: DataFolderSettings = {},
): Promise<DataFolder> {
  const paths = dataPaths(folder);
  if (!create && !(await isDataFolder(paths.folder)))
    throw new Problem('dataDir.notFound', { folder: paths.folder });
  return tellingProblems(paths.folder, 'write', async () => {
    await mkdir(paths.folder, { recursive: true });
    await refuseForeign(paths.folder);
    const lock = exclusive ? await lockFolder(paths.folder) : null;
    try {
      await layOut(paths);
    } catch (error) {
      await lock?.release();
      throw error;
    }
    return { paths, lock, close: async () => lock?.release() };
  });
}

/** True when the folder was laid out by us. */
export async function isDataFolder(folder: string): Promise<boolean> {
  return (await readMarker(folder)) !== null;
}

async function layOut(paths: DataPaths): Promise<void> {
  for (const part of [paths.history, paths.runs, paths.rejects, paths.jobs])
    await mkdir(part, { recursive: true });
  if ((await readMarker(paths.folder)) === null)
    await writeFile(
      join(paths.folder, MARKER),
      `${JSON.stringify({ layout: LAYOUT, madeAt: new Date().toISOString() })}\n`,
    );
}

/** What we ourselves may have left in a folder before its marker was written. */
const isOurs = (entry: string) =>
  ['history', 'runs', 'rejects', 'jobs'].includes(entry) || entry.startsWith('lock');

async function refuseForeign(folder: string): Promise<void> {
  const marker = await readMarker(folder);
  if (marker === null) {
    const entry = (await readdir(folder)).find((name) => !isOurs(name));
    if (entry) throw new Problem('dataDir.foreign', { folder, entry });
  } else if (marker.layout > LAYOUT)
    throw new Problem('dataDir.newer', { folder, layout: marker.layout });
}

async function readMarker(folder: string): Promise<{ layout: number } | null> {
  try {
    const marker: unknown = JSON.parse(await readFile(join(folder, MARKER), 'utf8'));
    const layout = typeof marker === 'object' && marker && 'layout' in marker ? marker.layout : 0;
    return { layout: typeof layout === 'number' ? layout : 0 };
  } catch (error) {
    // A marker cut off by a full disk still says whose folder it is.
    if (error instanceof SyntaxError) return { layout: 0 };
    if (systemCode(error) === 'ENOENT') return null;
    throw fileProblem(error, folder, 'read');
  }
}

/** Removes what a killed process left half made; only the holder of the lock may. */
export const removeLeftover = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true });
