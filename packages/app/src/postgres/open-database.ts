import type { Database } from './database.js';
import { openEmbedded } from './embedded-database.js';
import { migrate } from './migrate.js';
import { openServer } from './server-database.js';

export interface DatabaseSettings {
  /** Address of a PostgreSQL server; wins over `folder`. */
  readonly url?: string;
  /** Folder of the embedded database; made when absent. The caller holds the lock of the data folder. */
  readonly folder?: string;
  /** Bring the schema to its newest step (the default). */
  readonly migrate?: boolean;
}

/**
 * Opens the database and brings its schema up to date.
 *
 * @throws Problem `database.unreachable`, `database.newer` or `database.damaged`.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const database = await connect(settings);
  try {
    if (settings.migrate ?? true) await migrate(database.kysely);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function connect({ url, folder }: DatabaseSettings) {
  if (url) return openServer(url);
  if (folder) return openEmbedded(folder);
  throw new RangeError('openDatabase needs the url of a server or a folder');
}
