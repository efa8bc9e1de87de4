import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { KyselyDatabase } from './database.js';
import { EmbeddedDialect } from './embedded-dialect.js';
import type { Schema } from './schema.js';
import { parseSimpleList, safeInteger, typeNumber } from './types.js';

/** The write-ahead log of a folder stays this small; a server's gigabyte would surprise on a laptop. */
const LOG_SIZE = ['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'];

/**
 * PostgreSQL in this process, its files in a folder. Commits are written to the files before they are
 * answered (relaxed durability is off), so a killed process loses nothing that was acknowledged; a power
 * cut can, since the files are not forced to the disk: use a server where that matters.
 *
 * @throws Error with PostgreSQL's own last words when the folder does not open.
 */
export async function openEmbedded(folder: string): Promise<KyselyDatabase> {
  await mkdir(dirname(folder), { recursive: true });
  const lastWords: string[] = [];
  const pglite = await PGlite.create({
    dataDir: folder,
    relaxedDurability: false,
    startParams: [...PGlite.defaultStartParams, ...LOG_SIZE],
    parsers: {
      [typeNumber.int8]: safeInteger,
      [typeNumber.date]: (text) => text,
      [typeNumber.int8List]: parseSimpleList(safeInteger),
      [typeNumber.dateList]: parseSimpleList((text) => text),
    },
    onStderr: (line) => {
      const fatal = /(?:FATAL|PANIC): +(.*)/.exec(line);
      if (fatal) lastWords.push(fatal[1]);
      return true;
    },
    onStdout: () => true,
  }).catch((error) => {
    throw lastWords.length > 0 ? new Error(lastWords.join('; '), { cause: error }) : error;
  });
  return new KyselyDatabase(
    'embedded',
    new Kysely<Schema>({ dialect: new EmbeddedDialect(pglite, () => lastWords.join('; ')) }),
    folder,
  );
}
