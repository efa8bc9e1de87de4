import { demandShares, forecastSeries } from '@stockwright/core/forecast';
import { expect, test } from 'vitest';

test('the share of a location is the mean of its items’ shares, the first day left out', () => {
  const days = 101;
  const series = (every: number) =>
    Array.from({ length: days }, (_, t) => (t % every === 0 ? 3 : 0));
  const count = 200;
  const shares = demandShares({
    seriesCount: count,
    item: Int32Array.from({ length: count }, (_, s) => s),
    location: new Int32Array(count).fill(4),
    firstDay: new Int32Array(count),
    lastDay: days - 1,
    offsets: Int32Array.from({ length: count + 1 }, (_, s) => s * days),
    demand: Float64Array.from(
      Array.from({ length: count }, (_, s) => series(s % 2 ? 2 : 10)).flat(),
    ),
    returned: new Float64Array(count * days),
    observed: new Uint8Array(count * days).fill(1),
  });
  // Half the items sell on 50 of 100 days, half on 10: 0.3, which is also what five unseen items count.
  expect(shares.get(4)).toBeCloseTo(0.3, 12);
});

test('an item on its first day is guessed to sell as often as its location does', () => {
  const level = (demandShare: number) =>
    forecastSeries(new Float64Array([12]), null, { firstDay: 0, seed: [1], demandShare })
      .explanation.level;
  expect(level(0.5)).toBeCloseTo(6, 12);
  expect(level(0.05)).toBeCloseTo(0.6, 12);
  expect(() => level(0)).toThrow(/demandShare is 0; it must lie in \(0, 1\]/);
});
