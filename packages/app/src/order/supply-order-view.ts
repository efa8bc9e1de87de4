import { supplyOrderMoves } from '@stockwright/core/order';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Page } from '../overview/index.js';
import { PAGE_SIZE, pageOf, readCursor, writeCursor } from '../page-cursor.js';
import { type ItemRef, type LocationRef, refOf } from '../plan/plan-line-query.js';
import type { Database, Schema, SupplyOrderKind, SupplyOrderState } from '../postgres/index.js';
import { Problem } from '../problem.js';

/** A purchase order from a supplier, or a transfer order between our own places. */
export interface SupplyOrderView {
  id: number;
  number: string;
  kind: SupplyOrderKind;
  from: LocationRef;
  to: LocationRef;
  state: SupplyOrderState;
  orderOn: string;
  shipOn: string;
  arriveOn: string;
  sentOn: string | null;
  shippedOn: string | null;
  /** What the giver promised when it confirmed; null = as ordered. */
  confirmedArriveOn: string | null;
  currency: string;
  lineCount: number;
  orderedPieces: number;
  receivedPieces: number;
  cost: string;
  planRunId: number | null;
  createdAt: string;
  createdBy: string;
}

export interface SupplyOrderLineView {
  id: number;
  item: ItemRef;
  ordered: number;
  confirmed: number | null;
  /** Pieces that came, accepted or not. */
  received: number;
  /** Pieces that left the giver and have not come yet. */
  inTransit: number;
  unitCost: string;
  planLineId: number | null;
}

/** An order with its lines and its life. */
export interface SupplyOrderDetail extends SupplyOrderView {
  lines: SupplyOrderLineView[];
  transitions: {
    from: SupplyOrderState | null;
    to: SupplyOrderState;
    at: string;
    actor: string;
    reason: string | null;
  }[];
  receipts: { id: number; receivedOn: string; actor: string; accepted: number; rejected: number }[];
  nextStates: SupplyOrderState[];
}

export interface SupplyOrderQuery {
  kind?: SupplyOrderKind;
  state?: SupplyOrderState;
  cursor?: string;
  limit?: number;
}

/** A page of the orders, the newest first. @throws Problem `page.cursorUnusable`. */
export async function listSupplyOrders(
  db: Database,
  { kind, state, cursor, limit = PAGE_SIZE }: SupplyOrderQuery = {},
): Promise<Page<SupplyOrderView>> {
  const matching = [sql`true`];
  if (kind) matching.push(sql`o.kind = ${kind}`);
  if (state) matching.push(sql`o.state = ${state}`);
  const before = cursor === undefined ? undefined : readCursor(cursor, [/^\d{1,15}$/])[0];
  const onPage = before ? [...matching, sql`o.id < ${before}::bigint`] : matching;
  const rows = await selectOrders(db.kysely, onPage, limit + 1);
  const counted = await sql<{ total: number }>`
    select count(*) as total from supply_order o
    where ${sql.join(matching, sql` and `)}`.execute(db.kysely);
  return {
    ...pageOf(rows, limit, ({ id }) => writeCursor([String(id)])),
    total: counted.rows[0].total,
  };
}

/** One order. @throws Problem `supplyOrder.notFound`. */
export const getSupplyOrder = (db: Database, id: number): Promise<SupplyOrderDetail> =>
  readSupplyOrder(db.kysely, id);

/** One order, also as a transaction under way sees it. @throws Problem `supplyOrder.notFound`. */
export async function readSupplyOrder(
  kysely: Kysely<Schema>,
  id: number,
): Promise<SupplyOrderDetail> {
  const [order] = await selectOrders(kysely, [sql`o.id = ${id}::bigint`], 1);
  if (!order) throw new Problem('supplyOrder.notFound', { id });
  const lines = await sql<SupplyOrderLineView>`
    select l.id, ${refOf('i')} as item, l.ordered, l.confirmed, l.received,
           ${inTransitOfLine} as "inTransit", l.unit_cost as "unitCost",
           l.plan_line_id as "planLineId"
    from supply_order_line l join item i on i.id = l.item_id
    where l.order_id = ${id}::bigint
    order by i.code collate "C"`.execute(kysely);
  const transitions = await kysely
    .selectFrom('supply_order_transition')
    .selectAll()
    .where('order_id', '=', id)
    .orderBy('id')
    .execute();
  const receipts = await sql<SupplyOrderDetail['receipts'][number]>`
    select r.id, r.received_on as "receivedOn", r.actor, sum(l.accepted) as accepted,
           sum(l.rejected) as rejected
    from receipt r join receipt_line l on l.receipt_id = r.id
    where r.order_id = ${id}::bigint
    group by r.id order by r.id`.execute(kysely);
  return {
    ...order,
    lines: lines.rows,
    transitions: transitions.map(({ from_state, to_state, at, actor, reason }) => ({
      from: from_state,
      to: to_state,
      at: at.toISOString(),
      actor,
      reason,
    })),
    receipts: receipts.rows,
    nextStates: [...supplyOrderMoves[order.state]],
  };
}

/** Pieces of line `l` that are on their way, by the journal. */
export const inTransitOfLine: RawBuilder<number> = sql`(
  select coalesce(sum(m.quantity), 0) from movement m
  where m.supply_order_id = l.order_id and m.item_id = l.item_id and m.bucket = 'in_transit')`;

async function selectOrders(
  kysely: Kysely<Schema>,
  conditions: readonly RawBuilder<unknown>[],
  limit: number,
): Promise<SupplyOrderView[]> {
  const { rows } = await sql<Omit<SupplyOrderView, 'createdAt'> & { createdAt: Date }>`
    select o.id, o.number, o.kind, ${refOf('f')} as from, ${refOf('t')} as to, o.state,
           o.order_on as "orderOn", o.ship_on as "shipOn", o.arrive_on as "arriveOn",
           o.sent_on as "sentOn", o.shipped_on as "shippedOn",
           o.confirmed_arrive_on as "confirmedArriveOn", o.currency,
           coalesce(s.lines, 0) as "lineCount", coalesce(s.ordered, 0) as "orderedPieces",
           coalesce(s.received, 0) as "receivedPieces", coalesce(s.cost, 0)::numeric(18,4) as cost,
           o.plan_run_id as "planRunId", o.created_at as "createdAt", o.created_by as "createdBy"
    from supply_order o
    join location f on f.id = o.from_location_id
    join location t on t.id = o.to_location_id
    left join lateral (
      select count(*) as lines, sum(l.ordered) as ordered, sum(l.received) as received,
             sum(l.ordered * l.unit_cost) as cost
      from supply_order_line l where l.order_id = o.id) s on true
    where ${sql.join(conditions, sql` and `)}
    order by o.id desc
    limit ${limit}`.execute(kysely);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
