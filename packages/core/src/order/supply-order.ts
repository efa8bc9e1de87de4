import { type EpochDay, fail, ok, type Result } from '../units/index.js';
import {
  freeOnHand,
  type ItemLocation,
  type Movement,
  MovementNotes,
  type RowKey,
  type StockBalance,
} from './movement.js';
import {
  isOpen,
  type MoveRefused,
  moveSupplyOrder,
  type SupplyOrderState,
} from './supply-order-life.js';

/** One item of an order. */
export interface SupplyOrderLine {
  readonly item: RowKey;
  /** Pieces. */
  readonly ordered: number;
  /** Pieces that left the giver and have not come yet: Σ in-transit movements of this order and item. */
  readonly inTransit: number;
  /** Pieces that came, accepted or not. */
  readonly received: number;
}

/** A purchase (from a supplier) or a transfer (between our own places). */
export interface SupplyOrder {
  readonly kind: 'purchase' | 'transfer';
  readonly state: SupplyOrderState;
  readonly from: RowKey;
  readonly to: RowKey;
  readonly lines: readonly SupplyOrderLine[];
}

/** An order after an event, and the rows to write with it, in one transaction. */
export interface OrderStep {
  readonly order: SupplyOrder;
  readonly movements: readonly Movement[];
}

export interface ReceivedLine {
  readonly item: RowKey;
  readonly accepted: number;
  readonly rejected: number;
}

export interface ReceiptStep extends OrderStep {
  /** Pieces that came beyond what was outstanding, by item. */
  readonly over: readonly { readonly item: RowKey; readonly pieces: number }[];
  /** Pieces still outstanding afterwards, by item. */
  readonly short: readonly { readonly item: RowKey; readonly pieces: number }[];
}

export type OrderFailure =
  | MoveRefused
  | { readonly code: 'NOT_OPEN'; readonly state: SupplyOrderState }
  | { readonly code: 'UNKNOWN_ITEM'; readonly item: RowKey }
  | { readonly code: 'BAD_QUANTITY'; readonly item: RowKey; readonly quantity: number }
  | {
      readonly code: 'NOT_ENOUGH';
      readonly item: RowKey;
      readonly wantedPieces: number;
      readonly freePieces: number;
    }
  | { readonly code: 'IN_TRANSIT'; readonly item: RowKey; readonly pieces: number };

/** Ordered and not yet come, pieces; an order that got more than it asked for has nothing outstanding. */
export const outstanding = ({ ordered, received }: SupplyOrderLine): number =>
  Math.max(0, ordered - received);

/** Outstanding and still at the giver, pieces. */
export const unshipped = (line: SupplyOrderLine): number =>
  Math.max(0, outstanding(line) - line.inTransit);

const at = (item: RowKey, location: RowKey): ItemLocation => ({ item, location });

/**
 * Sends an approved order: its pieces are on order at the receiver from now on. A transfer also
 * reserves them at the giver, so that a piece on its way is never counted at both ends.
 *
 * @param giverBalance the giver's balance of an item; asked for transfers only
 */
export function sendOrder(
  order: SupplyOrder,
  day: EpochDay,
  giverBalance: (item: RowKey) => StockBalance,
): Result<OrderStep, OrderFailure> {
  const state = moveSupplyOrder(order.state, 'sent');
  if (!state.ok) return state;
  const notes = new MovementNotes('order', day);
  for (const { item, ordered } of order.lines) {
    if (order.kind === 'transfer') {
      const free = freeOnHand(giverBalance(item));
      if (free < ordered)
        return fail({ code: 'NOT_ENOUGH', item, wantedPieces: ordered, freePieces: free });
      notes.add(at(item, order.from), 'reserved', ordered);
    }
    notes.add(at(item, order.to), 'on_order', ordered);
  }
  return ok({ order: { ...order, state: state.value }, movements: notes.movements });
}

/** The supplier (or the giving place) said yes. Moves no stock. */
export function confirmOrder(order: SupplyOrder): Result<OrderStep, OrderFailure> {
  const state = moveSupplyOrder(order.state, 'confirmed');
  return state.ok ? ok({ order: { ...order, state: state.value }, movements: [] }) : state;
}

/**
 * Goods leave the giver: in transit at the receiver (as part of on order), and for a transfer gone from
 * the giver's on hand and reserved. The order's state stays as it is.
 *
 * @param shipped pieces by item, each at most what is unshipped
 */
export function shipOrder(
  order: SupplyOrder,
  shipped: readonly { readonly item: RowKey; readonly pieces: number }[],
  day: EpochDay,
): Result<OrderStep, OrderFailure> {
  if (!isOpen(order.state)) return fail({ code: 'NOT_OPEN', state: order.state });
  const notes = new MovementNotes('ship', day);
  const lines = [...order.lines];
  for (const { item, pieces } of shipped) {
    const index = lines.findIndex((line) => line.item === item);
    if (index < 0) return fail({ code: 'UNKNOWN_ITEM', item });
    const line = lines[index];
    if (!(Number.isSafeInteger(pieces) && pieces >= 0))
      return fail({ code: 'BAD_QUANTITY', item, quantity: pieces });
    if (pieces > unshipped(line))
      return fail({
        code: 'NOT_ENOUGH',
        item,
        wantedPieces: pieces,
        freePieces: unshipped(line),
      });
    noteShipment(notes, order, item, pieces);
    lines[index] = { ...line, inTransit: line.inTransit + pieces };
  }
  return ok({ order: { ...order, lines }, movements: notes.movements });
}

