import { ces } from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const dice = createDice('seasonal sales');
const values = Float64Array.from(
  { length: 72 },
  (_, t) => 50 + 0.3 * t + 15 * Math.sin((t * Math.PI) / 2) + 6 * dice.next(),
);
const series = { values, periods: [4], domain: 'real' as const };

test.each(['none', 'simple', 'partial', 'full'] as const)(
  'paths of CES with a season of kind %s scatter as its quantiles say',
  (season) => {
    const fitted = ces({ season }).fit(series);
    const horizon = 8;
    const count = 4000;
    const mean = fitted.mean(horizon);
    const upper = fitted.quantiles(horizon, [0.841344746068543], createDice('not drawn'));
    const paths = fitted.paths(horizon, count, createDice('paths'));
    for (let h = 0; h < horizon; h++) {
      let squares = 0;
      for (let k = 0; k < count; k++) squares += (paths[k * horizon + h] - mean[h]) ** 2;
      const ratio = Math.sqrt(squares / count) / (upper[h] - mean[h]);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
    }
  },
);

test('a season that repeats is found by the criterion and carried forward', () => {
  const fitted = ces().fit(series);
  expect(fitted.description).toMatch(/\[4\]$/);
  const mean = fitted.mean(8);
  for (let h = 0; h < 8; h++) {
    const t = 72 + h;
    expect(Math.abs(mean[h] - (53 + 0.3 * t + 15 * Math.sin((t * Math.PI) / 2)))).toBeLessThan(4);
  }
});

test('components make up the mean, and steps not observed at the end carry the states on', () => {
  const fitted = ces({ season: 'full' }).fit(series);
  const [level, season] = fitted.components?.(5) ?? [];
  const mean = fitted.mean(5);
  for (let h = 0; h < 5; h++) expect(level.values[h] + season.values[h]).toBeCloseTo(mean[h], 9);

  const late = new Float64Array(74).fill(Number.NaN);
  late.set(values);
  const later = ces({ season: 'none' }).fit({ ...series, values: late });
  expect(later.mean(3).every(Number.isFinite)).toBe(true);
  expect(later.fitted[73]).toBeCloseTo(later.fitted[72], -1);
});

test('refuses a kind of season that does not exist', () => {
  // @ts-expect-error: the kind is not one
  expect(() => ces({ season: 'double' })).toThrow(/season is "double"/);
});
