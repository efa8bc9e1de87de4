import {
  balanceFaults,
  balanceFrom,
  countMovements,
  EMPTY_BALANCE,
  type Movement,
  onHandMovedAfter,
  openingMovements,
} from '@stockwright/core/order';
import { expect, test } from 'vitest';

const place = { item: 1, location: 2 };
const sale = (occurredOn: number, pieces: number): Movement => ({
  ...place,
  bucket: 'on_hand',
  kind: 'sale',
  quantity: -pieces,
  occurredOn,
});

test('a count of day 10 merges with the sales of days 11 and 12', () => {
  const journal = [
    ...openingMovements(place, 1, { onHand: 20 }),
    sale(9, 6),
    sale(11, 3),
    sale(12, 1),
  ];
  const balance = balanceFrom(journal);
  expect(balance.onHand).toBe(10);
  const count = countMovements(place, 12, 10, balance, onHandMovedAfter(journal, 10), null);
  expect(count.movements.map(({ quantity }) => quantity)).toEqual([-2]);
  expect(balanceFrom(count.movements, balance).onHand).toBe(12 - 3 - 1);
});

test('a count that finds nothing releases held pieces first and then unbacks reservations', () => {
  const balance = { ...EMPTY_BALANCE, onHand: 10, held: 2, reserved: 5 };
  const count = countMovements(place, 1, 10, balance, 0, 9);
  expect(count).toMatchObject({ releasedHeldPieces: 2, unbackedPieces: 4, impossiblePieces: 0 });
  const after = balanceFrom(count.movements, balance);
  expect(after).toMatchObject({ onHand: 1, held: 0, reserved: 1 });
  expect(balanceFaults(after)).toEqual([]);
});

test('a count older than the last one changes nothing; one that the later sales contradict ends at 0', () => {
  const balance = { ...EMPTY_BALANCE, onHand: 5 };
  expect(countMovements(place, 7, 8, balance, 0, 9)).toMatchObject({
    isStale: true,
    movements: [],
  });
  const impossible = countMovements(place, 2, 10, balance, -3, 9);
  expect(impossible.impossiblePieces).toBe(1);
  expect(balanceFrom(impossible.movements, balance).onHand).toBe(0);
  expect(() => countMovements(place, -1, 10, balance, 0, null)).toThrow(/whole number >= 0/);
});
