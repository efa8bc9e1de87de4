import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { KyselyDatabase } from './database.js';
import { EmbeddedDialect } from './embedded-dialect.js';
import type { Schema } from './schema.js';
import { parseSimpleList, safeInteger, typeNumber } from './types.js';

/**
 * PostgreSQL in this process, its files in a folder. Commits are written to the files before they are
 * answered (relaxed durability is off), so a killed process loses nothing that was acknowledged; a power
 * cut can, since the files are not forced to the disk: use a server where that matters.
 */
export async function openEmbedded(folder: string): Promise<KyselyDatabase> {
  await mkdir(dirname(folder), { recursive: true });
  const pglite = await PGlite.create({
    dataDir: folder,
    relaxedDurability: false,
    parsers: {
      [typeNumber.int8]: safeInteger,
      [typeNumber.date]: (text) => text,
      [typeNumber.int8List]: parseSimpleList(safeInteger),
      [typeNumber.dateList]: parseSimpleList((text) => text),
    },
  });
  return new KyselyDatabase(
    'embedded',
    new Kysely<Schema>({ dialect: new EmbeddedDialect(pglite) }),
  );
}
