import type { StockBalance } from '@stockwright/core/order';
import { type Kysely, sql } from 'kysely';
import type { Bucket, Schema } from '../postgres/index.js';

/** A number in stock_balance that the journal does not add up to. */
export interface BalanceDifference {
  readonly itemCode: string;
  readonly locationCode: string;
  readonly bucket: Bucket;
  readonly journal: number;
  readonly balance: number;
}

/** Compares the balances with what the journal adds up to (invariant I9); empty when they are equal. */
export async function balanceDifferences(
  kysely: Kysely<Schema>,
  limit = 1000,
): Promise<BalanceDifference[]> {
  const { rows } = await sql<BalanceDifference>`
    with journal as (
      select item_id, location_id, bucket, sum(quantity) as pieces from movement
      group by item_id, location_id, bucket
    ),
    balance as (
      select b.item_id, b.location_id, v.bucket, v.pieces
      from stock_balance b
      cross join lateral (values ('on_hand', b.on_hand), ('held', b.held), ('reserved', b.reserved),
        ('on_order', b.on_order), ('in_transit', b.in_transit)) v (bucket, pieces)
    )
    select i.code as "itemCode", t.code as "locationCode", bucket,
           coalesce(j.pieces, 0)::bigint as journal, coalesce(b.pieces, 0)::bigint as balance
    from journal j full join balance b using (item_id, location_id, bucket)
    join item i on i.id = item_id
    join location t on t.id = location_id
    where coalesce(j.pieces, 0) <> coalesce(b.pieces, 0)
    order by 1, 2, 3
    limit ${limit}`.execute(kysely);
  return rows;
}

/** One balance as the table has it; an item-location without a row has nothing. */
export async function readBalance(
  kysely: Kysely<Schema>,
  itemId: number,
  locationId: number,
): Promise<StockBalance> {
  const row = await kysely
    .selectFrom('stock_balance')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('location_id', '=', locationId)
    .executeTakeFirst();
  return {
    onHand: row?.on_hand ?? 0,
    held: row?.held ?? 0,
    reserved: row?.reserved ?? 0,
    onOrder: row?.on_order ?? 0,
    inTransit: row?.in_transit ?? 0,
  };
}
