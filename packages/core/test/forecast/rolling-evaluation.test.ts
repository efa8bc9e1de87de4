import { ALL_MODELS, rollingEvaluation } from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const [mean] = ALL_MODELS.filter(({ name }) => name === 'mean');
const dice = createDice('rolling');
const days = Float64Array.from({ length: 60 }, () => drawPoisson(dice, 3));

test('rolling origins never see the steps that they are judged by', () => {
  const changed = days.slice().fill(500, 53);
  const settings = { horizon: 7, windowCount: 1, probabilities: [0.1, 0.9], pathCount: 20 };
  const [one] = rollingEvaluation(mean, [{ values: days }], settings);
  const [two] = rollingEvaluation(mean, [{ values: changed }], settings);
  expect(one.forecastTotal).toBe(two.forecastTotal);
  expect(two.actualTotal).toBe(3500);
  expect(one.below.length).toBe(2);
  expect(one.pit.length).toBe(7);
});

test('a row for each series and origin, as many origins as the series is long for', () => {
  const rows = rollingEvaluation(mean, [{ values: days }, { values: days.subarray(0, 24) }], {
    horizon: 7,
    step: 5,
    windowCount: 3,
  });
  expect(rows.map(({ series, window, origin }) => [series, window, origin])).toEqual([
    [0, 2, 43],
    [0, 1, 48],
    [0, 0, 53],
    [1, 0, 17],
  ]);
});

test('a fit that serves two origins forecasts the second one from farther away', () => {
  const fits: number[] = [];
  const line = Float64Array.from({ length: 40 }, (_, t) => t);
  const drift = {
    ...mean,
    fit: (series: { values: Float64Array }) => {
      fits.push(series.values.length);
      const level = series.values.length - 1;
      const forecast = (horizon: number) =>
        Float64Array.from({ length: horizon }, (_, h) => level + h + 1);
      return { ...mean.fit(series), mean: forecast };
    },
  };
  const rows = rollingEvaluation(drift, [{ values: line }], {
    horizon: 4,
    windowCount: 4,
    refitEvery: 2,
  });
  expect(fits).toEqual([24, 32]);
  expect(rows.every(({ rmsse }) => rmsse === 0)).toBe(true);
});

test.each([
  ['horizon', { horizon: 0 }],
  ['step', { horizon: 3, step: 0.5 }],
  ['windowCount', { horizon: 3, windowCount: 0 }],
  ['minHistory', { horizon: 3, minHistory: 0 }],
  ['refitEvery', { horizon: 3, refitEvery: 0 }],
  ['pathCount', { horizon: 3, pathCount: -1 }],
])('%s out of range is refused by name', (name, settings) => {
  expect(() => rollingEvaluation(mean, [{ values: days }], settings)).toThrow(name);
});
