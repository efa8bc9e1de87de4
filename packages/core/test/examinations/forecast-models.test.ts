import { ALL_MODELS, type ForecastModel, type TimeSeries } from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { describe, expect, test } from 'vitest';
import { blankModel } from './blank-model.js';

const dice = createDice('models examined');
const HORIZON = 15;
const PROBABILITIES = [0.025, 0.1, 0.5, 0.9, 0.975];

const season = (t: number) => 1 + 0.5 * Math.sin((2 * Math.PI * t) / 7);
const steady = Float64Array.from({ length: 84 }, (_, t) =>
  Math.round(40 * season(t) + 0.2 * t + 8 * dice.next()),
);
const rare = Float64Array.from({ length: 84 }, () =>
  dice.next() < 0.2 ? Math.ceil(3 * dice.next()) : 0,
);

/** Histories at their worst, and two like those of a shop. */
const histories: Record<string, Float64Array> = {
  'no values': new Float64Array(0),
  'one value': new Float64Array([3]),
  'one zero': new Float64Array([0]),
  'two values': new Float64Array([3, 1]),
  'three values': new Float64Array([1, 0, 0]),
  'five values': new Float64Array([4, 1, 0, 2, 9]),
  'nine values': new Float64Array([4, 1, 0, 2, 9, 4, 4, 0, 1]),
  'all zeros': new Float64Array(60),
  'a constant': new Float64Array(60).fill(4),
  'a constant of a million': new Float64Array(60).fill(1e6),
  'only unobserved': new Float64Array(40).fill(Number.NaN),
  'one value among unobserved': Float64Array.from({ length: 40 }, (_, t) =>
    t === 20 ? 5 : Number.NaN,
  ),
  'every fifth unobserved': steady.map((y, t) => (t % 5 === 0 ? Number.NaN : y)),
  'unobserved at the end': steady.map((y, t) => (t > 70 ? Number.NaN : y)),
  'a sale long ago': Float64Array.from({ length: 80 }, (_, t) => (t === 0 ? 500 : 0)),
  'a sale today': Float64Array.from({ length: 80 }, (_, t) => (t === 79 ? 500 : 0)),
  'a steep fall': Float64Array.from({ length: 80 }, (_, t) => Math.max(0, 300 - 5 * t)),
  millions: steady.map((y) => y * 1e6),
  thousandths: steady.map((y) => y / 1e3),
  steady,
  rare,
};

const close = (a: Float64Array, b: Float64Array, tolerance: number) =>
  a.every((value, h) => Math.abs(value - b[h]) <= tolerance);

/** The examination that every model sits, on every history. */
function examine(model: ForecastModel, series: TimeSeries): void {
  const before = series.values.slice();
  const fitted = model.fit(series);
  expect(series.values).toEqual(before);
  expect(fitted.description.length).toBeGreaterThan(0);
  expect(fitted.fitted.length).toBe(series.values.length);
  expect(fitted.fitted.every((value) => !Number.isFinite(value) || value <= 1e12)).toBe(true);

  const mean = fitted.mean(HORIZON);
  expect(mean.length).toBe(HORIZON);
  const inDomain = (value: number) => Number.isFinite(value) && value >= 0;
  expect(mean.every(inDomain)).toBe(true);

  const quantiles = fitted.quantiles(HORIZON, PROBABILITIES, createDice('q'));
  expect(quantiles.length).toBe(HORIZON * PROBABILITIES.length);
  expect(quantiles.every(inDomain)).toBe(true);
  expect(quantiles.every((q, i) => i < HORIZON || q >= quantiles[i - HORIZON])).toBe(true);

  const paths = fitted.paths(HORIZON, 40, createDice('p'));
  expect(paths.length).toBe(HORIZON * 40);
  expect(paths.every(inDomain)).toBe(true);
  if (model.laws.counts) {
    expect(paths.every(Number.isInteger)).toBe(true);
    expect(quantiles.every(Number.isInteger)).toBe(true);
  }

  const again = model.fit(series);
  expect(again.mean(HORIZON)).toEqual(mean);
  expect(again.quantiles(HORIZON, PROBABILITIES, createDice('q'))).toEqual(quantiles);
  expect(again.paths(HORIZON, 40, createDice('p'))).toEqual(paths);
}

/** The template passes too, or nobody could begin with it. */
const examined = [...ALL_MODELS, blankModel()];

describe.each(examined.map((model) => [model.name, model] as const))('%s', (_, model) => {
  test.each(Object.keys(histories))('passes on %s', (name) => {
    examine(model, { values: histories[name] });
    examine(model, { values: histories[name], periods: [7] });
  });

  test.runIf(model.laws.scale)('scales with the values', () => {
    const one = model.fit({ values: steady, periods: [7] }).mean(HORIZON);
    const tenfold = model.fit({ values: steady.map((y) => 10 * y), periods: [7] }).mean(HORIZON);
    expect(
      close(
        tenfold,
        one.map((y) => 10 * y),
        1,
      ),
    ).toBe(true);
  });

  test.runIf(model.laws.shift)('shifts with the values', () => {
    const one = model.fit({ values: steady, periods: [7] }).mean(HORIZON);
    const higher = model.fit({ values: steady.map((y) => y + 100), periods: [7] }).mean(HORIZON);
    expect(
      close(
        higher,
        one.map((y) => y + 100),
        0.5,
      ),
    ).toBe(true);
  });

  test('is made of its components', () => {
    const fitted = model.fit({ values: steady, periods: [7], domain: 'real' });
    const components = fitted.components?.(HORIZON) ?? [];
    if (components.length === 0) return;
    const whole = new Float64Array(HORIZON);
    for (const kind of ['add', 'multiply'] as const)
      for (const part of components.filter((component) => component.kind === kind))
        for (let h = 0; h < HORIZON; h++)
          whole[h] = kind === 'add' ? whole[h] + part.values[h] : whole[h] * part.values[h];
    expect(close(whole, fitted.mean(HORIZON), 1e-6)).toBe(true);
  });

  test('forecasts the same when asked for fewer steps', () => {
    const fitted = model.fit({ values: steady, periods: [7] });
    expect(fitted.mean(5)).toEqual(fitted.mean(HORIZON).slice(0, 5));
  });
});
