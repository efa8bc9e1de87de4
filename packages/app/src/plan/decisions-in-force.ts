import { type RawBuilder, sql } from 'kysely';

/**
 * Table expressions for a `with`: what people's decisions say about the lines of a run on a day. The
 * last of them, `in_force`, has at most one row per line.
 *
 * - The newest decision on a line counts, and no other: a line snoozed after it was approved is snoozed.
 * - `until` is the last day on which a decision holds. After it the line is as if nobody had decided: it
 *   comes back as open, not as what was said before the snooze, since nobody has looked at it since.
 *
 * @param runId the run whose lines are asked about
 * @param day   the day on which decisions must hold, YYYY-MM-DD
 */
export const decisionsInForce = (runId: number, day: string): RawBuilder<unknown> => sql`
  newest as (
    select distinct on (d.line_id)
           d.line_id, d.state, d.quantity, d.reason, d.until, d.actor, d.decided_at
    from plan_line l
    join plan_line_decision d on d.line_id = l.id
    where l.run_id = ${runId}
    order by d.line_id, d.id desc
  ),
  in_force as (
    select * from newest where until is null or until >= ${day}::date
  )`;
