import {
  assembleOrders,
  type ItemPlan,
  planItem,
  type SupplierTerms,
} from '@stockwright/core/plan';
import { expect, test } from 'vitest';
import { item, lane, MONDAY, place, SUPPLIER, steady } from './small-item.js';

const terms = (minimumOrderValue: string, fixedOrderCost = '0'): SupplierTerms => ({
  supplier: 0,
  minimumOrderValue,
  fixedOrderCost,
});

/** Item `number`: `onHand` pieces, `perDay` wanted, in packs of 5 at 4.10 a piece. */
const planned = (number: number, onHand: number, perDay: number, lanes = [lane(1, SUPPLIER, 0)]) =>
  planItem(
    item([place(0, onHand, steady(perDay, 60))], lanes, 60, {
      item: number,
      supply: [{ supplier: 0, unitCost: '4.10', minimumOrderQuantity: 1, packSize: 5 }],
    }),
  );

const lines = ({ orders }: ReturnType<typeof assembleOrders>) =>
  orders.map((order) => order.lines.map((line) => [line.item, line.quantity]));

test('lines of one supplier, place and day make one order, in exact money', () => {
  const lanes = [lane(1, SUPPLIER, 0, { unitCost: '0.0333', fixedCost: '2.5' })];
  const plans = [planned(2, 1, 2, lanes), planned(1, 3, 1, lanes)];
  const { orders, waiting } = assembleOrders(plans, [terms('0', '7.25')], lanes);
  expect(waiting).toEqual([]);
  expect(orders).toHaveLength(1);
  expect(lines({ orders, waiting })).toEqual([
    [
      [1, 5],
      [2, 15],
    ],
  ]);
  expect(orders[0]).toMatchObject({
    group: 1,
    kind: 'buy',
    from: SUPPLIER,
    to: 0,
    orderOn: MONDAY,
    arriveOn: MONDAY + 1,
    goodsValue: '82.0000',
    fixedCost: '9.7500',
    totalCost: '92.4160',
    decision: 'asNeeded',
  });
});

test('an order below the minimum is filled up with what costs least to carry', () => {
  // Item 1 is bought anyway and sells fast; item 2 has enough for now; item 3 sells once in a blue moon.
  const plans = [planned(1, 0, 2), planned(2, 12, 1), planned(3, 12, 0.05)];
  const needed = assembleOrders(plans, [terms('0')], []);
  expect(lines(needed)).toEqual([[[1, 15]]]);
  const filled = assembleOrders(plans, [terms('100')], []);
  expect(filled.orders[0]).toMatchObject({ decision: 'toppedUp', minimumOrderValue: '100.0000' });
  expect(Number(filled.orders[0].goodsValue)).toBeGreaterThanOrEqual(100);
  expect(filled.orders[0].topUpCost).toBeLessThan(filled.orders[0].waitingCost);
  expect(filled.orders[0].lines.some((line) => line.item === 3)).toBe(false);
  const line = filled.orders[0].lines[0];
  expect(line.explanation.constraint).toMatchObject({ kind: 'supplierMinimum', piecesBefore: 15 });
  expect(line.lineCost).toBe((4.1 * line.quantity).toFixed(4));
  expect(line.explanation.expectedCost.onePackLess).toBeLessThan(
    line.explanation.expectedCost.chosen,
  );
});

test('no pack is added that the minimum does not need', () => {
  // 15 pieces are needed: 61.50. Two packs of 5, of whichever item, make it 102.50.
  const filled = assembleOrders([planned(1, 0, 2), planned(2, 12, 1)], [terms('102')], []);
  const plain = assembleOrders([planned(1, 0, 2)], [terms('0')], []).orders[0];
  const packs = (Number(filled.orders[0].goodsValue) - Number(plain.goodsValue)) / (5 * 4.1);
  expect(packs).toBeCloseTo(2, 9);
  // A dear item comes in packs of 20.50 x 10; the cheap packs taken before it are then given back.
  const dear = planItem(
    item([place(0, 12, steady(1, 60))], [lane(1, SUPPLIER, 0)], 60, {
      item: 9,
      supply: [{ supplier: 0, unitCost: '4.10', minimumOrderQuantity: 1, packSize: 50 }],
    }),
  );
  const mixed = assembleOrders([planned(1, 0, 2), dear], [terms('250')], []).orders[0];
  const value = Number(mixed.goodsValue);
  expect(value).toBeGreaterThanOrEqual(250);
  for (const line of mixed.lines) {
    const step = line.item === 9 ? 50 : 5;
    if (line.explanation.constraint.kind === 'supplierMinimum')
      expect(value - step * 4.1).toBeLessThan(250);
  }
});

test('where filling up costs more than waiting, or cannot be done, the order waits and says so', () => {
  const slow = [planned(1, 0, 0.2)];
  expect(slow[0].lines).toHaveLength(1);
  const dear = assembleOrders(slow, [terms('160')], []);
  expect(dear.orders).toEqual([]);
  expect(dear.waiting[0].decision).toBe('minimumNotWorth');
  expect(dear.waiting[0].topUpCost).toBeGreaterThan(dear.waiting[0].waitingCost);
  expect(assembleOrders(slow, [terms('1000000')], []).waiting[0].decision).toBe(
    'minimumOutOfReach',
  );
});

test('an order that saves less than its fixed cost waits', () => {
  const plans = [planned(1, 0, 1)];
  const saving = plans[0].lines[0].expectedSaving;
  const withFixed = (amount: number) => assembleOrders(plans, [terms('0', amount.toFixed(4))], []);
  expect(withFixed(saving - 0.01).orders).toHaveLength(1);
  expect(withFixed(saving + 0.01).waiting[0]).toMatchObject({
    decision: 'fixedCostNotWorth',
    waitingCost: saving,
  });
});

test('orders come in the same order and number however the plans are given', () => {
  const lanes = [lane(1, SUPPLIER, 0), lane(2, -2, 1), lane(3, 0, 2)];
  const places = (onHand: number) => [
    place(0, onHand, steady(1, 60), { isWarehouse: true }),
    place(1, 0, steady(1, 60)),
    place(2, 0, steady(1, 60)),
  ];
  const plan = (number: number): ItemPlan =>
    planItem(
      item(places(number), lanes, 60, {
        item: number,
        supply: [0, 1].map((supplier) => ({
          supplier,
          unitCost: '4',
          minimumOrderQuantity: 1,
          packSize: 1,
        })),
      }),
    );
  const plans = [plan(4), plan(5), plan(6)];
  const proposals = assembleOrders(plans, [], lanes);
  expect(assembleOrders([...plans].reverse(), [], lanes)).toEqual(proposals);
  expect(proposals.orders.map(({ group, kind, from, to }) => [group, kind, from, to])).toEqual([
    [1, 'buy', -1, 0],
    [2, 'buy', -2, 1],
    [3, 'transfer', 0, 2],
  ]);
});
