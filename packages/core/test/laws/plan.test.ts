import {
  type ItemPlanInput,
  type LaneTerms,
  type PlaceState,
  planItem,
} from '@stockwright/core/plan';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const PATHS = 6;
const DAYS = 30;

const arbitraryPlace = (index: number) =>
  fc
    .record({
      onHand: fc.nat({ max: 40 }),
      held: fc.nat({ max: 3 }),
      reserved: fc.nat({ max: 3 }),
      receipt: fc.nat({ max: 10 }),
      receiptDay: fc.nat({ max: 20 }),
      unitPrice: fc.integer({ min: 3, max: 15 }),
      demand: fc.array(fc.nat({ max: 3 }), { minLength: PATHS * DAYS, maxLength: PATHS * DAYS }),
    })
    .map(
      ({ onHand, held, reserved, receipt, receiptDay, unitPrice, demand }): PlaceState => ({
        place: index,
        isWarehouse: index < 2,
        onHand: onHand + held + reserved,
        held,
        reserved,
        backlog: 0,
        receipts: receipt > 0 ? [{ day: 100 + receiptDay, quantity: receipt }] : [],
        unitPrice,
        paths: Float32Array.from(demand),
      }),
    );

/** Two centres, three shops; with `across`, lanes between the shops and between the centres. */
const arbitraryInput = (across: boolean) =>
  fc
    .record({
      places: fc.tuple(...[0, 1, 2, 3, 4].map(arbitraryPlace)),
      days: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 20, maxLength: 20 }),
      sd: fc.constantFrom(0, 2),
      packSize: fc.integer({ min: 1, max: 6 }),
      minimumOrderQuantity: fc.integer({ min: 1, max: 20 }),
      seed: fc.nat(),
    })
    .map(({ places, days, sd, packSize, minimumOrderQuantity, seed }): ItemPlanInput => {
      const pairs = [
        [-1, 0],
        [-2, 1],
        [0, 2],
        [0, 3],
        [1, 3],
        [1, 4],
        [-2, 4],
      ];
      if (across) pairs.push([2, 3], [3, 2], [3, 4], [4, 2], [0, 1], [1, 0], [4, 1]);
      const lanes = pairs.map(
        ([from, to], i): LaneTerms => ({
          lane: i + 1,
          from,
          to,
          leadTimeMeanDays: days[i],
          leadTimeSdDays: sd,
          handlingDays: i % 2,
          reviewPeriodDays: 1 + (days[(i + 7) % 20] % 7),
          orderWeekdays: [],
          unitCost: `0.${days[i]}`,
          fixedCost: '0',
        }),
      );
      return {
        item: 1,
        asOf: 100,
        places,
        lanes,
        supply: [
          { supplier: 0, unitCost: '2', minimumOrderQuantity, packSize },
          { supplier: 1, unitCost: '2.50', minimumOrderQuantity: 1, packSize: 1 },
        ],
        costs: { holdingRatePerYear: 5, goodwillShare: 0.1 },
        pathCount: PATHS,
        horizonDays: DAYS,
        seed,
      };
    });

const changed = (input: ItemPlanInput, at: number, change: Partial<PlaceState>): ItemPlanInput => ({
  ...input,
  places: input.places.map((place, i) => (i === at ? { ...place, ...change } : place)),
});

test('pieces promised to leave a place are there and free, and no line moves nothing', () => {
  fc.assert(
    fc.property(arbitraryInput(true), (input) => {
      const plan = planItem(input);
      for (const [i, { onHand, held, reserved, place }] of input.places.entries()) {
        const leaving = plan.lines
          .filter(({ from }) => from === place)
          .reduce((sum, { quantity }) => sum + quantity, 0);
        expect(leaving).toBeLessThanOrEqual(Math.max(0, onHand - held - reserved));
        expect(plan.positions[i].movedOut).toBe(leaving);
      }
      for (const line of plan.lines) {
        expect(Number.isInteger(line.quantity) && line.quantity > 0).toBe(true);
        expect(line.expectedSaving).toBeGreaterThan(0);
        if (line.kind === 'buy' && line.from === -1)
          expect(line.quantity % input.supply[0].packSize).toBe(0);
      }
      const pairs = plan.lines.map(({ kind, from, to }) => `${kind} ${from} ${to}`);
      expect(new Set(pairs).size).toBe(pairs.length);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('the explanation adds up to the need of every position', () => {
  fc.assert(
    fc.property(arbitraryInput(true), (input) => {
      for (const { explanation, orderUpTo, need } of planItem(input).positions) {
        const { stock } = explanation;
        expect(stock.position).toBe(
          stock.onHand - stock.reserved - stock.held + stock.onOrder - stock.backlog,
        );
        const { shortfall, stranded, lostBeforeArrival, wouldLieTooLong } = explanation.need;
        expect(shortfall).toBe(orderUpTo - stock.position - stock.evenedOut);
        expect(stranded).toBeGreaterThanOrEqual(0);
        expect(lostBeforeArrival).toBeGreaterThanOrEqual(0);
        expect(wouldLieTooLong).toBeGreaterThanOrEqual(0);
        expect(need).toBe(Math.max(0, shortfall + stranded - lostBeforeArrival) - wouldLieTooLong);
      }
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('more stock anywhere never raises what is bought', () => {
  fc.assert(
    fc.property(
      arbitraryInput(false),
      fc.nat({ max: 4 }),
      fc.integer({ min: 1, max: 15 }),
      (input, at, more) => {
        const richer = changed(input, at, { onHand: input.places[at].onHand + more });
        const before = planItem(input).positions;
        planItem(richer).positions.forEach(({ bought, need }, i) => {
          expect(need).toBeLessThanOrEqual(before[i].need);
          expect(bought).toBeLessThanOrEqual(before[i].bought);
        });
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});

test('raising a price never lowers a level', () => {
  fc.assert(
    fc.property(
      arbitraryInput(false),
      fc.nat({ max: 4 }),
      fc.integer({ min: 1, max: 9 }),
      (input, at, more) => {
        const dearer = changed(input, at, { unitPrice: input.places[at].unitPrice + more });
        const before = planItem(input).positions;
        planItem(dearer).positions.forEach(({ orderUpTo }, i) => {
          expect(orderUpTo).toBeGreaterThanOrEqual(before[i].orderUpTo);
        });
      },
    ),
    { seed: 6, numRuns: 200 },
  );
});
