import { type TimeSeries, trendSeasons } from '@stockwright/core/forecast';
import { createDice, drawNormal } from '@stockwright/core/maths';
import { expect, test } from 'vitest';
import { addNewChanges } from '../../../src/forecast/models/trend-seasons/trend-paths.js';

const dice = createDice('trend and seasons');
const DAYS = 730;
const HORIZON = 28;

/** Two years that bend after `bend` days, with a week, a year, a promotion and normal noise. */
const promotion = Float64Array.from({ length: DAYS + HORIZON }, (_, t) => (t % 90 < 6 ? 1 : 0));
const clean = (t: number) =>
  80 +
  0.1 * Math.min(t, 400) -
  0.05 * Math.max(0, t - 400) +
  10 * Math.sin((2 * Math.PI * t) / 7) +
  15 * Math.cos((2 * Math.PI * t) / 365.25) +
  25 * promotion[t];
const shop: TimeSeries = {
  values: Float64Array.from({ length: DAYS }, (_, t) => clean(t) + drawNormal(dice, 0, 4)),
  periods: [7, 365.25],
  drivers: [{ name: 'promotion', values: promotion }],
};

test('a bend, two seasons and a driver are found, and go on into the future', () => {
  const fitted = trendSeasons().fit(shop);
  const mean = fitted.mean(HORIZON);
  for (let h = 0; h < HORIZON; h++) expect(Math.abs(mean[h] - clean(DAYS + h))).toBeLessThan(4);
  expect(fitted.parameters.sigma).toBeCloseTo(4, 0);
  expect(fitted.parameters.slope).toBeCloseTo(0.1, 1);
  expect(fitted.parameters.lastSlope).toBeCloseTo(-0.05, 1);
});

test('parts add up to the forecast, in both ways of joining them', () => {
  for (const seasonMode of ['add', 'multiply'] as const) {
    const fitted = trendSeasons({ seasonMode }).fit({ ...shop, domain: 'real' });
    const parts = fitted.components?.(HORIZON) ?? [];
    expect(parts.map(({ name }) => name)).toEqual([
      'trend',
      'season[7]',
      'season[365.25]',
      'promotion',
    ]);
    const mean = fitted.mean(HORIZON);
    for (let h = 0; h < HORIZON; h++)
      expect(parts.reduce((sum, { values }) => sum + values[h], 0)).toBeCloseTo(mean[h], 8);
    expect(parts[3].values[HORIZON - 1]).toBeCloseTo(25 * promotion[DAYS + HORIZON - 1], -1);
  }
});

test('a season that grows with the trend is found by multiplying, and not by adding', () => {
  const grown = (t: number) => (20 + 0.2 * t) * (1 + 0.4 * Math.sin((2 * Math.PI * t) / 7));
  const values = Float64Array.from({ length: 400 }, (_, t) => grown(t) + drawNormal(dice));
  const miss = (seasonMode: 'add' | 'multiply') =>
    Math.max(
      ...Array.from(
        trendSeasons({ seasonMode })
          .fit({ values, periods: [7] })
          .mean(HORIZON),
        (mean, h) => Math.abs(mean - grown(400 + h)),
      ),
    );
  expect(miss('multiply')).toBeLessThan(4);
  expect(miss('add')).toBeGreaterThan(10);
});

test('unobserved days are left out, not read as zeros', () => {
  const holes = shop.values.map((value, t) => (t % 3 === 0 || (t > 500 && t < 530) ? NaN : value));
  const mean = trendSeasons()
    .fit({ ...shop, values: holes })
    .mean(HORIZON);
  // Read as zeros, a third of the days would lower the forecast by a third, about 30.
  for (let h = 0; h < HORIZON; h++) expect(Math.abs(mean[h] - clean(DAYS + h))).toBeLessThan(6);
});

