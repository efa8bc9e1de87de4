import { applyOverrides, type SeriesOverride } from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const HORIZON = 14;
const PATHS = 2000;
const FIRST_DAY = 20_000;
const PROBABILITIES = [0.1, 0.5, 0.9];

/** Poisson demand of a mean that differs between the days of a week. */
function forecastOf(level: number) {
  const dice = createDice('demand');
  const mean = Float64Array.from({ length: HORIZON }, (_, d) => level * (1 + (d % 7) / 3));
  const paths = Float32Array.from({ length: PATHS * HORIZON }, (_, i) =>
    drawPoisson(dice, mean[i % HORIZON]),
  );
  const quantiles = new Float64Array(PROBABILITIES.length * HORIZON).fill(-1);
  return {
    horizonDays: HORIZON,
    mean,
    probabilities: PROBABILITIES,
    quantiles,
    pathCount: PATHS,
    paths,
  };
}

const meanOfPaths = (paths: Float32Array, d: number) => {
  let sum = 0;
  for (let k = 0; k < PATHS; k++) sum += paths[k * HORIZON + d];
  return sum / PATHS;
};
const override = (part: Partial<SeriesOverride>): SeriesOverride => ({
  override: 1,
  firstDay: FIRST_DAY + 2,
  lastDay: FIRST_DAY + 5,
  kind: 'factor',
  value: 1.5,
  ...part,
});

test.each([
  ['a factor scales', 2, override({}), (m: number) => 1.5 * m],
  ['a factor of 0 stops', 2, override({ value: 0 }), () => 0],
  ['a great factor draws', 0.05, override({ value: 40 }), (m: number) => 40 * m],
] as const)(
  '%s mean, quantiles and whole-piece paths of its days alone',
  (_, level, one, wanted) => {
    const forecast = forecastOf(level);
    const set = applyOverrides(forecast, FIRST_DAY, [one], createDice('set'));
    if (!set) throw new Error('nothing was applied');
    for (let d = 0; d < HORIZON; d++) {
      const isIn = d >= 2 && d <= 5;
      const mean = isIn ? wanted(forecast.mean[d]) : forecast.mean[d];
      expect(set.mean[d]).toBeCloseTo(mean, 10);
      expect(Math.abs(meanOfPaths(set.paths, d) - mean)).toBeLessThan(0.1 + 0.06 * mean);
      const [low, middle, high] = PROBABILITIES.map((__, p) => set.quantiles[p * HORIZON + d]);
      if (isIn) expect(0 <= low && low <= middle && middle <= high).toBe(true);
      else expect([low, middle, high]).toEqual([-1, -1, -1]);
    }
    expect(set.paths.every(Number.isInteger)).toBe(true);
  },
);

test('a level is met on the mean of its days and keeps the shape of the week', () => {
  const forecast = forecastOf(2);
  const set = applyOverrides(
    forecast,
    FIRST_DAY,
    [override({ kind: 'level', value: 5 })],
    createDice('set'),
  );
  expect(set?.applied).toEqual([
    {
      override: 1,
      days: 4,
      computedPieces: expect.closeTo(2 * (4 + 14 / 3)),
      pieces: expect.closeTo(20),
    },
  ]);
  const share = (mean: Float64Array) => mean[5] / mean[2];
  expect(share(set?.mean ?? forecast.mean)).toBeCloseTo(share(forecast.mean), 10);
  const nothing = { ...forecast, mean: new Float64Array(HORIZON) };
  const fromNothing = applyOverrides(
    { ...nothing, paths: new Float32Array(PATHS * HORIZON) },
    FIRST_DAY,
    [override({ kind: 'level', value: 3 })],
    createDice('set'),
  );
  expect([...(fromNothing?.mean ?? [])].slice(1, 7)).toEqual([0, 3, 3, 3, 3, 0]);
  expect(meanOfPaths(fromNothing?.paths ?? new Float32Array(0), 3)).toBeCloseTo(3, 0);
});

test('on each day the first override that covers it counts; outside the horizon none does', () => {
  const forecast = forecastOf(2);
  const set = applyOverrides(
    forecast,
    FIRST_DAY,
    [
      override({ override: 7, firstDay: FIRST_DAY + 3, lastDay: FIRST_DAY + 3, value: 2 }),
      override({ override: 8, value: 3 }),
    ],
    createDice('set'),
  );
  expect(set?.applied.map((each) => [each.override, each.days])).toEqual([
    [7, 1],
    [8, 3],
  ]);
  expect(set?.mean[3]).toBeCloseTo(2 * forecast.mean[3]);
  const past = override({ firstDay: FIRST_DAY - 9, lastDay: FIRST_DAY - 1 });
  expect(applyOverrides(forecast, FIRST_DAY, [past], createDice('set'))).toBeNull();
  expect(() =>
    applyOverrides(forecast, FIRST_DAY, [override({ value: -1 })], createDice('set')),
  ).toThrow('override 1 is -1');
});
