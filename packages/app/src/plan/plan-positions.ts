import { sql } from 'kysely';
import type { Database } from '../postgres/index.js';
import { type ItemRef, itemText, type LocationRef, refOf, wordsOf } from './plan-line-query.js';
import { readRun } from './plan-runs.js';

/** Which item-locations of a run are meant. */
export interface PlanPositionQuery {
  /** Code of an item; or words that all occur in an item's code or names. */
  item?: string;
  /** Code of a location. */
  location?: string;
  /** At most this many, those with a forecast of their own and the greatest demand first; 200 by default. */
  limit?: number;
}

export interface PlanPositionList {
  data: { item: ItemRef; location: LocationRef }[];
  /** How many match in all. */
  total: number;
}

/** The item-locations that a run planned. @throws Problem `plan.runNotFound`. */
export async function listPlanPositions(
  db: Database,
  runId: number,
  { item, location, limit = 200 }: PlanPositionQuery = {},
): Promise<PlanPositionList> {
  await readRun(db.kysely, runId);
  const conditions = [sql`p.run_id = ${runId}`];
  if (location) conditions.push(sql`t.code = ${location}`);
  if (item) {
    const words = wordsOf(item).map((word) => sql`${itemText} like ${word}`);
    conditions.push(sql`(i.code = ${item} or not exists (select from item where code = ${item})
      and ${sql.join([sql`true`, ...words], sql` and `)})`);
  }
  const { rows } = await sql<{ item: ItemRef; location: LocationRef; total: number }>`
    select ${refOf('i')} as item, ${refOf('t')} as location, count(*) over () as total
    from plan_position p
    join item i on i.id = p.item_id
    join location t on t.id = p.location_id
    where ${sql.join(conditions, sql` and `)}
    order by p.forecast_method = 'none', p.demand_mean desc, i.id, t.id
    limit ${limit}`.execute(db.kysely);
  return {
    data: rows.map(({ item, location }) => ({ item, location })),
    total: rows[0]?.total ?? 0,
  };
}
