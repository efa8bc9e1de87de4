import { type EpochDay, invariant } from '../units/index.js';

/** What an item-location's stock consists of. held and reserved are parts of on hand; in transit is part of on order. */
export const STOCK_BUCKETS = ['on_hand', 'held', 'reserved', 'on_order', 'in_transit'] as const;
export type StockBucket = (typeof STOCK_BUCKETS)[number];

/** Why a bucket changed: the kinds of the table movement. */
export type MovementKind =
  | 'opening'
  | 'count'
  | 'adjustment'
  | 'sale'
  | 'return'
  | 'order'
  | 'ship'
  | 'receipt'
  | 'cancel'
  | 'hold'
  | 'release';

/** The caller's key of a row: a number, or text where numbers are too large for one. */
export type RowKey = string | number;

export interface ItemLocation {
  readonly item: RowKey;
  readonly location: RowKey;
}

/** One change of one bucket of one item-location: a row of the journal, never changed afterwards. */
export interface Movement extends ItemLocation {
  readonly bucket: StockBucket;
  readonly kind: MovementKind;
  /** Pieces, signed, never 0. */
  readonly quantity: number;
  readonly occurredOn: EpochDay;
}

/** Pieces of one item at one location. */
export interface StockBalance {
  readonly onHand: number;
  readonly held: number;
  readonly reserved: number;
  readonly onOrder: number;
  readonly inTransit: number;
}

export const EMPTY_BALANCE: StockBalance = {
  onHand: 0,
  held: 0,
  reserved: 0,
  onOrder: 0,
  inTransit: 0,
};

const FIELD: Readonly<Record<StockBucket, keyof StockBalance>> = {
  on_hand: 'onHand',
  held: 'held',
  reserved: 'reserved',
  on_order: 'onOrder',
  in_transit: 'inTransit',
};

/**
 * The balance that movements of one item-location add up to (invariants I1 and I9: the journal is the
 * truth and the balance can always be rebuilt from it).
 *
 * @param opening what the movements start from; nothing by default
 */
export function balanceFrom(
  movements: Iterable<Movement>,
  opening: StockBalance = EMPTY_BALANCE,
): StockBalance {
  const balance = { ...opening };
  for (const { bucket, quantity } of movements) balance[FIELD[bucket]] += quantity;
  return balance;
}

/** The key under which balancesFrom keeps an item-location. */
export const placeKey = ({ item, location }: ItemLocation): string => `${item}\u0000${location}`;

/** Balances of all item-locations that the movements touch, by placeKey. */
export function balancesFrom(
  movements: Iterable<Movement>,
  opening: ReadonlyMap<string, StockBalance> = new Map(),
): Map<string, StockBalance> {
  const balances = new Map(opening);
  for (const movement of movements) {
    const key = placeKey(movement);
    balances.set(key, balanceFrom([movement], balances.get(key)));
  }
  return balances;
}

/** Rules of the table stock_balance that a balance breaks; none in a sound one. */
export function balanceFaults(balance: StockBalance): string[] {
  const faults: string[] = [];
  for (const [name, pieces] of Object.entries(balance))
    if (!(Number.isSafeInteger(pieces) && pieces >= 0)) faults.push(`${name} is ${pieces}`);
  if (balance.inTransit > balance.onOrder) faults.push('more is in transit than on order');
  if (balance.held + balance.reserved > balance.onHand)
    faults.push('more is held and reserved than on hand');
  return faults;
}

/** Pieces that are neither held nor reserved. */
export const freeOnHand = ({ onHand, held, reserved }: StockBalance): number =>
  onHand - held - reserved;

/** Notes the changes of one event at one day; changes of nothing are not written. */
export class MovementNotes {
  readonly movements: Movement[] = [];

  constructor(
    private readonly kind: MovementKind,
    private readonly occurredOn: EpochDay,
  ) {}

  /** @throws Error when the change is not a whole number of pieces. */
  add(
    place: ItemLocation,
    bucket: StockBucket,
    quantity: number,
    kind: MovementKind = this.kind,
  ): this {
    invariant(Number.isSafeInteger(quantity), `a movement of ${quantity} pieces`);
    if (quantity !== 0)
      this.movements.push({
        item: place.item,
        location: place.location,
        bucket,
        kind,
        quantity,
        occurredOn: this.occurredOn,
      });
    return this;
  }
}
