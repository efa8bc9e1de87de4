import { createDice } from '@stockwright/core/maths';
import { createPlanScratch, nextOrderDates, planItem } from '@stockwright/core/plan';
import { formatDay } from '@stockwright/core/units';
import { expect, test } from 'vitest';
import { item, lane, MONDAY, place, SUPPLIER, steady } from './small-item.js';

test('the worked case: 4 on hand, 2 a day, 1 + 7 days, packs of 6: buy 12', () => {
  const plan = planItem(
    item([place(0, 4, steady(2, 30))], [lane(1, SUPPLIER, 0)], 30, {
      supply: [{ supplier: 0, unitCost: '4', minimumOrderQuantity: 1, packSize: 6 }],
    }),
  );
  expect(plan.positions[0]).toMatchObject({
    inventoryPosition: 4,
    protectionDays: 8,
    demandMean: 16,
    demandSd: 0,
    orderUpTo: 16,
    need: 12,
    stockOutRisk: 1,
    reason: 'bought',
  });
  // Cu = 10 − 4; h = 4 × 0.25 ÷ 365 a day; R = 7 days.
  expect(plan.positions[0].criticalRatio).toBeCloseTo(6 / (6 + ((4 * 0.25) / 365) * 7), 12);
  expect(plan.lines).toHaveLength(1);
  expect(plan.lines[0]).toMatchObject({
    kind: 'buy',
    from: SUPPLIER,
    to: 0,
    quantity: 12,
    need: 12,
    unitCost: '4.0000',
    lineCost: '48.0000',
    orderOn: MONDAY,
    arriveOn: MONDAY + 1,
    valueAtRisk: 72,
    explanation: { constraint: { kind: 'none', piecesBefore: 12, piecesAfter: 12, packSize: 6 } },
  });
});

test('orders leave on allowed weekdays that are open, and dates follow from handling and lead time', () => {
  const terms = lane(1, SUPPLIER, 0, {
    orderWeekdays: [4],
    handlingDays: 1,
    leadTimeMeanDays: 2.5,
  });
  const dates = nextOrderDates(terms, MONDAY);
  expect(dates && Object.values(dates).map(formatDay)).toEqual([
    '2011-11-03',
    '2011-11-04',
    '2011-11-07',
  ]);
  const closed = nextOrderDates({ ...terms, closedDays: [MONDAY + 3] }, MONDAY);
  expect(closed?.orderOn).toBe(MONDAY + 10);
  expect(nextOrderDates({ ...terms, orderWeekdays: [8] }, MONDAY)).toBeNull();
});

test('no quantity does better in a day by day simulation of lost sales (all of them tried)', () => {
  const dice = createDice('brute force');
  for (let trial = 0; trial < 60; trial++) {
    const days = 12;
    const paths = Array.from({ length: 8 }, () =>
      Array.from({ length: days }, () => Math.floor(dice.next() * dice.next() * 6)),
    );
    const onHand = Math.floor(dice.next() * 12);
    const leadTime = Math.floor(dice.next() * 6);
    const review = 1 + Math.floor(dice.next() * 5);
    const packSize = 1 + Math.floor(dice.next() * 5);
    const minimum = Math.floor(dice.next() * 12);
    const unitPrice = 4.02 + dice.next();
    const input = item(
      [place(0, onHand, paths, { unitPrice })],
      [lane(1, SUPPLIER, 0, { leadTimeMeanDays: leadTime, reviewPeriodDays: review })],
      days,
      {
        pathCount: paths.length,
        supply: [{ supplier: 0, unitCost: '4', minimumOrderQuantity: minimum, packSize }],
        costs: { holdingRatePerYear: 10, goodwillShare: 0 },
      },
    );
    const lostSaleCost = unitPrice - 4;
    const leftoverCost = ((4 * 10) / 365) * review;
    const perReview = (review * paths.flat().reduce((a, b) => a + b, 0)) / paths.flat().length;
    // The x-th piece left over lies for x ÷ (demand of a review period) periods, at least one.
    const lying = (left: number) =>
      left <= perReview ? left : (perReview + left ** 2 / perReview) / 2;
    const simulated = (quantity: number) => {
      let cost = 0;
      for (const path of paths) {
        let stock = onHand;
        let lost = 0;
        for (let day = 0; day < leadTime + review; day++) {
          if (day === leadTime) stock += quantity;
          if (day >= leadTime) lost += Math.max(0, path[day] - stock);
          stock = Math.max(0, stock - path[day]);
        }
        cost += lostSaleCost * lost + leftoverCost * lying(stock);
      }
      return cost / paths.length;
    };
    const chosen = planItem(input).positions[0].bought;
    let best = simulated(0);
    for (let q = packSize; q < 80; q += packSize)
      if (q >= minimum) best = Math.min(best, simulated(q));
    expect(simulated(chosen), `trial ${trial}`).toBeCloseTo(best, 9);
  }
});

