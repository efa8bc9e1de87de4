import {
  EMPTY_BALANCE,
  type GiverBalance,
  type ItemLocation,
  type Movement,
  type OrderFailure,
  placeKey,
  type StockBalance,
  type SupplyOrder,
} from '@stockwright/core/order';
import type { Result } from '@stockwright/core/units';
import { type Selectable, sql } from 'kysely';
import {
  type Database,
  type SupplyOrderState,
  type SupplyOrderTable,
  type Tx,
  within,
} from '../postgres/index.js';
import { Problem } from '../problem.js';
import { applyMovements, lockBalances, notEnough } from './journal.js';
import { inTransitOfLine, readSupplyOrder, type SupplyOrderDetail } from './supply-order-view.js';

/** Who changes an order and why. */
export interface ChangeNote {
  readonly actor: string;
  readonly reason?: string | null;
}

/** An order as the deciding functions of core see it, with what is needed to write it back. */
export interface LoadedOrder {
  readonly row: Selectable<SupplyOrderTable>;
  readonly order: SupplyOrder;
  readonly lines: readonly LoadedLine[];
  readonly giverBalance: GiverBalance;
}

export interface LoadedLine {
  readonly id: number;
  readonly item: number;
  readonly itemCode: string;
}

/** What a change decided. */
export interface Decided {
  readonly order: SupplyOrder;
  readonly movements: readonly Movement[];
  /** State to note where it differs from the order's new one, and other columns to set. */
  readonly columns?: Partial<
    Pick<Selectable<SupplyOrderTable>, 'sent_on' | 'shipped_on' | 'confirmed_arrive_on'>
  >;
}

/**
 * Changes an order in one transaction: locks it, then its balances in key order, lets `decide` say what
 * happens, and writes order, journal and life together.
 *
 * @param also further rows of the same event, written after the journal
 * @throws Problem `supplyOrder.*` or `stock.notEnough`.
 */
export const changeSupplyOrder = (
  db: Database | Tx,
  id: number,
  note: ChangeNote,
  decide: (loaded: LoadedOrder) => Result<Decided, OrderFailure>,
  also: (tx: Tx, loaded: LoadedOrder, eventId: string | null) => Promise<void> = async () => {},
): Promise<SupplyOrderDetail> =>
  within(db, async (tx) => {
    const loaded = await load(tx, id);
    const decided = decide(loaded);
    if (!decided.ok) throw await problemOf(tx, loaded, decided.error);
    const { order, movements, columns } = decided.value;
    const eventId = await applyMovements(tx, { movements, ...note, supplyOrderId: id });
    await write(tx, loaded, order, columns ?? {}, note);
    await also(tx, loaded, eventId);
    return readSupplyOrder(tx, id);
  });

async function load(tx: Tx, id: number): Promise<LoadedOrder> {
  const row = await tx
    .selectFrom('supply_order')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new Problem('supplyOrder.notFound', { id });
  const { rows } = await sql<
    LoadedLine & { ordered: number; received: number; inTransit: number }
  >`select l.id, l.item_id as item, i.code as "itemCode", l.ordered, l.received,
           ${inTransitOfLine} as "inTransit"
    from supply_order_line l join item i on i.id = l.item_id
    where l.order_id = ${id}::bigint
    order by l.item_id`.execute(tx);
  const balances = await lockBalances(tx, places(row, rows));
  return {
    row,
    lines: rows,
    order: {
      kind: row.kind,
      state: row.state,
      from: row.from_location_id,
      to: row.to_location_id,
      lines: rows.map(({ item, ordered, received, inTransit }) => ({
        item,
        ordered,
        received,
        inTransit,
      })),
    },
    giverBalance: (item): StockBalance =>
      balances.get(placeKey({ item, location: row.from_location_id })) ?? EMPTY_BALANCE,
  };
}

/** The item-locations that events of an order may touch; a supplier's stock is not ours to keep. */
const places = (row: Selectable<SupplyOrderTable>, lines: readonly LoadedLine[]): ItemLocation[] =>
  lines.flatMap(({ item }) => [
    { item, location: row.to_location_id },
    ...(row.kind === 'transfer' ? [{ item, location: row.from_location_id }] : []),
  ]);

async function write(
  tx: Tx,
  { row, order: before, lines }: LoadedOrder,
  after: SupplyOrder,
  columns: NonNullable<Decided['columns']>,
  note: ChangeNote,
): Promise<void> {
  await tx
    .updateTable('supply_order')
    .set({ state: after.state, ...columns })
    .where('id', '=', row.id)
    .execute();
  for (const [i, line] of after.lines.entries())
    if (line.received !== before.lines[i].received)
      await tx
        .updateTable('supply_order_line')
        .set({ received: line.received })
        .where('id', '=', lines[i].id)
        .execute();
  if (after.state !== row.state) await noteTransition(tx, row.id, row.state, after.state, note);
}

/** Adds a step to the life of an order. */
export async function noteTransition(
  tx: Tx,
  orderId: number,
  from: SupplyOrderState | null,
  to: SupplyOrderState,
  { actor, reason = null }: ChangeNote,
): Promise<void> {
  await tx
    .insertInto('supply_order_transition')
    .values({ order_id: orderId, from_state: from, to_state: to, actor, reason })
    .execute();
}

async function problemOf(tx: Tx, loaded: LoadedOrder, failure: OrderFailure): Promise<Problem> {
  const { row, lines } = loaded;
  const number = row.number;
  const itemCode = 'item' in failure ? codeOf(lines, failure.item) : '';
  switch (failure.code) {
    case 'MOVE_REFUSED':
      return new Problem('supplyOrder.wrongState', { number, state: row.state, to: failure.to });
    case 'NOT_OPEN':
      return new Problem('supplyOrder.notOpen', { number, state: row.state });
    case 'IN_TRANSIT':
      return new Problem('supplyOrder.onTheWay', { number });
    case 'NOT_ENOUGH':
      return row.kind === 'transfer' && row.state === 'approved'
        ? notEnough(
            tx,
            { item: failure.item, location: row.from_location_id },
            failure.freePieces,
            failure.wantedPieces,
          )
        : new Problem('supplyOrder.nothingLeftToShip', {
            number,
            item: itemCode,
            left: failure.freePieces,
            wanted: failure.wantedPieces,
          });
    case 'UNKNOWN_ITEM':
      return new Problem('supplyOrder.lineNotFound', { id: row.id, line: itemCode });
    case 'ITEM_TWICE':
      return new Problem('supplyOrder.badLine', { number, item: itemCode, quantity: 2 });
    case 'BAD_QUANTITY':
      return new Problem('supplyOrder.badLine', {
        number,
        item: itemCode,
        quantity: failure.quantity,
      });
  }
}

const codeOf = (lines: readonly LoadedLine[], item: string | number): string =>
  lines.find((line) => line.item === item)?.itemCode ?? String(item);
