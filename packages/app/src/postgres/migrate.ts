import { CompiledQuery, type Kysely, sql } from 'kysely';
import { Problem } from '../problem.js';
import { migrations as all, type Migration } from './migrations/index.js';
import type { Schema } from './schema.js';

/** Any number will do, as long as every program that migrates this database takes the same one. */
const MIGRATION_LOCK = 7_170_919;

/**
 * Brings the schema to the newest step this program knows, each step in a transaction of its own. Two
 * programs that start at once wait for each other.
 *
 * @returns the names of the steps that were applied now.
 * @throws Problem `database.newer` when the database has steps that this program does not know.
 */
export async function migrate(
  kysely: Kysely<Schema>,
  migrations: readonly Migration[] = all,
): Promise<string[]> {
  const applied: string[] = [];
  await withMigrationLock(kysely, async (tx) => {
    await sql`create table if not exists schema_migration (
      name text primary key, applied_at timestamptz not null default now())`.execute(tx);
    const unknown = (await appliedSteps(tx)).find(
      (name) => !migrations.some((m) => m.name === name),
    );
    if (unknown) throw new Problem('database.newer', { step: unknown });
  });
  for (const migration of migrations)
    await withMigrationLock(kysely, async (tx) => {
      if ((await appliedSteps(tx)).includes(migration.name)) return;
      await tx.executeQuery(CompiledQuery.raw(migration.sql));
      await tx.insertInto('schema_migration').values({ name: migration.name }).execute();
      applied.push(migration.name);
    });
  return applied;
}

/** Steps of the schema that the database has, oldest first. */
export async function appliedSteps(kysely: Kysely<Schema>): Promise<string[]> {
  const rows = await kysely.selectFrom('schema_migration').select('name').orderBy('name').execute();
  return rows.map((row) => row.name);
}

const withMigrationLock = (kysely: Kysely<Schema>, work: (tx: Kysely<Schema>) => Promise<void>) =>
  kysely.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
    await work(tx);
  });