test('demand that is lost before an order can arrive is not ordered again', () => {
  // 2 a day, nothing there, 20 days away, weekly: level 54, of which 40 are lost before the arrival.
  const plan = planItem(
    item([place(0, 0, steady(2, 40))], [lane(1, SUPPLIER, 0, { leadTimeMeanDays: 20 })], 40),
  );
  expect(plan.lines[0].quantity).toBe(14);
  expect(plan.positions[0].explanation.need).toEqual({
    shortfall: 54,
    stranded: 0,
    lostBeforeArrival: 40,
    wouldLieTooLong: 0,
    need: 14,
  });
});

test('a centre buys for itself and all it feeds, and surplus in one shop does not feed another', () => {
  const places = [
    place(0, 0, steady(1, 40), { isWarehouse: true }),
    place(1, 100, steady(1, 40)),
    place(2, 3, steady(1, 40)),
  ];
  const lanes = [
    lane(1, SUPPLIER, 0, { leadTimeMeanDays: 2 }),
    lane(2, 0, 1, { leadTimeMeanDays: 3 }),
    lane(3, 0, 2, { leadTimeMeanDays: 3 }),
  ];
  const plan = planItem(item(places, lanes, 40));
  // Protected: 9 days of its own, 9 + 3 of each shop's: 33. Shop 1 holds 88 more than its 12.
  // Before the arrival 2 + 5 + 5 = 12 are wanted and 3 + 12 count, so nothing is lost in the sum.
  expect(plan.positions[0]).toMatchObject({ orderUpTo: 33, inventoryPosition: 103 });
  expect(plan.positions[0].explanation).toMatchObject({
    basis: 'echelon',
    demand: { downstreamDays: 3 },
    need: { shortfall: -70, stranded: 88, lostBeforeArrival: 0, need: 18 },
  });
  expect(plan.lines.map(({ kind, to, quantity }) => [kind, to, quantity])).toEqual([
    ['buy', 0, 18],
  ]);
  expect(plan.positions.map(({ reason }) => reason)).toEqual(['bought', 'enough', 'stockShort']);
});

test('a short centre shares by value and keeps for its own customers', () => {
  const places = [
    place(0, 10, steady(0, 40), { isWarehouse: true }),
    place(1, 0, steady(1, 40), { unitPrice: 12 }),
    place(2, 0, steady(1, 40), { unitPrice: 9 }),
  ];
  const lanes = [lane(1, SUPPLIER, 0), lane(2, 0, 1), lane(3, 0, 2)];
  const plan = planItem(item(places, lanes, 40));
  const transfers = plan.lines.filter(({ kind }) => kind === 'transfer');
  // Each shop can use 7; the dearer one is served first.
  expect(transfers.map(({ to, quantity }) => [to, quantity])).toEqual([
    [1, 7],
    [2, 3],
  ]);
  expect(transfers[1].explanation.constraint).toMatchObject({
    kind: 'stockShort',
    piecesBefore: 7,
    piecesAfter: 3,
  });
  const dear = planItem(
    item(
      [place(0, 10, steady(1, 40), { isWarehouse: true, unitPrice: 20 }), ...places.slice(1)],
      lanes,
      40,
    ),
  );
  expect(dear.positions[0].movedOut).toBe(2);
  expect(dear.lines.find(({ kind }) => kind === 'transfer')?.explanation.giver).toMatchObject({
    freePieces: 10,
    keptPieces: 8,
  });
});

