import { type RawBuilder, sql } from 'kysely';

/**
 * Table expressions for a `with`: what people's decisions say about the lines of a run on a day. The
 * last of them, `in_force`, has at most one row per line.
 *
 * - The newest decision on a line counts, and no other: a line snoozed after it was approved is snoozed.
 * - `until` is the last day on which a decision holds. After it the line is as if nobody had decided: it
 *   comes back as open, not as what was said before the snooze, since nobody has looked at it since.
 * - A hold with a day (snoozed or rejected `until`) also binds later runs that propose the same item on
 *   the same way, as long as nobody decides anew there: whoever says "not before May" need not say so
 *   each week. An approval never carries over; money is spent on the plan one has seen.
 *
 * @param runId the run whose lines are asked about
 * @param day   the day on which decisions must hold, YYYY-MM-DD
 */
export const decisionsInForce = (runId: number, day: string): RawBuilder<unknown> => sql`
  own as (
    select distinct on (d.line_id)
           d.line_id, l.run_id, d.state, d.quantity, d.reason, d.until, d.actor, d.decided_at
    from plan_line l
    join plan_line_decision d on d.line_id = l.id
    where l.run_id = ${runId}
    order by d.line_id, d.id desc
  ),
  carried as (
    select distinct on (l.id)
           l.id as line_id, e.run_id, d.state, d.quantity, d.reason, d.until, d.actor, d.decided_at
    from plan_line_decision d
    join plan_line e on e.id = d.line_id and e.run_id < ${runId}
    join plan_line l on l.run_id = ${runId} and l.kind = e.kind and l.item_id = e.item_id
      and l.from_location_id = e.from_location_id and l.to_location_id = e.to_location_id
    where d.until >= ${day}::date and d.state in ('snoozed', 'rejected')
      and not exists (
        select from plan_run r
        join plan_line n on n.run_id = r.id and n.kind = e.kind and n.item_id = e.item_id
          and n.from_location_id = e.from_location_id and n.to_location_id = e.to_location_id
        join plan_line_decision newer on newer.line_id = n.id and newer.id > d.id
        where r.id < ${runId})
    order by l.id, d.id desc
  ),
  in_force as (
    select * from own where until is null or until >= ${day}::date
    union all
    select * from carried where not exists (select from own where own.line_id = carried.line_id)
  )`;
