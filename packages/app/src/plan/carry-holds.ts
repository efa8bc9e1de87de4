import { sql } from 'kysely';
import type { Tx } from '../postgres/index.js';

/**
 * Writes on the lines of a new run the holds that still bind them: whoever snoozed or rejected an item on
 * its way "until 20 May" need not say so again each week. A hold binds while it is the newest decision on
 * the same item, from the same place, to the same place, and its day has not passed. An approval, or a
 * decision without a day, is about the plan that was looked at and goes no further.
 *
 * The rows keep who decided, when and why. Call it in the transaction that stores the run, after its lines.
 *
 * @param asOf day the run is of, YYYY-MM-DD
 * @returns how many lines are held
 */
export async function carryHolds(tx: Tx, runId: number, asOf: string): Promise<number> {
  const held = sql`state in ('snoozed', 'rejected') and until >= ${asOf}::date`;
  // Only decisions since the oldest hold can be the newest on a line that is held.
  const { numAffectedRows } = await sql`
    insert into plan_line_decision (line_id, state, quantity, reason, until, actor, decided_at)
    select l.id, r.state, r.quantity, r.reason, r.until, r.actor, r.decided_at
    from (
      select distinct on (e.kind, e.item_id, e.from_location_id, e.to_location_id)
             e.kind, e.item_id, e.from_location_id, e.to_location_id,
             d.id, d.state, d.quantity, d.reason, d.until, d.actor, d.decided_at
      from plan_line_decision d
      join plan_line e on e.id = d.line_id
      where e.run_id < ${runId}
        and d.id >= (select min(id) from plan_line_decision where ${held})
      order by e.kind, e.item_id, e.from_location_id, e.to_location_id, d.id desc
    ) r
    join plan_line l on l.run_id = ${runId} and l.kind = r.kind and l.item_id = r.item_id
      and l.from_location_id = r.from_location_id and l.to_location_id = r.to_location_id
    where ${held}
    order by r.id`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