test('eighty per cent of tomorrows lie in the interval, and it widens where the trend has bent before', () => {
  const undriven = {
    ...shop,
    drivers: [],
    values: shop.values.map((y, t) => y - 25 * promotion[t]),
  };
  const fitted = trendSeasons({ quantilePaths: 500 }).fit(undriven);
  const [low, high] = [0, 1].map((i) =>
    fitted.quantiles(400, [0.1, 0.9], createDice('q')).slice(400 * i, 400 * (i + 1)),
  );
  // 2 × 1.2816 standard deviations of the noise; the trend adds next to nothing on the first day.
  expect(high[0] - low[0]).toBeGreaterThan(2 * 1.2816 * 4 * 0.85);
  expect(high[0] - low[0]).toBeLessThan(2 * 1.2816 * 4 * 1.2);
  expect(high[399] - low[399]).toBeGreaterThan(1.3 * (high[0] - low[0]));
  const straight = trendSeasons({ changepoints: 0, quantilePaths: 500 }).fit(undriven);
  const band = straight.quantiles(400, [0.1, 0.9], createDice('q'));
  expect(band[799] - band[399]).toBeLessThan(1.2 * (band[400] - band[0]));
});

test('new changes of slope scatter the future by the variance of a compound Poisson process', () => {
  const random = createDice('paths');
  const time = Float64Array.of(1.5, 2);
  const count = 5000;
  const squares = [0, 0];
  for (let k = 0; k < count; k++) {
    const path = new Float64Array(2);
    addNewChanges(path, time, 25, 0.1, random);
    for (let h = 0; h < 2; h++) squares[h] += path[h] ** 2 / count;
  }
  // Rate · E[change²] · ∫(T − s)² ds, with E[change²] = 2 · 0.1² for a Laplace distribution.
  expect(squares[0] / ((25 * 0.02 * 0.5 ** 3) / 3)).toBeCloseTo(1, 1);
  expect(squares[1] / ((25 * 0.02) / 3)).toBeCloseTo(1, 1);
});

test('logistic growth stays below its cap', () => {
  const values = Float64Array.from(
    { length: 200 },
    (_, t) => 100 / (1 + Math.exp(-(t - 120) / 20)),
  );
  const fitted = trendSeasons({ growth: 'logistic', cap: 110 }).fit({ values });
  const mean = fitted.mean(400);
  expect(Math.max(...mean)).toBeLessThanOrEqual(110);
  expect(mean[399]).toBeGreaterThan(90);
});

test('a driver that the future needs and does not have is named', () => {
  const fitted = trendSeasons().fit(shop);
  expect(() => fitted.mean(HORIZON + 1)).toThrow(/driver promotion is not known at step 758/);
  const short = { ...shop, drivers: [{ name: 'price', values: new Float64Array(9) }] };
  expect(() => trendSeasons().fit(short)).toThrow(/driver price has 9 steps/);
});

test('odd histories get finite forecasts whatever the settings', () => {
  const odd = [
    Float64Array.of(5, NaN, NaN, 2, 9, 1, 0),
    new Float64Array(60).fill(4),
    Float64Array.from({ length: 80 }, (_, t) => (t === 79 ? 500 : 0)),
    Float64Array.from({ length: 80 }, (_, t) => Math.max(0, 300 - 5 * t)),
    Float64Array.from({ length: 80 }, (_, t) => (t % 2 === 0 ? 1e9 : 0)),
  ];
  for (const values of odd)
    for (const settings of [
      { seasonMode: 'multiply' as const },
      { growth: 'logistic' as const, cap: 3 },
      { growth: 'logistic' as const, cap: 1e10, seasonMode: 'multiply' as const },
      { growth: 'flat' as const },
      { changepointSpread: 1e3 },
    ]) {
      const fitted = trendSeasons(settings).fit({ values, periods: [7] });
      const quantiles = fitted.quantiles(15, [0.1, 0.9], createDice('odd'));
      for (const value of [...fitted.mean(15), ...quantiles]) {
        expect(Number.isFinite(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(0);
      }
    }
});

test.each([
  [{ changepointSpread: 0 }, /changepointSpread is 0/],
  [{ changepointRange: 1 }, /changepointRange is 1/],
  [{ growth: 'logistic' as const }, /cap/],
  [{ cap: 5 }, /only logistic growth/],
  [{ orders: [1.5] }, /orders/],
  [{ quantilePaths: 0 }, /quantilePaths/],
])('the setting %o is refused', (settings, message) => {
  expect(() => trendSeasons(settings)).toThrow(message);
});
