import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { Database } from '../postgres/database.js';
import { openDatabase } from '../postgres/open-database.js';
import { Problem } from '../problem.js';
import { type DataFolder, type DataPaths, openDataFolder, removeLeftover } from './data-folder.js';
import { fileProblem } from './file-problems.js';

/** All that a use case reads and writes: the database and the files beside it. */
export interface Store {
  readonly database: Database;
  readonly paths: DataPaths;
  /** True when the process that had the folder before died without closing it. */
  readonly wasInterrupted: boolean;
  close(): Promise<void>;
}

export interface StoreSettings {
  /** The data folder (`--data-dir`). */
  readonly folder: string;
  /** Address of a PostgreSQL server (`DATABASE_URL`); without it the database lies in the folder. */
  readonly url?: string;
  /** Make the folder where there is none (the default). */
  readonly create?: boolean;
}

/**
 * Opens folder and database together. With the embedded database the folder is locked for this process;
 * with a server several processes may share it.
 *
 * @throws Problem `dataDir.*`, `database.*`, `file.notWritable` or `disk.full`.
 */
export async function openStore({ folder, url, create }: StoreSettings): Promise<Store> {
  const dataFolder = await openDataFolder(folder, { exclusive: !url, create });
  try {
    const database = url ? await openDatabase({ url }) : await openEmbeddedIn(dataFolder);
    return {
      database,
      paths: dataFolder.paths,
      wasInterrupted: dataFolder.lock?.tookOverFrom != null,
      async close() {
        try {
          await database.close();
        } finally {
          await dataFolder.close();
        }
      },
    };
  } catch (error) {
    await dataFolder.close();
    throw error;
  }
}

/**
 * The embedded database of a folder. A new one is made aside and moved into place when it is whole, so
 * that a process killed in the seconds this takes leaves nothing that cannot be opened.
 */
async function openEmbeddedIn({ paths }: DataFolder): Promise<Database> {
  const making = `${paths.database}.making`;
  try {
    if (!existsSync(paths.database)) {
      await removeLeftover(making);
      await (await openDatabase({ folder: making })).close();
      await rename(making, paths.database);
    }
    return await openDatabase({ folder: paths.database });
  } catch (error) {
    const told = fileProblem(error, paths.folder, 'write');
    if (told instanceof Problem) throw told;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('database.damaged', { folder: paths.database, reason }, { cause: error });
  }
}
