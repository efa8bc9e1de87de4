import { randomUUID } from 'node:crypto';
import {
  balanceFaults,
  balancesFrom,
  EMPTY_BALANCE,
  freeOnHand,
  type ItemLocation,
  type Movement,
  placeKey,
  type StockBalance,
} from '@stockwright/core/order';
import { formatDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import { json, type Tx } from '../postgres/index.js';
import { Problem } from '../problem.js';

/** What PostgreSQL's integer holds. */
const MOST_PIECES = 2_147_483_647;

/** What happened, with the rows that the journal gets for it. */
export interface StockEvent {
  readonly movements: readonly Movement[];
  readonly actor: string;
  readonly reason?: string | null;
  readonly supplyOrderId?: number | null;
}

/**
 * Locks item-locations for the rest of the transaction and tells their balances; those without a row get
 * an empty one. Always in the order of (item, location): two transactions then wait for each other, never
 * in a circle.
 *
 * @returns balances by `placeKey`
 */
export async function lockBalances(
  tx: Tx,
  places: readonly ItemLocation[],
): Promise<Map<string, StockBalance>> {
  const wanted = json(places.map(({ item, location }) => ({ item, location })));
  await sql`insert into stock_balance (item_id, location_id)
    select distinct item, location
    from jsonb_to_recordset(${wanted}::jsonb) as p (item bigint, location bigint)
    order by item, location
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<StockBalance & ItemLocation>`
    select b.item_id as item, b.location_id as location, b.on_hand as "onHand", b.held, b.reserved,
           b.on_order as "onOrder", b.in_transit as "inTransit"
    from stock_balance b
    where (b.item_id, b.location_id) in (
      select item, location from jsonb_to_recordset(${wanted}::jsonb) as p (item bigint, location bigint))
    order by b.item_id, b.location_id
    for no key update`.execute(tx);
  return new Map(
    rows.map(({ item, location, ...balance }) => [placeKey({ item, location }), balance]),
  );
}

/**
 * Writes an event to the journal and to the balances: both or, with the transaction, neither. The table's
 * CHECKs guard what this function has checked already, against every other writer.
 *
 * @returns the id that the rows of the event share, or null when there was nothing to write.
 * @throws Problem `stock.notEnough` when a balance would fall below what may be.
 */
export async function applyMovements(tx: Tx, event: StockEvent): Promise<string | null> {
  const { movements } = event;
  if (movements.length === 0) return null;
  const before = await lockBalances(tx, movements);
  const after = balancesFrom(movements, before);
  await refuseFaults(tx, movements, before, after);
  const eventId = randomUUID();
  await writeBalances(tx, movements, after);
  await sql`
    insert into movement (event_id, item_id, location_id, bucket, kind, quantity, occurred_on, actor,
                          reason, supply_order_id)
    select ${eventId}::uuid, m.item, m.location, m.bucket, m.kind, m.quantity, m.day,
           ${event.actor}::text, ${event.reason ?? null}::text, ${event.supplyOrderId ?? null}::bigint
    from rows from (jsonb_to_recordset(${movementRows(movements)}::jsonb)
      as (item bigint, location bigint, bucket text, kind text, quantity integer, day date))
      with ordinality m (item, location, bucket, kind, quantity, day, place)
    order by m.place`.execute(tx);
  return eventId;
}

const movementRows = (movements: readonly Movement[]): string =>
  json(
    movements.map(({ item, location, bucket, kind, quantity, occurredOn }) => ({
      item,
      location,
      bucket,
      kind,
      quantity,
      day: formatDay(occurredOn),
    })),
  );

async function writeBalances(
  tx: Tx,
  movements: readonly Movement[],
  after: ReadonlyMap<string, StockBalance>,
): Promise<void> {
  const touched = new Map(movements.map((movement) => [placeKey(movement), movement]));
  const rows = [...touched].map(([key, { item, location }]) => ({
    item,
    location,
    ...(after.get(key) ?? EMPTY_BALANCE),
  }));
  // The rows are locked, so what was computed from them still holds.
  await sql`
    update stock_balance b
    set on_hand = n."onHand", held = n.held, reserved = n.reserved, on_order = n."onOrder",
        in_transit = n."inTransit"
    from jsonb_to_recordset(${json(rows)}::jsonb) as n (item bigint, location bigint,
      "onHand" integer, held integer, reserved integer, "onOrder" integer, "inTransit" integer)
    where b.item_id = n.item and b.location_id = n.location`.execute(tx);
}

async function refuseFaults(
  tx: Tx,
  movements: readonly Movement[],
  before: ReadonlyMap<string, StockBalance>,
  after: ReadonlyMap<string, StockBalance>,
): Promise<void> {
  for (const movement of movements) {
    const key = placeKey(movement);
    const balance = after.get(key) ?? EMPTY_BALANCE;
    const most = Math.max(Math.abs(movement.quantity), ...Object.values(balance));
    if (most > MOST_PIECES) throw new Problem('stock.notWhole', { quantity: most });
    const [fault] = balanceFaults(balance);
    if (fault)
      throw await notEnough(
        tx,
        movement,
        freeOnHand(before.get(key) ?? EMPTY_BALANCE),
        Math.abs(movement.quantity),
      );
  }
}

/** The Problem that an item-location has fewer free pieces than are wanted, with the codes people know. */
export async function notEnough(
  tx: Tx,
  { item, location }: ItemLocation,
  available: number,
  wanted: number,
): Promise<Problem> {
  const { rows } = await sql<{ item: string | null; location: string | null }>`
    select (select code from item where id = ${item}::bigint) as item,
           (select code from location where id = ${location}::bigint) as location`.execute(tx);
  return new Problem('stock.notEnough', {
    item: rows[0].item ?? item,
    location: rows[0].location ?? location,
    available,
    wanted,
  });
}
