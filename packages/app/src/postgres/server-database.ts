import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Problem } from '../problem.js';
import { KyselyDatabase } from './database.js';
import type { Schema } from './schema.js';
import { parseSimpleList, safeInteger, typeNumber } from './types.js';

const parsers = new Map<number, (text: string) => unknown>([
  [typeNumber.int8, safeInteger],
  [typeNumber.date, (text) => text],
  [typeNumber.int8List, parseSimpleList(safeInteger)],
  [typeNumber.dateList, parseSimpleList((text) => text)],
]);

const types: pg.CustomTypesConfig = {
  // Kept to this pool: the global table of `pg` belongs to the whole process.
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format ?? 'text') === 'text' && parsers.has(oid)
      ? parsers.get(oid)
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

const CONNECTIONS = 10;

/**
 * A PostgreSQL server by its address (`postgres://user@host/name`).
 *
 * @throws Problem `database.unreachable` when no connection comes about.
 */
export async function openServer(url: string, connections = CONNECTIONS): Promise<KyselyDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // Instants come and go in UTC whatever the server's own zone, as they do embedded.
    options: '-c TimeZone=UTC -c client_min_messages=warning',
    application_name: 'stockwright',
  });
  // An idle connection that breaks (server restart) is dropped by the pool; the next use opens another.
  pool.on('error', () => {});
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new Problem(
      'database.unreachable',
      { address: withoutPassword(url), reason: reasonOf(error) },
      { cause: error },
    );
  }
  return new KyselyDatabase(
    'server',
    new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }),
    withoutPassword(url),
  );
}

/** The address as it may be shown. */
export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.password) parsed.password = '***';
    return parsed.toString();
  } catch {
    return 'DATABASE_URL';
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
