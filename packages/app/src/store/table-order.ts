import { type Kysely, sql } from 'kysely';
import type { Schema } from '../postgres/index.js';

export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Our tables, each after those it refers to; the list of schema steps is left out. */
export async function tablesInOrder(kysely: Kysely<Schema>): Promise<TableShape[]> {
  const { rows: tables } = await sql<TableShape>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and c.relname <> 'schema_migration'
    group by c.oid order by c.relname`.execute(kysely);
  const { rows: references } = await sql<{ child: string; parent: string }>`
    select distinct c.relname as child, p.relname as parent
    from pg_constraint f
    join pg_class c on c.oid = f.conrelid
    join pg_class p on p.oid = f.confrelid
    where f.contype = 'f' and c.relnamespace = current_schema()::regnamespace
      and c.oid <> p.oid`.execute(kysely);
  const ordered: TableShape[] = [];
  const done = new Set<string>();
  while (ordered.length < tables.length) {
    const ready = tables.filter(
      ({ name }) =>
        !done.has(name) && references.every((r) => r.child !== name || done.has(r.parent)),
    );
    if (ready.length === 0) throw new Error('Tables refer to each other in a circle');
    for (const table of ready) {
      ordered.push(table);
      done.add(table.name);
    }
  }
  return ordered;
}
