import { readFileSync } from 'node:fs';
import {
  adida,
  croston,
  demandClass,
  type ForecastModel,
  imapa,
  optimisedCroston,
  sba,
  tsb,
} from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
/** Made by theta-mstl.R with R forecast 8.20, and by theta-intermittent.py with statsforecast 2.1.1. */
const r: { croston: number } = read('theta-mstl.json');
const peer: {
  demand: Record<string, number[]>;
  rates: Record<string, Record<string, number>>;
} = read('theta-intermittent.json');

const slow = Float64Array.from(peer.demand.slow);
const models: readonly ForecastModel[] = [
  croston(),
  sba(),
  optimisedCroston(),
  tsb({ probabilityWeight: 0.1, sizeWeight: 0.2 }),
  adida(),
  imapa(),
];

test.each(models.map((model) => [model.name, model] as const))(
  '%s forecasts the rates of statsforecast',
  (name, model) => {
    for (const [series, values] of Object.entries(peer.demand)) {
      const fit = model.fit({ values: Float64Array.from(values) });
      expect(fit.mean(3)[2]).toBeCloseTo(peer.rates[name][series], 6);
      // The last step's forecast uses what was known before it, the same way.
      expect(Number.isFinite(fit.fitted[values.length - 1])).toBe(true);
    }
  },
);

test("croston forecasts R's rate", () => {
  expect(croston().fit({ values: slow }).mean(1)[0]).toBeCloseTo(r.croston, 9);
});

test.each(models.map((model) => [model.name, model] as const))(
  '%s draws whole sizes that were seen, as often as its rate says',
  (_, model) => {
    const fit = model.fit({ values: slow });
    const horizon = 5;
    const pathCount = 20_000;
    const paths = fit.paths(horizon, pathCount, createDice('demand'));
    const seen = new Set(slow);
    expect(paths.every((pieces) => seen.has(pieces))).toBe(true);
    const step = (h: number) =>
      Float64Array.from({ length: pathCount }, (_, k) => paths[k * horizon + h]);
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
    for (const h of [0, horizon - 1])
      expect(Math.abs(mean(step(h)) / fit.mean(1)[0] - 1)).toBeLessThan(0.04);
    const probabilities = [0.3, 0.6, 0.75, 0.95];
    const quantiles = fit.quantiles(1, probabilities, createDice('none'));
    const last = step(horizon - 1);
    probabilities.forEach((p, i) => {
      expect(mean(last.map((x) => (x <= quantiles[i] ? 1 : 0)))).toBeGreaterThan(p - 0.015);
      expect(mean(last.map((x) => (x < quantiles[i] ? 1 : 0)))).toBeLessThan(p + 0.015);
    });
  },
);

test('steps not observed are passed over', () => {
  const holes = Float64Array.from([...slow].flatMap((value) => [Number.NaN, value]));
  for (const model of models) {
    const fit = model.fit({ values: holes });
    const whole = model.fit({ values: slow });
    expect(fit.mean(1)).toEqual(whole.mean(1));
    expect(fit.fitted.filter((_, t) => t % 2 === 1)).toEqual(whole.fitted);
  }
});

test.each([
  [[3, 4, 3, 4, 4, 3], 'smooth'],
  [[1, 30, 1, 2, 1, 25], 'erratic'],
  [[0, 2, 0, 0, 2, 0], 'intermittent'],
  [[0, 0, 1, 0, 0, 40], 'lumpy'],
  [[0, 0, Number.NaN], 'none'],
] as const)('%j is %s demand', (values, expected) => {
  expect(demandClass(Float64Array.from(values)).class).toBe(expected);
});

test('weights out of their ranges are refused by name', () => {
  expect(() => croston({ weight: 0 })).toThrow('weight is 0');
  expect(() => tsb({ sizeWeight: 2 })).toThrow('sizeWeight is 2');
  expect(() => imapa({ leastWeight: 0.5, greatestWeight: 0.4 })).toThrow('greatestWeight is 0.4');
});
