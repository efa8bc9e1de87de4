import {
  applyMovements,
  balanceDifferences,
  moveSupplyOrder,
  once,
  readBalance,
  receiveSupplyOrder,
  recordCounts,
  shipSupplyOrder,
  sqlState,
} from '@stockwright/app';
import { createDice } from '@stockwright/core/maths';
import { MovementNotes } from '@stockwright/core/order';
import { parseDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeOnBoth } from '../support/databases.js';
import { approvedOrder, furnishShop, type Shop } from '../support/shop.js';

const by = { actor: 'ann' };

describeOnBoth('the stock journal', (databases) => {
  const count = (shop: Shop, onHand: number, countedOn: string) => [
    { itemId: shop.bear, locationId: shop.york, onHand, countedOn },
  ];

  test('the first count opens an item-location, later ones move it by the difference', async () => {
    const database = await databases.open();
    const shop = await furnishShop(database);
    const record = (onHand: number, countedOn: string) =>
      recordCounts(database, count(shop, onHand, countedOn), by);
    expect(await record(12, '2011-03-01')).toMatchObject({ opened: 1, changed: 0 });
    expect(await record(12, '2011-03-01')).toMatchObject({ opened: 0, unchanged: 1 });
    expect(await record(9, '2011-03-05')).toMatchObject({ changed: 1 });
    expect(await record(99, '2011-03-04')).toMatchObject({ stale: 1, changed: 0 });
    const rows = await database.kysely
      .selectFrom('movement')
      .select(['kind', 'quantity', 'occurred_on'])
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { kind: 'opening', quantity: 12, occurred_on: '2011-03-01' },
      { kind: 'count', quantity: -3, occurred_on: '2011-03-05' },
    ]);
  });

  test('a first count of zero opens too: what comes later is a change', async () => {
    const database = await databases.open();
    const shop = await furnishShop(database);
    await recordCounts(database, count(shop, 0, '2011-03-01'), by);
    expect(await recordCounts(database, count(shop, 4, '2011-03-02'), by)).toMatchObject({
      opened: 0,
      changed: 1,
    });
  });

  test('a count merges with what moved after its day (I8)', async () => {
    const database = await databases.open();
    const shop = await furnishShop(database);
    await recordCounts(database, count(shop, 10, '2011-03-01'), by);
    const place = { item: shop.bear, location: shop.york };
    const sold = new MovementNotes('sale', parseDay('2011-03-06')).add(place, 'on_hand', -4);
    await database.transaction((tx) => applyMovements(tx, { movements: sold.movements, ...by }));
    // Counted 12 in the evening of the 5th, 4 sold on the 6th: 8 are there.
    await recordCounts(database, count(shop, 12, '2011-03-05'), by);
    expect(await readBalance(database.kysely, shop.bear, shop.york)).toMatchObject({ onHand: 8 });
  });

  test('a count that finds less than is reserved is believed, and what lost its pieces is told', async () => {
    const database = await databases.open();
    const shop = await furnishShop(database);
    const counted = (onHand: number, countedOn: string) =>
      recordCounts(
        database,
        [{ itemId: shop.bear, locationId: shop.centre, onHand, countedOn }],
        by,
      );
    await counted(10, '2011-03-01');
    const { id } = await approvedOrder(database, shop, { kind: 'transfer', bears: 8 });
    await moveSupplyOrder(database, id, { to: 'sent', on: '2011-03-02', ...by });
    expect(await counted(3, '2011-03-03')).toMatchObject({ unbackedPieces: 5 });
    expect(await readBalance(database.kysely, shop.bear, shop.centre)).toMatchObject({
      onHand: 3,
      reserved: 3,
    });
    await moveSupplyOrder(database, id, { to: 'cancelled', on: '2011-03-04', ...by });
    expect(await readBalance(database.kysely, shop.bear, shop.centre)).toMatchObject({
      onHand: 3,
      reserved: 0,
    });
  });

  test('an event that would break a balance is refused as a whole, and so is a statement that goes round us', async () => {
    const database = await databases.open();
    const shop = await furnishShop(database);
    const day = parseDay('2011-03-01');
    const take = new MovementNotes('sale', day)
      .add({ item: shop.kite, location: shop.york }, 'on_order', 5)
      .add({ item: shop.bear, location: shop.york }, 'on_hand', -1);
    await expect(
      database.transaction((tx) => applyMovements(tx, { movements: take.movements, ...by })),
    ).rejects.toMatchObject({ code: 'stock.notEnough', facts: { item: 'BEAR', location: 'YORK' } });
    expect(await database.kysely.selectFrom('movement').selectAll().execute()).toEqual([]);
    const round = sql`insert into stock_balance (item_id, location_id, on_hand, reserved)
      values (${shop.bear}, ${shop.york}, 1, 2)`.execute(database.kysely);
    await expect(round.catch(sqlState)).resolves.toBe('23514');
  });

  test('a difference between journal and balance is named', async () => {
    const database = await databases.open();
    const shop = await furnishShop(database);
    await recordCounts(database, count(shop, 12, '2011-03-01'), by);
    await database.execute('update stock_balance set on_hand = 13');
    expect(await balanceDifferences(database.kysely)).toEqual([
      { itemCode: 'BEAR', locationCode: 'YORK', bucket: 'on_hand', journal: 12, balance: 13 },
    ]);
  });

  test('a request is done once per key; another body is refused, a failed one may be tried again', async () => {
    const database = await databases.open();
    const request = { scope: 'POST /x', key: 'k1', requestHash: 'a' };
    let runs = 0;
    const work = async () => ({ status: 201, body: { run: ++runs } });
    const first = await once(database, request, work);
    const again = await once(database, request, work);
    expect(first).toEqual({ status: 201, body: { run: 1 }, replayed: false });
    expect(again).toEqual({ ...first, replayed: true });
    await expect(once(database, { ...request, requestHash: 'b' }, work)).rejects.toMatchObject({
      code: 'idempotency.otherBody',
      status: 422,
    });
    const other = { ...request, scope: 'POST /y' };
    await expect(
      once(database, other, async () => {
        throw new Error('broke');
      }),
    ).rejects.toThrow('broke');
    expect(await once(database, other, work)).toMatchObject({ body: { run: 2 }, replayed: false });
  });

  if (databases.kind === 'server')
    test('a request whose twin still runs is told so', async () => {
      const database = await databases.open();
      const request = { scope: 'POST /x', key: 'k1', requestHash: 'a' };
      let twin: unknown;
      await once(database, request, async () => {
        twin = await once(database, request, async () => ({ status: 200, body: 2 })).catch(
          (e) => e,
        );
        return { status: 200, body: 1 };
      });
      expect(twin).toMatchObject({ code: 'idempotency.stillRunning', status: 409 });
    });

  test('whatever happens at once, pieces are conserved and no balance breaks its rules', async () => {
    const database = await databases.open();
    const shop = await furnishShop(database);
    const items = [shop.bear, shop.kite];
    await recordCounts(
      database,
      items.map((itemId) => ({
        itemId,
        locationId: shop.centre,
        onHand: 40,
        countedOn: '2011-03-01',
      })),
      by,
    );
    const dice = createDice('journal');
    const pick = (below: number) => Math.floor(dice.next() * below);
    const orders: Awaited<ReturnType<typeof approvedOrder>>[] = [];
    for (let i = 0; i < 12; i++)
      orders.push(
        await approvedOrder(database, shop, {
          kind: i % 2 === 0 ? 'transfer' : 'purchase',
          bears: 1 + pick(12),
          kites: 1 + pick(12),
        }),
      );
    const day = '2011-03-10';
    const act = (kind: number) => {
      const order = orders[pick(orders.length)];
      const lines = [
        { lineId: order.kiteLine, accepted: pick(8), rejected: pick(3) },
        { lineId: order.bearLine, accepted: pick(8), rejected: pick(3) },
      ];
      const place = [shop.centre, shop.york][pick(2)];
      // In either order of items: the journal itself must keep two events from waiting in a circle.
      const sale = new MovementNotes('sale', parseDay(day));
      for (const item of pick(2) === 0 ? items : [...items].reverse())
        sale.add({ item, location: place }, 'on_hand', -pick(4));
      switch (kind) {
        case 0:
        case 1:
          return moveSupplyOrder(database, order.id, { to: 'sent', on: '2011-03-02', ...by });
        case 2:
          return shipSupplyOrder(database, order.id, { shippedOn: day, ...by });
        case 3:
        case 4:
          return receiveSupplyOrder(database, order.id, { receivedOn: day, lines, ...by });
        case 5:
          return moveSupplyOrder(database, order.id, {
            to: pick(2) === 0 ? 'closed' : 'cancelled',
            on: day,
            ...by,
          });
        case 6:
          return recordCounts(
            database,
            items.map((itemId) => ({
              itemId,
              locationId: place,
              onHand: pick(30),
              countedOn: `2011-03-${String(3 + pick(20)).padStart(2, '0')}`,
            })),
            by,
          );
        default:
          return database.transaction((tx) =>
            applyMovements(tx, { movements: sale.movements, ...by }),
          );
      }
    };
    const expected = /^(stock\.notEnough|supplyOrder\.)/;
    let done = 0;
    for (let round = 0; round < 20; round++) {
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => act(pick(8))));
      for (const outcome of outcomes)
        if (outcome.status === 'fulfilled') done++;
        else expect(outcome.reason.code ?? outcome.reason.stack).toMatch(expected);
    }
    expect(done).toBeGreaterThan(40);
    // I1 and I9: each balance is the sum of its movements.
    expect(await balanceDifferences(database.kysely)).toEqual([]);
    // I1 across places: what is in transit between our places was taken from one and not yet given to
    // the other, so a transfer's `ship` events sum to zero over on hand and in transit.
    const shipped = await sql<{ pieces: number }>`
      select coalesce(sum(m.quantity), 0) as pieces
      from movement m join supply_order o on o.id = m.supply_order_id
      where o.kind = 'transfer' and m.kind = 'ship' and m.bucket in ('on_hand', 'in_transit')`.execute(
      database.kysely,
    );
    expect(shipped.rows).toEqual([{ pieces: 0 }]);
    // What is on order is what open orders still owe.
    const owed = await sql<{ pieces: number }>`
      select coalesce(sum(greatest(0, l.ordered - l.received)), 0) as pieces
      from supply_order o join supply_order_line l on l.order_id = o.id
      where o.state in ('sent', 'confirmed', 'partly_received')`.execute(database.kysely);
    const onOrder = await sql<{ pieces: number }>`
      select sum(on_order) as pieces from stock_balance`.execute(database.kysely);
    expect(onOrder.rows).toEqual(owed.rows);
    // All or none: an event's rows carry one actor, and each receipt has the event it names.
    const torn = await sql`
      select from receipt r where not exists (select from movement m where m.event_id = r.event_id)
        and exists (select from receipt_line l where l.receipt_id = r.id and l.accepted > 0)`.execute(
      database.kysely,
    );
    expect(torn.rows).toEqual([]);
  });
});
