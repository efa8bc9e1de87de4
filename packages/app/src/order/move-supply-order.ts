import {
  cancelOrder,
  closeOrder,
  confirmOrder,
  moveSupplyOrder as moveState,
  sendOrder,
  shipOrder,
  unshipped,
} from '@stockwright/core/order';
import { ok, parseDay } from '@stockwright/core/units';
import type { Database, Tx } from '../postgres/index.js';
import { Problem } from '../problem.js';
import { changeSupplyOrder, type Decided, type LoadedOrder } from './change-supply-order.js';
import type { SupplyOrderDetail } from './supply-order-view.js';

export interface MoveRequest {
  readonly to: 'approved' | 'sent' | 'confirmed' | 'closed' | 'cancelled';
  /** Day on which it happened, YYYY-MM-DD. */
  readonly on: string;
  readonly reason?: string;
  readonly actor: string;
  /** With `confirmed`: the day the giver promises; left out = as ordered. */
  readonly arriveOn?: string;
}

/**
 * Moves an order on. Sending puts its pieces on order (a transfer's are reserved at the giver), closing
 * gives up what has not come, cancelling takes back an order of which nothing has come or is on its way.
 *
 * @throws Problem `supplyOrder.notFound`, `.wrongState`, `.onTheWay`, `.badDay`, `stock.notEnough`.
 */
export function moveSupplyOrder(
  db: Database | Tx,
  id: number,
  request: MoveRequest,
): Promise<SupplyOrderDetail> {
  const day = parseDay(request.on);
  return changeSupplyOrder(db, id, request, (loaded) => {
    const { order, giverBalance } = loaded;
    switch (request.to) {
      case 'approved': {
        const state = moveState(order.state, 'approved');
        return state.ok ? ok({ order: { ...order, state: state.value }, movements: [] }) : state;
      }
      case 'sent': {
        const step = sendOrder(order, day, giverBalance);
        return step.ok ? withColumns(step.value, { sent_on: request.on }) : step;
      }
      case 'confirmed': {
        const step = confirmOrder(order);
        if (!step.ok) return step;
        refuseBefore(loaded, request.on);
        const { arriveOn } = request;
        return withColumns(step.value, arriveOn ? { confirmed_arrive_on: arriveOn } : {});
      }
      case 'closed':
        return closeOrder(order, day, giverBalance);
      case 'cancelled':
        return cancelOrder(order, day, giverBalance);
    }
  });
}

export interface ShipRequest {
  /** Pieces by line; left out = all that has not left yet. */
  readonly lines?: readonly { readonly lineId: number; readonly pieces: number }[];
  readonly shippedOn: string;
  readonly actor: string;
}

/**
 * Notes that goods left the giver: they are in transit. A transfer's pieces leave the giver's books.
 *
 * @throws Problem `supplyOrder.notFound`, `.notOpen`, `.lineNotFound`, `.nothingLeftToShip`, `.badDay`.
 */
export function shipSupplyOrder(
  db: Database | Tx,
  id: number,
  { lines, shippedOn, actor }: ShipRequest,
): Promise<SupplyOrderDetail> {
  const day = parseDay(shippedOn);
  return changeSupplyOrder(db, id, { actor }, (loaded) => {
    const shipped =
      lines?.map(({ lineId, pieces }) => ({ item: lineOf(loaded, lineId).item, pieces })) ??
      loaded.order.lines.map((line) => ({ item: line.item, pieces: unshipped(line) }));
    const step = shipOrder(loaded.order, shipped, day, loaded.giverBalance);
    if (!step.ok) return step;
    refuseBefore(loaded, shippedOn);
    return withColumns(step.value, { shipped_on: loaded.row.shipped_on ?? shippedOn });
  });
}

const withColumns = (decided: Decided, columns: Decided['columns']) => ok({ ...decided, columns });

/** @throws Problem `supplyOrder.lineNotFound` */
export function lineOf({ row, lines }: LoadedOrder, lineId: number) {
  const line = lines.find(({ id }) => id === lineId);
  if (!line) throw new Problem('supplyOrder.lineNotFound', { id: row.id, line: lineId });
  return line;
}

/** Nothing happens to an order before it was sent. @throws Problem `supplyOrder.badDay` */
export function refuseBefore({ row }: LoadedOrder, day: string): void {
  if (row.sent_on !== null && day < row.sent_on)
    throw new Problem('supplyOrder.badDay', { number: row.number, day, earliest: row.sent_on });
}
