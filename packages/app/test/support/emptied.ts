import type { Database } from '@stockwright/app';

/** The tables of a database, by name. */
export async function tableNames(database: Database): Promise<string[]> {
  const { rows } = await database.execute<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Empties a database that was new when it had `tables`, so that it is as new again: no rows but those that
 * name the steps of the schema, and numbers from 1.
 *
 * @returns false when it cannot serve again: its schema was changed, or it is closed.
 */
export async function emptied(database: Database, tables: readonly string[]): Promise<boolean> {
  // A closed database, or one in a broken transaction, answers nothing.
  const found = await tableNames(database).catch(() => []);
  if (found.join() !== tables.join()) return false;
  const given = tables.filter((name) => name !== 'schema_migration');
  // The triggers that keep the journal from being rewritten, and those of foreign keys, rest meanwhile.
  await database.execute(
    `set session_replication_role = replica;
     ${given.map((name) => `delete from "${name}";`).join('\n')}
     set session_replication_role = origin;
     do $$ declare used record; begin
       for used in select sequencename from pg_sequences where last_value is not null loop
         execute format('alter sequence %I restart', used.sequencename);
       end loop;
     end $$;`,
  );
  return true;
}
