import {
  bootstrap,
  conformal,
  type FittedModel,
  type ForecastModel,
  meanModel,
  poissonCounts,
  ses,
} from '@stockwright/core/forecast';
import { createDice, drawGamma, drawNegativeBinomial, drawNormal } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

/** The mean, too sure of itself: its spread is halved, and it lies three too high. */
const sureOfItself: ForecastModel = {
  name: 'sure',
  laws: { scale: false, shift: false, counts: false },
  fit(series) {
    const fitted = meanModel().fit(series);
    const halved = (horizon: number, values: Float64Array): Float64Array => {
      const mean = fitted.mean(horizon);
      return values.map((value, i) => mean[i % horizon] + (value - mean[i % horizon]) / 2 + 3);
    };
    const wrong: FittedModel = {
      ...fitted,
      quantiles: (horizon, probabilities, dice) =>
        halved(horizon, fitted.quantiles(horizon, probabilities, dice)),
      paths: (horizon, count, dice) => halved(horizon, fitted.paths(horizon, count, dice)),
    };
    return wrong;
  },
};

const HORIZON = 4;

/** Share of what happened that lay between two quantiles, over many series. */
function coverage(model: ForecastModel, low: number, high: number): number {
  const dice = createDice('coverage');
  let inside = 0;
  const seriesCount = 250;
  for (let s = 0; s < seriesCount; s++) {
    const values = Float64Array.from({ length: 100 + HORIZON }, () => drawNormal(dice, 100, 10));
    const fitted = model.fit({ values: values.subarray(0, 100) });
    const quantiles = fitted.quantiles(HORIZON, [low, high], dice);
    for (let h = 0; h < HORIZON; h++)
      if (values[100 + h] >= quantiles[h] && values[100 + h] <= quantiles[HORIZON + h]) inside += 1;
  }
  return inside / (seriesCount * HORIZON);
}

test('a model that is biased and too sure covers 80 % and 95 % once it is calibrated', () => {
  const calibrated = conformal(sureOfItself, { horizon: HORIZON });
  expect(coverage(sureOfItself, 0.1, 0.9)).toBeLessThan(0.55);
  expect(Math.abs(coverage(calibrated, 0.1, 0.9) - 0.8)).toBeLessThan(0.03);
  expect(Math.abs(coverage(calibrated, 0.025, 0.975) - 0.95)).toBeLessThan(0.03);
});

test('calibrated paths have the calibrated quantiles and keep their order', () => {
  const dice = createDice('order');
  const values = Float64Array.from({ length: 120 }, () => drawNormal(dice, 50, 5));
  const fitted = conformal(sureOfItself, { horizon: HORIZON }).fit({ values });
  const count = 199;
  const paths = fitted.paths(HORIZON, count, createDice('same'));
  const raw = sureOfItself.fit({ values }).paths(HORIZON, count, createDice('same'));
  const [median] = fitted.quantiles(HORIZON, [0.5], dice);
  const first = Float64Array.from({ length: count }, (_, k) => paths[k * HORIZON]);
  expect(first.slice().sort()[99]).toBeCloseTo(median, 6);
  for (let k = 1; k < count; k++)
    if (raw[k * HORIZON] > raw[0]) expect(first[k]).toBeGreaterThanOrEqual(first[0]);
});

test('counts stay whole when they are calibrated, and spread as they did in the past', () => {
  const dice = createDice('whole');
  const values = Float64Array.from({ length: 400 }, () => drawNegativeBinomial(dice, 0.8, 4));
  const raw = poissonCounts({ dynamics: 'still' });
  const calibrated = conformal(raw, { horizon: HORIZON, windows: 40 }).fit({ values });
  const upper = (fitted: FittedModel): number => fitted.quantiles(HORIZON, [0.95], dice)[2];
  expect(Number.isInteger(upper(calibrated))).toBe(true);
  expect(upper(raw.fit({ values }))).toBeLessThan(9);
  expect(upper(calibrated)).toBeGreaterThan(9);
});

test('bootstrap paths have the skew of the errors and the growth of the model’s spread', () => {
  const dice = createDice('skew');
  let level = 200;
  const values = Float64Array.from({ length: 400 }, () => {
    const error = drawGamma(dice, 1, 10) - 10;
    const value = level + error;
    level += 0.5 * error;
    return value;
  });
  const horizon = 9;
  const count = 4000;
  const fitted = bootstrap(ses()).fit({ values });
  const mean = fitted.mean(horizon);
  const [low, high] = [0.05, 0.95].map(
    (probability) => fitted.quantiles(1, [probability], createDice('q'))[0] - mean[0],
  );
  expect(high / -low).toBeGreaterThan(1.5);
  const paths = fitted.paths(horizon, count, createDice('p'));
  const spread = (h: number): number => {
    let squares = 0;
    for (let k = 0; k < count; k++) squares += (paths[k * horizon + h] - mean[h]) ** 2;
    return Math.sqrt(squares / count);
  };
  // Simple exponential smoothing: v_h = v_1 (1 + (h − 1) α²).
  const { alpha } = fitted.parameters;
  expect(spread(8) / spread(0) / Math.sqrt(1 + 8 * alpha ** 2)).toBeGreaterThan(0.93);
  expect(spread(8) / spread(0) / Math.sqrt(1 + 8 * alpha ** 2)).toBeLessThan(1.07);
});

test('settings out of range are refused by name', () => {
  expect(() => conformal(ses(), { windows: 0 })).toThrow(/windows is 0/);
  expect(() => conformal(ses(), { horizon: 1.5 })).toThrow(/horizon is 1.5/);
  expect(() => conformal(ses(), { priorCount: -1 })).toThrow(/priorCount is -1/);
  expect(() => bootstrap(ses(), { blockLength: 0 })).toThrow(/blockLength is 0/);
});
