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
  | { readonly code: 'UNKNOWN_ITEM' | 'ITEM_TWICE'; readonly item: RowKey }
  | { readonly code: 'BAD_QUANTITY'; readonly item: RowKey; readonly quantity: number }
  | {
      readonly code: 'NOT_ENOUGH';
      readonly item: RowKey;
      readonly wantedPieces: number;
      readonly freePieces: number;
    }
  | { readonly code: 'IN_TRANSIT'; readonly item: RowKey; readonly pieces: number };

/** The giver's balance of an item as it is before the event; asked for transfers only. */
export type GiverBalance = (item: RowKey) => StockBalance;

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
 */
export function sendOrder(
  order: SupplyOrder,
  day: EpochDay,
  giverBalance: GiverBalance,
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
  giverBalance: GiverBalance,
): Result<OrderStep, OrderFailure> {
  if (!isOpen(order.state)) return fail({ code: 'NOT_OPEN', state: order.state });
  const twice = repeated(shipped);
  if (twice !== undefined) return fail({ code: 'ITEM_TWICE', item: twice });
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
    if (order.kind === 'transfer') noteDeparture(notes, order, item, pieces, giverBalance(item));
    notes.add(at(item, order.to), 'in_transit', pieces);
    lines[index] = { ...line, inTransit: line.inTransit + pieces };
  }
  return ok({ order: { ...order, lines }, movements: notes.movements });
}

/**
 * Pieces leave a giving place of ours. They did leave, so nothing is refused: where a count has taken
 * away what was reserved or even on hand meanwhile, the books follow (invariant I2), first by an
 * adjustment up to what left, then by releasing what the rest no longer backs.
 */
function noteDeparture(
  notes: MovementNotes,
  order: SupplyOrder,
  item: RowKey,
  pieces: number,
  balance: StockBalance,
): void {
  const there = at(item, order.from);
  const found = Math.max(0, pieces - balance.onHand);
  const onHand = balance.onHand + found - pieces;
  const reserved = Math.max(0, balance.reserved - pieces);
  const short = Math.max(0, balance.held + reserved - onHand);
  const released = Math.min(short, balance.held);
  notes
    .add(there, 'on_hand', found, 'adjustment')
    .add(there, 'held', -released, 'release')
    .add(there, 'reserved', -(short - released), 'release')
    .add(there, 'reserved', reserved - balance.reserved, 'ship')
    .add(there, 'on_hand', -pieces, 'ship');
}

function repeated(entries: readonly { readonly item: RowKey }[]): RowKey | undefined {
  const seen = new Set<RowKey>();
  for (const { item } of entries) {
    if (seen.has(item)) return item;
    seen.add(item);
  }
  return undefined;
}

/**
 * Goods arrive. What came counts against the order whether accepted or rejected: a replacement is a new
 * order. Accepted pieces are on hand. Rejected pieces of a purchase go back with the carrier; those of a
 * transfer are ours and lie held at the receiver.
 *
 * Partial: the rest stays on order. Over: all of it is taken in and reported, also when it comes after
 * the order was complete. A transfer that arrives
 * before anyone noted its dispatch is dispatched by the receipt; pieces of a transfer beyond what was
 * ordered were never taken from the giver's books and come in as an adjustment.
 */
export function receiveOrder(
  order: SupplyOrder,
  received: readonly ReceivedLine[],
  day: EpochDay,
  giverBalance: GiverBalance,
): Result<ReceiptStep, OrderFailure> {
  if (!isOpen(order.state) && order.state !== 'received')
    return fail({ code: 'NOT_OPEN', state: order.state });
  const twice = repeated(received);
  if (twice !== undefined) return fail({ code: 'ITEM_TWICE', item: twice });
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
    const here = at(item, order.to);
    let fromTransit = Math.min(expected, line.inTransit);
    if (order.kind === 'transfer' && expected > fromTransit) {
      noteDeparture(notes, order, item, expected - fromTransit, giverBalance(item));
      notes.add(here, 'in_transit', expected - fromTransit, 'ship');
      fromTransit = expected;
    }
    notes.add(here, 'on_order', -expected).add(here, 'in_transit', -fromTransit);
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
 * Ends an order. What is still outstanding is no longer on order (closing short);
 * a transfer's unshipped pieces are free again at the giver, and its pieces that never arrived are gone
 * from in transit.
 */
export function closeOrder(
  order: SupplyOrder,
  day: EpochDay,
  giverBalance: GiverBalance,
): Result<OrderStep, OrderFailure> {
  const state = moveSupplyOrder(order.state, 'closed');
  if (!state.ok) return state;
  return ok({
    order: { ...order, state: state.value, lines: withoutTransit(order.lines) },
    movements: release(order, day, giverBalance),
  });
}

/**
 * Takes back an order of which nothing has come. One that is on its way cannot be taken back: receive it
 * or close it short.
 */
export function cancelOrder(
  order: SupplyOrder,
  day: EpochDay,
  giverBalance: GiverBalance,
): Result<OrderStep, OrderFailure> {
  const state = moveSupplyOrder(order.state, 'cancelled');
  if (!state.ok) return state;
  for (const { item, inTransit } of order.lines)
    if (inTransit > 0) return fail({ code: 'IN_TRANSIT', item, pieces: inTransit });
  const movements = isOpen(order.state) ? release(order, day, giverBalance) : [];
  return ok({ order: { ...order, state: state.value }, movements });
}

const withoutTransit = (lines: readonly SupplyOrderLine[]): SupplyOrderLine[] =>
  lines.map((line) => ({ ...line, inTransit: 0 }));

function release(order: SupplyOrder, day: EpochDay, giverBalance: GiverBalance): Movement[] {
  const notes = new MovementNotes('cancel', day);
  for (const line of order.lines) {
    const here = at(line.item, order.to);
    if (order.kind === 'transfer') {
      // A count may have unbacked some of the reservation meanwhile.
      const reserved = Math.min(unshipped(line), giverBalance(line.item).reserved);
      notes.add(at(line.item, order.from), 'reserved', -reserved);
    }
    // Pieces lost between two of our own places left the giver's books: that is a loss of stock.
    notes
      .add(here, 'in_transit', -line.inTransit, order.kind === 'transfer' ? 'adjustment' : 'cancel')
      .add(here, 'on_order', -outstanding(line));
  }
  return notes.movements;
}
