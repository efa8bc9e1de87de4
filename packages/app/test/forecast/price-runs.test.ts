import { expect, test } from 'vitest';
import { pricesOf } from '../../src/plan/run/price-runs.js';

test('a price of the place goes before one of everywhere, and both before what customers paid', () => {
  const paid = { fromDay: Int32Array.of(5, 12, 40), price: Float64Array.of(9, 8, 7) };
  const own = [{ fromDay: 20, toDay: 24, price: 5 }];
  const general = [{ fromDay: 10, toDay: 29, price: 6 }];
  const runs = pricesOf(own, general, paid);
  expect([...(runs?.fromDay ?? [])].map((day, i) => [day, runs?.price[i]])).toEqual([
    [5, 9],
    [10, 6],
    [20, 5],
    [25, 6],
    [30, 8],
    [40, 7],
  ]);
  expect(pricesOf([], [], paid)).toBe(paid);
  expect(pricesOf([], [], null)).toBeNull();
  expect([...(pricesOf(own, [], null)?.price ?? [])]).toEqual([5, Number.NaN]);
});
