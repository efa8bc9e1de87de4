import type { EpochDay } from '../units/index.js';
import {
  balanceFrom,
  EMPTY_BALANCE,
  type ItemLocation,
  type Movement,
  MovementNotes,
  type StockBalance,
} from './movement.js';

/** The first rows of an item-location: what was there when the books were opened. */
export function openingMovements(
  place: ItemLocation,
  day: EpochDay,
  opening: Partial<StockBalance>,
): Movement[] {
  const { onHand, held, reserved, onOrder, inTransit } = { ...EMPTY_BALANCE, ...opening };
  return new MovementNotes('opening', day)
    .add(place, 'on_hand', onHand)
    .add(place, 'held', held)
    .add(place, 'reserved', reserved)
    .add(place, 'on_order', onOrder)
    .add(place, 'in_transit', inTransit).movements;
}

export interface CountOutcome {
  readonly movements: readonly Movement[];
  /** An older count than the last one: it changes nothing. */
  readonly isStale: boolean;
  /** Reservations that lost their pieces: to be alerted and routed anew. */
  readonly unbackedPieces: number;
  /** Held pieces that were not found. */
  readonly releasedHeldPieces: number;
  /** Pieces that left after the count according to the books though they were not there. */
  readonly impossiblePieces: number;
}

/**
 * Merges an absolute count of on hand, taken at the end of a day, with what moved after it (invariant
 * I8): on hand becomes counted + movements after that day. Nothing is refused that has already
 * happened: where the count leaves less than is reserved and held, first held pieces are released, then
 * reservations become unbacked; where later movements took more than was counted, on hand is 0.
 *
 * @param countedPieces on hand at the end of countedOn, held pieces included, >= 0
 * @param balance       the balance now
 * @param onHandAfter   Σ on-hand movements with a day later than countedOn, pieces, signed
 * @param lastCountedOn day of the last count that was merged, or null
 * @throws RangeError when countedPieces is not a whole number >= 0
 * @example books say 10 now, 4 of them sold away since (onHandAfter −4); counted 12 then: 8 are there,
 *   the count moves −2
 */
export function countMovements(
  place: ItemLocation,
  countedPieces: number,
  countedOn: EpochDay,
  balance: StockBalance,
  onHandAfter: number,
  lastCountedOn: EpochDay | null,
): CountOutcome {
  if (!(Number.isSafeInteger(countedPieces) && countedPieces >= 0))
    throw new RangeError(`a count of ${countedPieces} pieces; it must be a whole number >= 0`);
  const nothing = { unbackedPieces: 0, releasedHeldPieces: 0, impossiblePieces: 0 };
  if (lastCountedOn !== null && countedOn < lastCountedOn)
    return { ...nothing, movements: [], isStale: true };
  const expected = countedPieces + onHandAfter;
  const onHand = Math.max(0, expected);
  const short = Math.max(0, balance.held + balance.reserved - onHand);
  const releasedHeldPieces = Math.min(short, balance.held);
  const unbackedPieces = short - releasedHeldPieces;
  return {
    movements: new MovementNotes('count', countedOn)
      .add(place, 'held', -releasedHeldPieces)
      .add(place, 'reserved', -unbackedPieces)
      .add(place, 'on_hand', onHand - balance.onHand).movements,
    isStale: false,
    unbackedPieces,
    releasedHeldPieces,
    impossiblePieces: onHand - expected,
  };
}

/** The sum that countMovements asks for: on-hand pieces moved after a day. */
export const onHandMovedAfter = (movements: Iterable<Movement>, day: EpochDay): number => {
  const later: Movement[] = [];
  for (const movement of movements) if (movement.occurredOn > day) later.push(movement);
  return balanceFrom(later).onHand;
};
