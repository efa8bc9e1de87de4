import { MovementNotes, outstanding } from '@stockwright/core/order';
import { formatDay, parseDay } from '@stockwright/core/units';
import { applyMovements } from '../order/journal.js';
import type { Tx } from '../postgres/index.js';
import { idOf, idsOf } from './land-stock.js';
import type { MasterRow } from './prepared-source.js';

export interface OnOrderLanding {
  readonly source: string;
  readonly actor: string;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly currency: string;
}

/** An open order as a file tells it: what is still to come. */
interface OpenOrder {
  readonly number: string;
  readonly from: number;
  readonly to: number;
  readonly arriveOn: string;
  readonly orderOn: string;
  readonly shipOn: string;
  readonly currency: string | null;
  /** Item → pieces still to come, and cost where the file gives one. */
  readonly lines: Map<number, { pieces: number; unitCost: string | null }>;
}

/**
 * Brings the open orders of a source in line with its newest file: new ones are on order from now on,
 * changed ones are adjusted, ones that are gone are closed. An order that was made here keeps its own
 * life; the file then tells nothing new.
 */
export async function landOnOrder(
  tx: Tx,
  rows: readonly MasterRow[],
  landing: OnOrderLanding,
): Promise<void> {
  const maker = `import: ${landing.source}`;
  const wanted = await openOrders(tx, rows, landing);
  const existing = await tx
    .selectFrom('supply_order')
    .where((where) =>
      where.or([
        where('created_by', '=', maker),
        where('number', 'in', ['', ...wanted.map(({ number }) => number)]),
      ]),
    )
    .select(['id', 'number', 'state', 'created_by', 'kind', 'to_location_id'])
    .execute();
  const byNumber = new Map(existing.map((order) => [order.number, order]));
  for (const order of wanted) {
    const known = byNumber.get(order.number);
    byNumber.delete(order.number);
    if (!known) await addOrder(tx, order, maker, landing);
    else if (known.created_by === maker) await adjustOrder(tx, known.id, order, landing);
  }
  for (const gone of byNumber.values())
    if (gone.created_by === maker && ['sent', 'confirmed', 'partly_received'].includes(gone.state))
      await closeGone(tx, gone.id, gone.state, gone.to_location_id, landing);
}

async function openOrders(
  tx: Tx,
  rows: readonly MasterRow[],
  { source, today }: OnOrderLanding,
): Promise<OpenOrder[]> {
  const items = await idsOf(tx, 'item');
  const locations = await idsOf(tx, 'location');
  const orders = new Map<string, OpenOrder>();
  for (const row of rows) {
    const arriveOn = formatDay(Number(row.arriveOn));
    const number = String(row.number ?? `${source}/${row.from}-${row.to}-${arriveOn}`);
    const earliest = arriveOn < today ? arriveOn : today;
    const orderOn = row.orderOn == null ? earliest : formatDay(Number(row.orderOn));
    const shipOn = row.shipOn == null ? orderOn : formatDay(Number(row.shipOn));
    const order = orders.get(number) ?? {
      number,
      from: idOf(locations, row.from),
      to: idOf(locations, row.to),
      arriveOn,
      orderOn,
      shipOn: shipOn < orderOn ? orderOn : shipOn > arriveOn ? arriveOn : shipOn,
      currency: typeof row.currency === 'string' ? row.currency : null,
      lines: new Map(),
    };
    orders.set(number, order);
    const item = idOf(items, row.item);
    const line = order.lines.get(item) ?? { pieces: 0, unitCost: null };
    line.pieces += Number(row.quantity);
    line.unitCost ??= row.unitCost == null ? null : String(row.unitCost);
    order.lines.set(item, line);
  }
  return [...orders.values()];
}

