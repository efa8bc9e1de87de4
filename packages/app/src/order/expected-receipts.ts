import { type Kysely, sql } from 'kysely';
import type { Schema } from '../postgres/index.js';

/** Pieces that a place can count on, and when. */
export interface ExpectedPieces {
  readonly itemId: number;
  readonly locationId: number;
  /** Day on which they are expected, YYYY-MM-DD: as confirmed, or else as ordered. */
  readonly day: string;
  readonly pieces: number;
  readonly orderId: number;
}

/**
 * What is still to come from orders that somebody approved, also those not sent yet, so that a plan made
 * between approval and sending does not order the same again. (The column on_order counts sent ones.)
 */
export async function expectedReceipts(kysely: Kysely<Schema>): Promise<ExpectedPieces[]> {
  const { rows } = await sql<ExpectedPieces>`
    select l.item_id as "itemId", o.to_location_id as "locationId",
           coalesce(o.confirmed_arrive_on, o.arrive_on) as day, l.ordered - l.received as pieces,
           o.id as "orderId"
    from supply_order o join supply_order_line l on l.order_id = o.id
    where o.state in ('approved', 'sent', 'confirmed', 'partly_received') and l.ordered > l.received
    order by 1, 2, 3, 5`.execute(kysely);
  return rows;
}

/**
 * What approved transfers that were not sent yet will take from their givers. Once sent, it is in the
 * giver's reserved.
 */
export async function expectedDepartures(kysely: Kysely<Schema>): Promise<ExpectedPieces[]> {
  const { rows } = await sql<ExpectedPieces>`
    select l.item_id as "itemId", o.from_location_id as "locationId", o.ship_on as day,
           l.ordered as pieces, o.id as "orderId"
    from supply_order o join supply_order_line l on l.order_id = o.id
    where o.state = 'approved' and o.kind = 'transfer'
    order by 1, 2, 3, 5`.execute(kysely);
  return rows;
}

/**
 * The same as it was known at the end of a past day: orders sent by then, less what had been received.
 * An order that was closed or cancelled later was still expected then.
 */
export async function receiptsExpectedOn(
  kysely: Kysely<Schema>,
  day: string,
): Promise<ExpectedPieces[]> {
  const { rows } = await sql<ExpectedPieces>`
    select l.item_id as "itemId", o.to_location_id as "locationId", o.arrive_on as day,
           (l.ordered - coalesce(r.received, 0))::int as pieces, o.id as "orderId"
    from supply_order o join supply_order_line l on l.order_id = o.id
    left join (
      select rl.order_line_id, sum(rl.accepted + rl.rejected) as received
      from receipt_line rl join receipt r on r.id = rl.receipt_id
      where r.received_on <= ${day}::date group by rl.order_line_id
    ) r on r.order_line_id = l.id
    where o.sent_on <= ${day}::date and l.ordered > coalesce(r.received, 0)
    order by 1, 2, 3, 5`.execute(kysely);
  return rows;
}