function noteShipment(notes: MovementNotes, order: SupplyOrder, item: RowKey, pieces: number) {
  if (order.kind === 'transfer')
    notes
      .add(at(item, order.from), 'reserved', -pieces, 'ship')
      .add(at(item, order.from), 'on_hand', -pieces, 'ship');
  notes.add(at(item, order.to), 'in_transit', pieces, 'ship');
}

/**
 * Goods arrive. What came counts against the order whether accepted or rejected: a replacement is a new
 * order. Accepted pieces are on hand. Rejected pieces of a purchase go back with the carrier; those of a
 * transfer are ours and lie held at the receiver.
 *
 * Partial: the rest stays on order. Over: all of it is taken in and reported. A transfer that arrives
 * before anyone noted its dispatch is dispatched by the receipt; pieces of a transfer beyond what was
 * ordered were never taken from the giver's books and come in as an adjustment.
 */
export function receiveOrder(
  order: SupplyOrder,
  received: readonly ReceivedLine[],
  day: EpochDay,
): Result<ReceiptStep, OrderFailure> {
  if (!isOpen(order.state)) return fail({ code: 'NOT_OPEN', state: order.state });
  const notes = new MovementNotes('receipt', day);
  const over: { item: RowKey; pieces: number }[] = [];
  const lines = [...order.lines];
  for (const { item, accepted, rejected } of received) {
    const index = lines.findIndex((line) => line.item === item);
    if (index < 0) return fail({ code: 'UNKNOWN_ITEM', item });
    for (const quantity of [accepted, rejected])
      if (!(Number.isSafeInteger(quantity) && quantity >= 0))
        return fail({ code: 'BAD_QUANTITY', item, quantity });
    const line = lines[index];
    const came = accepted + rejected;
    const expected = Math.min(came, outstanding(line));
    const unannounced = Math.min(unshipped(line), Math.max(0, expected - line.inTransit));
    if (order.kind === 'transfer') noteShipment(notes, order, item, unannounced);
    const arrivedFromTransit = Math.min(
      expected,
      line.inTransit + (order.kind === 'transfer' ? unannounced : 0),
    );
    const here = at(item, order.to);
    notes.add(here, 'on_order', -expected).add(here, 'in_transit', -arrivedFromTransit);
    if (order.kind === 'transfer') {
      notes
        .add(here, 'on_hand', expected)
        .add(here, 'on_hand', came - expected, 'adjustment')
        .add(here, 'held', rejected);
    } else notes.add(here, 'on_hand', accepted);
    if (came > expected) over.push({ item, pieces: came - expected });
    lines[index] = {
      ...line,
      received: line.received + came,
      inTransit: line.inTransit - Math.min(line.inTransit, expected),
    };
  }
  const short = lines
    .map((line) => ({ item: line.item, pieces: outstanding(line) }))
    .filter(({ pieces }) => pieces > 0);
  const state: SupplyOrderState = short.length > 0 ? 'partly_received' : 'received';
  const nothingCame = lines.every(({ received: pieces }) => pieces === 0);
  return ok({
    order: { ...order, lines, state: nothingCame ? order.state : state },
    movements: notes.movements,
    over,
    short,
  });
}

/**
 * Ends an order that got something. What is still outstanding is no longer on order (closing short);
 * a transfer's unshipped pieces are free again at the giver, and its pieces that never arrived are gone
 * from in transit.
 */
export function closeOrder(order: SupplyOrder, day: EpochDay): Result<OrderStep, OrderFailure> {
  const state = moveSupplyOrder(order.state, 'closed');
  if (!state.ok) return state;
  return ok({
    order: { ...order, state: state.value, lines: withoutTransit(order.lines) },
    movements: release(order, day),
  });
}

/**
 * Takes back an order of which nothing has come. One that is on its way cannot be taken back: receive it
 * or close it short.
 */
export function cancelOrder(order: SupplyOrder, day: EpochDay): Result<OrderStep, OrderFailure> {
  const state = moveSupplyOrder(order.state, 'cancelled');
  if (!state.ok) return state;
  for (const { item, inTransit } of order.lines)
    if (inTransit > 0) return fail({ code: 'IN_TRANSIT', item, pieces: inTransit });
  const movements = isOpen(order.state) ? release(order, day) : [];
  return ok({ order: { ...order, state: state.value }, movements });
}

const withoutTransit = (lines: readonly SupplyOrderLine[]): SupplyOrderLine[] =>
  lines.map((line) => ({ ...line, inTransit: 0 }));

function release(order: SupplyOrder, day: EpochDay): Movement[] {
  const notes = new MovementNotes('cancel', day);
  for (const line of order.lines) {
    const here = at(line.item, order.to);
    if (order.kind === 'transfer')
      notes.add(at(line.item, order.from), 'reserved', -unshipped(line));
    // Pieces lost between two of our own places left the giver's books: that is a loss of stock.
    notes
      .add(here, 'in_transit', -line.inTransit, order.kind === 'transfer' ? 'adjustment' : 'cancel')
      .add(here, 'on_order', -outstanding(line));
  }
  return notes.movements;
}
