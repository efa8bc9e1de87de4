import {
  criticalRatio,
  inventoryPosition,
  lostSalesCriticalRatio,
  newsvendorQuantiles,
  orderUpToFromSamples,
  stepStock,
} from '@stockwright/core/policy';
import { expect, test } from 'vitest';

test('the inventory position counts what is ours to sell, what is coming, and who waits', () => {
  expect(inventoryPosition({ onHand: 10, reserved: 2, held: 1, onOrder: 6, backlog: 3 })).toBe(10);
  expect(inventoryPosition({ onHand: 0, backlog: 4 })).toBe(-4);
  expect(() => inventoryPosition({ onHand: Number.NaN })).toThrow(/must be finite/);
});

test('the critical ratio weighs a lost sale against holding a piece one review period longer', () => {
  expect(criticalRatio({ underageCost: 4, overageCost: 1 })).toBe(0.8);
  expect(
    lostSalesCriticalRatio({ lostSaleCost: 5, holdingCostPerDay: 0.01, reviewPeriodDays: 7 }),
  ).toBeCloseTo(5 / 5.07, 15);
  expect(() => criticalRatio({ underageCost: 0, overageCost: 0 })).toThrow(/both 0/);
  expect(() => criticalRatio({ underageCost: -1, overageCost: 2 })).toThrow(/underageCost is -1/);
});

test('the order-up-to level is the sample that covers the ratio, in any order of the samples', () => {
  expect(orderUpToFromSamples([4, 0, 9, 2, 7], 0.8)).toBe(7);
  expect(orderUpToFromSamples(Float32Array.of(9, 7, 4, 2, 0), 0.81)).toBe(9);
  expect(() => orderUpToFromSamples([], 0.8)).toThrow(RangeError);
  expect(() => orderUpToFromSamples([1], 1.2)).toThrow(/between 0 and 1/);
});

test('between forecast quantiles the level lies on a straight line, beyond them at the outermost', () => {
  const forecast = { probabilities: [0.1, 0.5, 0.9], quantiles: [10, 20, 40] };
  expect(newsvendorQuantiles({ ...forecast, ratio: 0.8 })).toBeCloseTo(35, 12);
  expect(newsvendorQuantiles({ ...forecast, ratio: 0.05 })).toBe(10);
  expect(newsvendorQuantiles({ ...forecast, ratio: 0.99 })).toBe(40);
  expect(() =>
    newsvendorQuantiles({ probabilities: [0.5, 0.9], quantiles: [9, 8], ratio: 0.6 }),
  ).toThrow(/must not descend/);
});

test('a period that starts with customers waiting serves them first from what arrives', () => {
  const step = stepStock({ netInventory: -3, pipeline: [8] }, 5, 2, {
    stockout: 'backorder',
    holdingCost: 1,
    shortageCost: 9,
    fixedCost: 10,
    unitCost: 2,
  });
  expect(step).toEqual({
    state: { netInventory: 3, pipeline: [5] },
    received: 8,
    sold: 5,
    short: 0,
    cost: 3 + 10 + 10,
  });
  const lost = { stockout: 'lost', holdingCost: 1, shortageCost: 9 } as const;
  expect(() => stepStock({ netInventory: -3, pipeline: [] }, 0, 2, lost)).toThrow(RangeError);
  expect(() => stepStock({ netInventory: 3, pipeline: [] }, -1, 2, lost)).toThrow(/order is -1/);
});

test('with holding basis start the stock before demand is charged', () => {
  const terms = {
    stockout: 'lost',
    holdingCost: 1,
    shortageCost: 4,
    holdingBasis: 'start',
  } as const;
  expect(stepStock({ netInventory: 6, pipeline: [] }, 4, 7, terms).cost).toBe(10);
});