async function addOrder(
  tx: Tx,
  order: OpenOrder,
  maker: string,
  { actor, currency }: OnOrderLanding,
): Promise<void> {
  const giver = await tx
    .selectFrom('location')
    .leftJoin('supplier_terms', 'supplier_terms.supplier_id', 'location.id')
    .where('location.id', '=', order.from)
    .select(['location.kind', 'supplier_terms.currency'])
    .executeTakeFirstOrThrow();
  const isTransfer = giver.kind !== 'supplier';
  const { id } = await tx
    .insertInto('supply_order')
    .values({
      number: order.number,
      kind: isTransfer ? 'transfer' : 'purchase',
      from_location_id: order.from,
      to_location_id: order.to,
      lane_id: await laneOf(tx, order),
      state: 'sent',
      order_on: order.orderOn,
      ship_on: order.shipOn,
      arrive_on: order.arriveOn,
      sent_on: order.orderOn,
      shipped_on: isTransfer ? order.shipOn : null,
      currency: order.currency ?? giver.currency ?? currency,
      created_by: maker,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const notes = new MovementNotes(isTransfer ? 'ship' : 'order', parseDay(order.orderOn));
  for (const [item, { pieces, unitCost }] of order.lines) {
    await addLine(tx, id, item, pieces, unitCost ?? (await costOf(tx, item, order.from)));
    notes.add({ item, location: order.to }, 'on_order', pieces);
    // A transfer that another system calls open has left its giver, whose count knows that already.
    if (isTransfer) notes.add({ item, location: order.to }, 'in_transit', pieces);
  }
  await applyMovements(tx, { movements: notes.movements, actor, reason: maker, supplyOrderId: id });
  await noteState(tx, id, null, 'sent', actor, maker);
}

async function adjustOrder(
  tx: Tx,
  id: number,
  order: OpenOrder,
  { actor, source, today }: OnOrderLanding,
): Promise<void> {
  const { kind, state } = await tx
    .selectFrom('supply_order')
    .where('id', '=', id)
    .select(['kind', 'state'])
    .executeTakeFirstOrThrow();
  if (!['sent', 'confirmed', 'partly_received'].includes(state)) return;
  const lines = await linesOf(tx, id);
  const notes = new MovementNotes('adjustment', parseDay(today));
  const change = (item: number, pieces: number) => {
    notes.add({ item, location: order.to }, 'on_order', pieces);
    if (kind === 'transfer') notes.add({ item, location: order.to }, 'in_transit', pieces);
  };
  for (const line of lines) {
    const wanted = order.lines.get(line.item)?.pieces ?? 0;
    change(line.item, wanted - outstanding(line));
    const ordered = line.received + wanted;
    if (ordered === 0) await tx.deleteFrom('supply_order_line').where('id', '=', line.id).execute();
    else if (ordered !== line.ordered)
      await tx
        .updateTable('supply_order_line')
        .set({ ordered })
        .where('id', '=', line.id)
        .execute();
  }
  const known = new Set(lines.map(({ item }) => item));
  for (const [item, { pieces, unitCost }] of order.lines)
    if (!known.has(item)) {
      await addLine(tx, id, item, pieces, unitCost ?? (await costOf(tx, item, order.from)));
      change(item, pieces);
    }
  await applyMovements(tx, {
    movements: notes.movements,
    actor,
    reason: `import: ${source}`,
    supplyOrderId: id,
  });
  await tx
    .updateTable('supply_order')
    .set({ order_on: order.orderOn, ship_on: order.shipOn, arrive_on: order.arriveOn })
    .where('id', '=', id)
    .execute();
}

/** An open order that its source no longer lists has come or was dropped there: nothing is to come here. */
async function closeGone(
  tx: Tx,
  id: number,
  state: string,
  location: number,
  { actor, source, today }: OnOrderLanding,
): Promise<void> {
  const { kind } = await tx
    .selectFrom('supply_order')
    .where('id', '=', id)
    .select('kind')
    .executeTakeFirstOrThrow();
  const notes = new MovementNotes('cancel', parseDay(today));
  for (const line of await linesOf(tx, id)) {
    if (kind === 'transfer')
      notes.add({ item: line.item, location }, 'in_transit', -outstanding(line));
    notes.add({ item: line.item, location }, 'on_order', -outstanding(line));
  }
  const reason = `import: ${source} no longer lists it`;
  await applyMovements(tx, { movements: notes.movements, actor, reason, supplyOrderId: id });
  await tx.updateTable('supply_order').set({ state: 'closed' }).where('id', '=', id).execute();
  await noteState(tx, id, state, 'closed', actor, reason);
}

const linesOf = (tx: Tx, orderId: number) =>
  tx
    .selectFrom('supply_order_line')
    .where('order_id', '=', orderId)
    .select(['id', 'item_id as item', 'ordered', 'received'])
    .orderBy('id')
    .execute()
    .then((lines) => lines.map((line) => ({ ...line, inTransit: 0 })));

async function addLine(tx: Tx, orderId: number, item: number, ordered: number, unitCost: string) {
  await tx
    .insertInto('supply_order_line')
    .values({ order_id: orderId, item_id: item, ordered, unit_cost: unitCost })
    .execute();
}

async function costOf(tx: Tx, item: number, supplier: number): Promise<string> {
  const row = await tx
    .selectFrom('item')
    .leftJoin('item_supply', (join) =>
      join
        .onRef('item_supply.item_id', '=', 'item.id')
        .on('item_supply.supplier_id', '=', supplier),
    )
    .where('item.id', '=', item)
    .select(['item_supply.unit_cost as supplied', 'item.unit_cost as own'])
    .executeTakeFirstOrThrow();
  return row.supplied ?? row.own ?? '0';
}

async function laneOf(tx: Tx, { from, to }: OpenOrder): Promise<number | null> {
  const lane = await tx
    .selectFrom('lane')
    .where('from_location_id', '=', from)
    .where('to_location_id', '=', to)
    .where('is_active', '=', true)
    .select('id')
    .orderBy('id')
    .executeTakeFirst();
  return lane?.id ?? null;
}

async function noteState(
  tx: Tx,
  orderId: number,
  from: string | null,
  to: 'sent' | 'closed',
  actor: string,
  reason: string,
): Promise<void> {
  await tx
    .insertInto('supply_order_transition')
    .values({
      order_id: orderId,
      from_state: from as 'sent' | 'confirmed' | 'partly_received' | null,
      to_state: to,
      actor,
      reason,
    })
    .execute();
}
