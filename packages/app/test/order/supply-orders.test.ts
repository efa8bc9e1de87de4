import {
  balanceDifferences,
  getSupplyOrder,
  listSupplyOrders,
  moveSupplyOrder,
  readBalance,
  receiveSupplyOrder,
  recordCounts,
  shipSupplyOrder,
  supplierReliability,
} from '@stockwright/app';
import { afterEach, expect, test } from 'vitest';
import { describeOnBoth } from '../support/databases.js';
import { approvedOrder, furnishShop } from '../support/shop.js';

const actor = 'ann';
const by = { actor };

describeOnBoth('supply orders', (databases) => {
  let after = async () => {};
  afterEach(() => after());

  const open = async () => {
    const database = await databases.open();
    const shop = await furnishShop(database);
    await recordCounts(
      database,
      [
        { itemId: shop.bear, locationId: shop.centre, onHand: 20, countedOn: '2011-02-28' },
        { itemId: shop.kite, locationId: shop.centre, onHand: 5, countedOn: '2011-02-28' },
      ],
      by,
    );
    const at = (item: number, place: number) => readBalance(database.kysely, item, place);
    after = async () => expect(await balanceDifferences(database.kysely)).toEqual([]);
    return { database, shop, at };
  };

  test('a purchase is on order when sent, in transit when shipped, on hand when received', async () => {
    const { database, shop, at } = await open();
    const { id, bearLine } = await approvedOrder(database, shop, { kind: 'purchase', bears: 30 });
    const steps = [];
    await moveSupplyOrder(database, id, { to: 'sent', on: '2011-03-01', actor });
    steps.push(await at(shop.bear, shop.centre));
    await moveSupplyOrder(database, id, {
      to: 'confirmed',
      on: '2011-03-02',
      actor,
      arriveOn: '2011-03-12',
    });
    await shipSupplyOrder(database, id, { shippedOn: '2011-03-03', actor });
    steps.push(await at(shop.bear, shop.centre));
    const partly = await receiveSupplyOrder(database, id, {
      receivedOn: '2011-03-12',
      lines: [{ lineId: bearLine, accepted: 10, rejected: 2, reason: 'wet' }],
      actor,
    });
    steps.push(await at(shop.bear, shop.centre));
    const whole = await receiveSupplyOrder(database, id, {
      receivedOn: '2011-03-15',
      lines: [{ lineId: bearLine, accepted: 20 }],
      actor,
    });
    steps.push(await at(shop.bear, shop.centre));
    const line = ({ onHand, onOrder, inTransit }: Awaited<ReturnType<typeof at>>) => [
      onHand,
      onOrder,
      inTransit,
    ];
    // 30 ordered, 12 came of which 2 were refused, then 20 where 18 were outstanding: 2 over.
    expect(steps.map(line)).toEqual([
      [20, 30, 0],
      [20, 30, 30],
      [30, 18, 18],
      [50, 0, 0],
    ]);
    expect(partly).toMatchObject({ state: 'partly_received', confirmedArriveOn: '2011-03-12' });
    expect(whole.transitions.map(({ to }) => to)).toEqual([
      'sent',
      'confirmed',
      'partly_received',
      'received',
    ]);
    expect(whole).toMatchObject({
      state: 'received',
      receivedPieces: 32,
      cost: '120.0000',
      nextStates: ['closed'],
      receipts: [
        { accepted: 10, rejected: 2 },
        { accepted: 20, rejected: 0 },
      ],
    });
  });

  test('a transfer reserves at the giver, leaves it when shipped, and may be closed short', async () => {
    const { database, shop, at } = await open();
    const { id, bearLine } = await approvedOrder(database, shop, {
      kind: 'transfer',
      bears: 8,
      kites: 5,
    });
    await moveSupplyOrder(database, id, { to: 'sent', on: '2011-03-01', actor });
    expect(await at(shop.bear, shop.centre)).toMatchObject({ onHand: 20, reserved: 8 });
    await shipSupplyOrder(database, id, {
      shippedOn: '2011-03-02',
      actor,
      lines: [{ lineId: bearLine, pieces: 6 }],
    });
    expect(await at(shop.bear, shop.centre)).toMatchObject({ onHand: 14, reserved: 2 });
    expect(await at(shop.bear, shop.york)).toMatchObject({ onHand: 0, onOrder: 8, inTransit: 6 });
    await expect(
      moveSupplyOrder(database, id, { to: 'cancelled', on: '2011-03-03', actor }),
    ).rejects.toMatchObject({ code: 'supplyOrder.onTheWay' });
    await receiveSupplyOrder(database, id, {
      receivedOn: '2011-03-04',
      lines: [{ lineId: bearLine, accepted: 5 }],
      actor,
    });
    await moveSupplyOrder(database, id, {
      to: 'closed',
      on: '2011-03-09',
      actor,
      reason: 'rest lost',
    });
    expect(await at(shop.bear, shop.centre)).toMatchObject({ onHand: 14, reserved: 0 });
    expect(await at(shop.kite, shop.centre)).toMatchObject({ onHand: 5, reserved: 0 });
    expect(await at(shop.bear, shop.york)).toMatchObject({ onHand: 5, onOrder: 0, inTransit: 0 });
  });

  test('what cannot be is refused by name and changes nothing', async () => {
    const { database, shop, at } = await open();
    const transfer = await approvedOrder(database, shop, { kind: 'transfer', bears: 21 });
    await expect(
      moveSupplyOrder(database, transfer.id, { to: 'sent', on: '2011-03-01', actor }),
    ).rejects.toMatchObject({
      code: 'stock.notEnough',
      facts: { item: 'BEAR', location: 'DC', available: 20, wanted: 21 },
    });
    expect(await at(shop.bear, shop.centre)).toMatchObject({ reserved: 0 });
    const { id, bearLine } = await approvedOrder(database, shop, { kind: 'purchase', bears: 3 });
    const receive = (lineId: number, accepted: number, receivedOn = '2011-03-05') =>
      receiveSupplyOrder(database, id, { receivedOn, lines: [{ lineId, accepted }], actor });
    await expect(receive(bearLine, 1)).rejects.toMatchObject({
      code: 'supplyOrder.notOpen',
      facts: { state: 'approved' },
    });
    await moveSupplyOrder(database, id, { to: 'sent', on: '2011-03-02', actor });
    await expect(receive(bearLine, 1, '2011-03-01')).rejects.toMatchObject({
      code: 'supplyOrder.badDay',
    });
    await expect(receive(bearLine, 0)).rejects.toMatchObject({
      code: 'supplyOrder.nothingReceived',
    });
    await expect(receive(bearLine, -1)).rejects.toMatchObject({ code: 'supplyOrder.badLine' });
    await expect(receive(transfer.bearLine, 1)).rejects.toMatchObject({
      code: 'supplyOrder.lineNotFound',
    });
    await expect(
      moveSupplyOrder(database, id, { to: 'approved', on: '2011-03-02', actor }),
    ).rejects.toMatchObject({
      code: 'supplyOrder.wrongState',
      facts: { state: 'sent', to: 'approved' },
    });
    await expect(getSupplyOrder(database, 999_999)).rejects.toMatchObject({
      code: 'supplyOrder.notFound',
    });
    expect(await at(shop.bear, shop.centre)).toMatchObject({ onHand: 20, onOrder: 3 });
    await moveSupplyOrder(database, id, { to: 'cancelled', on: '2011-03-06', actor });
    expect(await at(shop.bear, shop.centre)).toMatchObject({ onHand: 20, onOrder: 0 });
  });

  test('the list pages from the newest', async () => {
    const { database, shop } = await open();
    const ids = [];
    for (let i = 0; i < 5; i++)
      ids.push((await approvedOrder(database, shop, { kind: 'purchase', bears: 1 })).id);
    await approvedOrder(database, shop, { kind: 'transfer', bears: 1 });
    const seen = [];
    let cursor: string | undefined;
    do {
      const page = await listSupplyOrders(database, { kind: 'purchase', limit: 2, cursor });
      expect(page.total).toBe(5);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids.reverse());
  });

  test('reliability is measured on ended orders, by hand', async () => {
    const { database, shop } = await open();
    // A: 10 bears, promised in 10 days; 6 came after 8 days, 4 after 13: (6·8 + 4·13)/10 = 10 days.
    // B: 10 bears, promised in 10 days; 5 came after 16 days, closed short.
    // C: still open: not measured.
    const given = { kind: 'purchase', bears: 10 } as const;
    const [a, b, c] = [
      await approvedOrder(database, shop, given),
      await approvedOrder(database, shop, given),
      await approvedOrder(database, shop, given),
    ];
    for (const { id } of [a, b, c])
      await moveSupplyOrder(database, id, { to: 'sent', on: '2011-03-01', actor });
    const receive = (order: typeof a, receivedOn: string, accepted: number) =>
      receiveSupplyOrder(database, order.id, {
        receivedOn,
        lines: [{ lineId: order.bearLine, accepted }],
        actor,
      });
    await receive(a, '2011-03-09', 6);
    await receive(a, '2011-03-14', 4);
    await receive(b, '2011-03-17', 5);
    await moveSupplyOrder(database, b.id, { to: 'closed', on: '2011-04-01', actor });
    await receive(c, '2011-03-05', 1);
    const [lane, ...others] = await supplierReliability(database);
    expect(others).toEqual([]);
    expect(lane).toMatchObject({
      from: { code: 'NINGBO' },
      to: { code: 'DC' },
      laneId: shop.fromSupplier,
      orderCount: 2,
      receiptCount: 3,
      leadTimeMeanDays: 13, // (10 + 16) / 2
      onTimeShare: 0.3, // 6 of 20 pieces by 11 March
      fillShare: 0.75, // 15 of 20
    });
    expect(lane.leadTimeSdDays).toBeCloseTo(Math.sqrt(18), 10); // sqrt((3² + 3²) / (2 − 1))
  });
});
