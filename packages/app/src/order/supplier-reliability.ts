import { sql } from 'kysely';
import { type LocationRef, refOf } from '../plan/plan-line-query.js';
import type { Database } from '../postgres/index.js';

/** How a lane really performs, by its receipts. */
export interface LaneReliability {
  from: LocationRef;
  to: LocationRef;
  laneId: number | null;
  /** Sent orders of which something came. */
  orderCount: number;
  receiptCount: number;
  /** Days from sending to arrival, each order weighing the same, its receipts by their pieces. */
  leadTimeMeanDays: number;
  /** Spread between orders, with n − 1; 0 for a single order. */
  leadTimeSdDays: number;
  /** Accepted pieces that came on the promised day or before ÷ pieces ordered. */
  onTimeShare: number;
  /** Accepted pieces (at most what was ordered) ÷ pieces ordered. */
  fillShare: number;
}

export interface ReliabilityQuery {
  /** Only orders sent on this day or later, YYYY-MM-DD. */
  readonly since?: string;
}

/**
 * True lead times and reliability per lane, measured on the orders that have come to an end (received in
 * full, or closed short); an order still open would count as late and short before its time. Promised is
 * the arrival that the order asked for, whatever was confirmed later.
 *
 *     mean = Σ L_o / n,   sd = sqrt(Σ (L_o − mean)² / (n − 1)),   L_o = Σ pieces·days / Σ pieces
 */
export async function supplierReliability(
  db: Database,
  { since }: ReliabilityQuery = {},
): Promise<LaneReliability[]> {
  const { rows } = await sql<LaneReliability>`
    with ended as (
      select o.* from supply_order o
      where o.sent_on is not null and o.state in ('received', 'closed')
        ${since ? sql`and o.sent_on >= ${since}::date` : sql``}
    ),
    line as (
      select o.id as order_id, l.ordered, coalesce(sum(rl.accepted), 0) as accepted,
             coalesce(sum(rl.accepted) filter (where r.received_on <= o.arrive_on), 0) as on_time
      from ended o
      join supply_order_line l on l.order_id = o.id
      left join receipt_line rl on rl.order_line_id = l.id
      left join receipt r on r.id = rl.receipt_id
      group by o.id, l.id, l.ordered, o.arrive_on
    ),
    filled as (
      select order_id, sum(ordered) as ordered, sum(least(accepted, ordered)) as accepted,
             sum(least(on_time, ordered)) as on_time
      from line group by order_id
    ),
    timed as (
      select o.id as order_id, count(distinct r.id) as receipts,
             sum((rl.accepted + rl.rejected) * (r.received_on - o.sent_on))::float8
               / sum(rl.accepted + rl.rejected) as days
      from ended o
      join receipt r on r.order_id = o.id
      join receipt_line rl on rl.receipt_id = r.id
      group by o.id
    )
    select (select ${refOf('f')} from location f where f.id = o.from_location_id) as from,
           (select ${refOf('t')} from location t where t.id = o.to_location_id) as to,
           o.lane_id as "laneId", count(t.order_id) as "orderCount",
           coalesce(sum(t.receipts), 0)::bigint as "receiptCount",
           avg(t.days) as "leadTimeMeanDays", coalesce(stddev_samp(t.days), 0) as "leadTimeSdDays",
           (sum(f.on_time) / sum(f.ordered))::float8 as "onTimeShare",
           (sum(f.accepted) / sum(f.ordered))::float8 as "fillShare"
    from ended o
    join filled f on f.order_id = o.id
    left join timed t on t.order_id = o.id
    group by o.from_location_id, o.to_location_id, o.lane_id
    having count(t.order_id) > 0
    order by o.from_location_id, o.to_location_id, o.lane_id`.execute(db.kysely);
  return rows;
}
