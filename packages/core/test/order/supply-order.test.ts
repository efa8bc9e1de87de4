import {
  balanceFrom,
  balancesFrom,
  cancelOrder,
  closeOrder,
  EMPTY_BALANCE,
  type OrderFailure,
  openingMovements,
  placeKey,
  receiveOrder,
  type StockBalance,
  type SupplyOrder,
  sendOrder,
  shipOrder,
} from '@stockwright/core/order';
import type { Result } from '@stockwright/core/units';
import { expect, test } from 'vitest';

const DAY = 15_000;
const nothing = () => EMPTY_BALANCE;

function value<T>(result: Result<T, OrderFailure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const purchase = (ordered: number): SupplyOrder => ({
  kind: 'purchase',
  state: 'approved',
  from: 'supplier',
  to: 'centre',
  lines: [{ item: 'bear', ordered, inTransit: 0, received: 0 }],
});

const transfer = (ordered: number): SupplyOrder => ({
  ...purchase(ordered),
  kind: 'transfer',
  from: 'centre',
  to: 'shop',
});

test('a purchase of 10 of which 6 and then 5 come is first partly and then over received', () => {
  const sent = value(sendOrder(purchase(10), DAY, nothing));
  const first = value(
    receiveOrder(sent.order, [{ item: 'bear', accepted: 5, rejected: 1 }], DAY + 9, nothing),
  );
  expect(first.order.state).toBe('partly_received');
  expect(first.short).toEqual([{ item: 'bear', pieces: 4 }]);
  const second = value(
    receiveOrder(first.order, [{ item: 'bear', accepted: 5, rejected: 0 }], DAY + 12, nothing),
  );
  expect(second.order.state).toBe('received');
  expect(second.over).toEqual([{ item: 'bear', pieces: 1 }]);
  const balance = balanceFrom([...sent.movements, ...first.movements, ...second.movements]);
  expect(balance).toEqual({ ...EMPTY_BALANCE, onHand: 10 });
});

test('closing short releases what is still on order', () => {
  const sent = value(sendOrder(purchase(10), DAY, nothing));
  const come = value(
    receiveOrder(sent.order, [{ item: 'bear', accepted: 7, rejected: 0 }], DAY + 9, nothing),
  );
  const closed = value(closeOrder(come.order, DAY + 30, nothing));
  expect(closed.order.state).toBe('closed');
  expect(balanceFrom([...sent.movements, ...come.movements, ...closed.movements])).toEqual({
    ...EMPTY_BALANCE,
    onHand: 7,
  });
});

test('a transfer is reserved at the giver when sent, so no piece counts at both ends', () => {
  const opening = openingMovements({ item: 'bear', location: 'centre' }, DAY, { onHand: 12 });
  const centre = { item: 'bear', location: 'centre' };
  const shop = { item: 'bear', location: 'shop' };
  let journal = [...opening];
  const balanceOf = (place: typeof centre): StockBalance =>
    balancesFrom(journal).get(placeKey(place)) ?? EMPTY_BALANCE;
  const giver = () => balanceOf(centre);

  const sent = value(sendOrder(transfer(8), DAY, giver));
  journal = [...journal, ...sent.movements];
  expect(balanceOf(centre)).toMatchObject({ onHand: 12, reserved: 8 });
  expect(balanceOf(shop)).toMatchObject({ onOrder: 8, inTransit: 0 });

  const shipped = value(shipOrder(sent.order, [{ item: 'bear', pieces: 5 }], DAY + 1, giver));
  journal = [...journal, ...shipped.movements];
  expect(balanceOf(centre)).toMatchObject({ onHand: 7, reserved: 3 });
  expect(balanceOf(shop)).toMatchObject({ onOrder: 8, inTransit: 5 });
  expect(cancelOrder(shipped.order, DAY + 1, giver)).toMatchObject({
    ok: false,
    error: { code: 'IN_TRANSIT', pieces: 5 },
  });

  // 6 come though 5 were noted as shipped: the sixth is dispatched by its receipt. One is broken.
  const come = value(
    receiveOrder(shipped.order, [{ item: 'bear', accepted: 5, rejected: 1 }], DAY + 3, giver),
  );
  journal = [...journal, ...come.movements];
  expect(balanceOf(centre)).toMatchObject({ onHand: 6, reserved: 2 });
  expect(balanceOf(shop)).toEqual({
    onHand: 6,
    held: 1,
    reserved: 0,
    onOrder: 2,
    inTransit: 0,
  });

  const closed = value(closeOrder(come.order, DAY + 9, giver));
  journal = [...journal, ...closed.movements];
  expect(balanceOf(centre)).toMatchObject({ onHand: 6, reserved: 0 });
  expect(balanceOf(shop)).toMatchObject({ onHand: 6, onOrder: 0 });
});

test('pieces that a count did not find and that leave all the same are put right by an adjustment', () => {
  const sent = { ...transfer(8), state: 'sent' as const };
  const after = { ...EMPTY_BALANCE, onHand: 3, held: 1, reserved: 2 };
  const shipped = value(shipOrder(sent, [{ item: 'bear', pieces: 8 }], DAY, () => after));
  const atGiver = shipped.movements.filter(({ location }) => location === 'centre');
  expect(balanceFrom(atGiver, after)).toEqual(EMPTY_BALANCE);
  expect(atGiver.find(({ kind }) => kind === 'adjustment')?.quantity).toBe(5);
});

test('bad events are refused with a code and change nothing', () => {
  const sent = value(sendOrder(purchase(10), DAY, nothing)).order;
  const receive = (order: SupplyOrder, item: string, accepted: number) =>
    receiveOrder(order, [{ item, accepted, rejected: 0 }], DAY, nothing);
  expect(receive(purchase(10), 'bear', 1)).toMatchObject({ error: { code: 'NOT_OPEN' } });
  expect(receive(sent, 'duck', 1)).toMatchObject({ error: { code: 'UNKNOWN_ITEM' } });
  expect(receive(sent, 'bear', 1.5)).toMatchObject({ error: { code: 'BAD_QUANTITY' } });
  expect(receive(sent, 'bear', -1)).toMatchObject({ error: { code: 'BAD_QUANTITY' } });
  const twice = [
    { item: 'bear', accepted: 1, rejected: 0 },
    { item: 'bear', accepted: 2, rejected: 0 },
  ];
  expect(receiveOrder(sent, twice, DAY, nothing)).toMatchObject({ error: { code: 'ITEM_TWICE' } });
  expect(sendOrder(transfer(1), DAY, nothing)).toMatchObject({ error: { code: 'NOT_ENOUGH' } });
  expect(shipOrder(sent, [{ item: 'bear', pieces: 11 }], DAY, nothing)).toMatchObject({
    error: { code: 'NOT_ENOUGH', freePieces: 10 },
  });
});
