import { type DemandPanel, soldOutDays } from '@stockwright/core/demand';
import { expect, test } from 'vitest';

test('a day sold out where stock was counted 0 at its close and pieces were sold; days between counts are not told', () => {
  const panel: DemandPanel = {
    seriesCount: 1,
    item: Int32Array.of(3),
    location: Int32Array.of(1),
    firstDay: Int32Array.of(100),
    lastDay: 105,
    offsets: Int32Array.of(0, 6),
    demand: Float64Array.of(2, 1, 0, 4, 1, 1),
    returned: new Float64Array(6),
    observed: new Uint8Array(6).fill(1),
  };
  const counts: readonly (readonly [number, number])[] = [
    [99, 0],
    [100, 5],
    [101, 0],
    [102, 0],
    [105, 0],
    [106, 0],
  ];
  const stock = {
    item: new Int32Array(6).fill(3),
    location: new Int32Array(6).fill(1),
    day: Int32Array.from(counts, ([day]) => day),
    onHand: Int32Array.from(counts, ([, pieces]) => pieces),
  };
  expect([...soldOutDays(panel, stock)]).toEqual([[0, Int32Array.of(1, 5)]]);
  expect(soldOutDays(panel, { ...stock, item: new Int32Array(6).fill(4) }).size).toBe(0);
});
