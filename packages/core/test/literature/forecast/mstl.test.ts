import { readFileSync } from 'node:fs';
import { decompose, mstl, seasonalStrengths, theta } from '@stockwright/core/forecast';
import { describe, expect, test } from 'vitest';

interface Parts {
  readonly series: string;
  readonly length: number;
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
}
/** Made by theta-mstl.R with R forecast 8.20: every thirteenth step. */
const r: {
  data: Record<string, number[]>;
  stl: Record<'window7' | 'lines' | 'periodic' | 'robust', Parts>;
  mstl: Record<'trend' | 'week' | 'month', number[]>;
} = JSON.parse(readFileSync(new URL('theta-mstl.json', import.meta.url), 'utf8'));

const close = (ours: Float64Array, theirs: readonly number[]) =>
  theirs.forEach((value, i) => {
    expect(Math.abs(ours[13 * i] - value)).toBeLessThan(1e-7);
  });

/** Two seasons, a trend and something like noise: the formula of theta-mstl.R. */
const formula = (count: number) =>
  Float64Array.from(
    { length: count },
    (_, t) =>
      50 +
      10 * Math.sin((2 * Math.PI * t) / 7) +
      5 * Math.cos((2 * Math.PI * t) / 30) +
      0.02 * t +
      ((t * 7919) % 101) / 10,
  );

describe('STL takes series apart as R does', () => {
  test.each([
    ['window7', { seasonalWindow: 7 }],
    ['lines', { seasonalWindow: 13, seasonalDegree: 1, jump: 1 }],
    ['periodic', { seasonalWindow: 'periodic' }],
    ['robust', { robust: true }],
  ] as const)('%s', (name, settings) => {
    const { series, length, seasonal, trend } = r.stl[name];
    const values = Float64Array.from(r.data[series].slice(0, length));
    const parts = decompose(values, [12], settings);
    close(parts.seasonals[0], seasonal);
    close(parts.trend, trend);
  });
});

test("MSTL takes two seasons apart as R's mstl() does", () => {
  const parts = decompose(formula(400), [30, 7]);
  expect(parts.periods).toEqual([7, 30]);
  close(parts.seasonals[0], r.mstl.week);
  close(parts.seasonals[1], r.mstl.month);
  close(parts.trend, r.mstl.trend);
});

test('parts add up to the values, and unobserved values are none of them', () => {
  const values = formula(300);
  for (const t of [0, 1, 50, 120, 121, 122, 299]) values[t] = Number.NaN;
  const { trend, seasonals, remainder } = decompose(values, [7, 30]);
  const whole = decompose(formula(300), [7, 30]);
  values.forEach((value, t) => {
    const sum = trend[t] + seasonals[0][t] + seasonals[1][t] + remainder[t];
    if (Number.isNaN(value)) expect(sum).toBeNaN();
    else expect(sum).toBeCloseTo(value, 9);
    // What was not seen is told from the rest.
    expect(Math.abs(trend[t] - whole.trend[t])).toBeLessThan(2);
    expect(Math.abs(seasonals[0][t] - whole.seasonals[0][t])).toBeLessThan(2);
  });
});

test('a season of 10.25 steps is followed for twenty seasons ahead', () => {
  const wave = (t: number) => 100 + 20 * Math.sin((2 * Math.PI * t) / 10.25);
  const values = Float64Array.from({ length: 410 }, (_, t) => wave(t));
  const greatestError = (period: number) => {
    const fit = mstl({ adjusted: theta() }).fit({ values, periods: [period] });
    return Math.max(...fit.mean(205).map((value, h) => Math.abs(value - wave(410 + h))));
  };
  // The nearest place in the season is at most half a step off: 20 · 2π / 10.25 / 2 = 6.1, and half of that again for the history's own.
  expect(greatestError(10.25)).toBeLessThan(9);
  expect(greatestError(10)).toBeGreaterThan(30);
});

test('strength of a season is near 1 where there is hardly anything else, near 0 where there is none', () => {
  const [week, month, year] = seasonalStrengths(formula(400), [7, 30, 365.25]);
  expect(week).toBeGreaterThan(0.8);
  expect(month).toBeGreaterThan(0.5);
  expect(year).toBe(0);
  const noise = Float64Array.from({ length: 400 }, (_, t) => (t * 7919) % 101);
  expect(seasonalStrengths(noise, [7])[0]).toBeLessThan(0.35);
});

test('settings out of their ranges are refused by name', () => {
  expect(() => mstl({ seasonalWindow: 4 })).toThrow('seasonalWindow is 4');
  expect(() => mstl({ trendWindow: 2 })).toThrow('trendWindow is 2');
  expect(() => mstl({ rounds: 0 })).toThrow('rounds is 0');
  expect(() => decompose(formula(20), [12])).toThrow('periods are 12');
});