test('a shop with more than it will use helps another when that earns the lane', () => {
  const places = [
    place(0, 0, null, { isWarehouse: true }),
    place(1, 40, steady(0, 40)),
    place(2, 0, steady(1, 40)),
  ];
  const far = { leadTimeMeanDays: 10 };
  const lanes = (unitCost: string, fixedCost = '0') => [
    lane(1, SUPPLIER, 0, far),
    lane(2, 0, 1),
    lane(3, 0, 2),
    lane(4, 1, 2, { unitCost, fixedCost }),
  ];
  const helped = planItem(item(places, lanes('0.5'), 40));
  const move = helped.lines.find(({ role }) => role === 'evenOut');
  // The centre is empty and refilled after 10 days, 1 more to the shop, 7 to review: 18 − the first day.
  expect(move).toMatchObject({ from: 1, to: 2, quantity: 17, lineCost: '8.5000' });
  expect(move?.explanation.giver).toMatchObject({ expectedLoss: 0, freePieces: 40 });
  const alone = planItem(item(places, lanes('0.5').slice(0, 3), 40));
  expect(alone.positions[0].bought).toBeGreaterThan(helped.positions[0].bought);

  // Dearer than the margin or than buying, or not worth its share of the van: no move.
  for (const dear of [lanes('5.5'), lanes('4.1'), lanes('0.5', '400')])
    expect(planItem(item(places, dear, 40)).lines.some(({ role }) => role === 'evenOut')).toBe(
      false,
    );
  // A giver that would sell its pieces itself keeps them: 2 gained there, 2 lost here, and the lane.
  const cheap = { unitPrice: 6 };
  const given = (giverOnHand: number) =>
    planItem(
      item(
        [places[0], place(1, giverOnHand, steady(1, 40), cheap), place(2, 0, steady(1, 40), cheap)],
        lanes('0.5'),
        40,
      ),
    ).lines.find(({ role }) => role === 'evenOut')?.quantity ?? 0;
  expect([given(40), given(44)]).toEqual([0, 4]);
});

test('stock-out risk looks at the days of receipts, not only at their sum', () => {
  const late = { receipts: [{ day: MONDAY + 6, quantity: 30 }] };
  const plan = (more: object) =>
    planItem(item([place(0, 4, steady(1, 30), more)], [lane(1, SUPPLIER, 0)], 30)).positions[0];
  expect(plan(late)).toMatchObject({ stockOutRisk: 1, need: 0, onOrder: 30, reason: 'enough' });
  expect(plan({ receipts: [{ day: MONDAY + 4, quantity: 30 }] }).stockOutRisk).toBe(0);
  expect(plan({ receipts: [{ day: MONDAY - 9, quantity: 30 }] }).stockOutRisk).toBe(0);
});

test('every place gets a position with its reason, also where nothing can be done', () => {
  const reason = (
    more: Parameters<typeof item>[3],
    shop = place(0, 0, steady(1, 30)),
    lanes = [lane(1, SUPPLIER, 0)],
  ) => planItem(item([shop], lanes, 30, more)).positions[0].reason;
  expect(reason({})).toBe('bought');
  expect(reason({ supply: [] })).toBe('noSupply');
  expect(reason({}, place(0, 0, null))).toBe('noDemand');
  expect(reason({}, place(0, 0, steady(1, 30), { unitPrice: Number.NaN }))).toBe('noPrice');
  expect(reason({}, place(0, 0, steady(1, 30), { unitPrice: 3 }))).toBe('noMargin');
  expect(reason({}, place(0, 99, steady(1, 30)))).toBe('enough');
  expect(reason({}, undefined, [lane(1, SUPPLIER, 0, { orderWeekdays: [9] })])).toBe('noOrderDay');
  const huge = [{ supplier: 0, unitCost: '4', minimumOrderQuantity: 100_000, packSize: 1 }];
  expect(reason({ supply: huge })).toBe('minimumNotWorth');
});

test('the same seed gives the same plan, whatever was planned before; another seed other lead times', () => {
  const dice = createDice('paths');
  const paths = Array.from({ length: 50 }, () =>
    Array.from({ length: 40 }, () => Math.floor(dice.next() * 4)),
  );
  const late = lane(1, SUPPLIER, 0, { leadTimeMeanDays: 12, leadTimeSdDays: 6 });
  const input = (seed: string) => item([place(0, 3, paths)], [late], 40, { pathCount: 50, seed });
  const scratch = createPlanScratch();
  const first = planItem(input('one'), scratch);
  planItem(item([place(0, 1, steady(9, 90)), place(1, 1, null)], [late], 90), scratch);
  expect(planItem(input('one'), scratch)).toEqual(first);
  expect(planItem(input('one'))).toEqual(first);
  expect(planItem(input('two')).positions[0].demandSd).not.toBe(first.positions[0].demandSd);
});

test('wrong input is refused with the item and the place', () => {
  expect(() => planItem(item([place(7, 0, steady(1, 29))], [], 30))).toThrow(
    /place 7 has 58 path values; 2 paths × 30 days want 60/,
  );
  expect(() => planItem(item([place(7, 0, null), place(7, 0, null)], [], 30))).toThrow(
    /item 1: a place is given twice/,
  );
});
