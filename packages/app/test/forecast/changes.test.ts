import { expect, test } from 'vitest';
import { type Comparable, changesBetween } from '../../src/forecast/explain/changes.js';
import { storedExplanation } from '../../src/forecast/explain/stored-explanation.js';

const run = (firstDay: number, demand: readonly number[], mean: readonly number[]): Comparable => ({
  engineVersion: '1',
  firstDay,
  method: 'tsb',
  stored: storedExplanation({}).forecast,
  series: {
    firstDay: 100,
    demand,
    returned: [],
    observed: [],
    mean,
    quantiles: [],
    overridden: null,
  },
  events: new Map(),
  overrides: [],
});

test('new days are told with what was expected of them, and only the days that both forecast are compared', () => {
  const before = run(103, [1, 2, 3], [2, 2, 2, 2, 2]);
  const now = run(105, [1, 2, 3, 9, 1], [4, 4, 4, 4, 4]);
  expect(changesBetween(before, now)).toEqual([
    { code: 'historyGrew', facts: { days: 2, pieces: 10, expected: 4 } },
    { code: 'forecastChanged', facts: { days: 3, from: 6, to: 12 } },
  ]);
  expect(changesBetween(now, now)).toEqual([]);
});
