import {
  drift,
  type ForecastModel,
  naive,
  seasonalNaive,
  windowAverage,
} from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const values = (...list: number[]) => new Float64Array(list);

/** Standard deviation of each step, read off the quantile one deviation above the mean. */
function deviations(model: ForecastModel, history: Float64Array, horizon: number, period?: number) {
  const fitted = model.fit({
    values: history,
    periods: period ? [period] : [],
    domain: 'real',
  });
  const upper = fitted.quantiles(horizon, [0.841344746068543], createDice('none'));
  const mean = fitted.mean(horizon);
  return Array.from(upper, (q, h) => q - mean[h]);
}

const near = (actual: ArrayLike<number>, expected: readonly number[]) =>
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 6);
  });

test('the naive method repeats the last value and its variance grows by σ² a step', () => {
  expect([
    ...naive()
      .fit({ values: values(2, 4, 3) })
      .mean(2),
  ]).toEqual([3, 3]);
  near(deviations(naive(), values(2, 4, 3), 3), [Math.sqrt(2.5), Math.sqrt(5), Math.sqrt(7.5)]);
});

test('a gap at the end has let the walk go on unseen', () => {
  near(deviations(naive(), values(2, 4, 3, Number.NaN), 1), [Math.sqrt(5)]);
  // The jump of 2 over two steps counts as two errors of variance 2.
  near(deviations(naive(), values(1, Number.NaN, 3), 1), [Math.sqrt(2)]);
});

test('the seasonal naive method repeats the last season and its variance grows season by season', () => {
  const weeks = values(1, 1, 1, 1, 1, 5, 6, 1, 1, 1, 1, 1, 7, 4);
  expect([
    ...seasonalNaive()
      .fit({ values: weeks, periods: [7] })
      .mean(9),
  ]).toEqual([1, 1, 1, 1, 1, 7, 4, 1, 1]);
  const spread = deviations(seasonalNaive(), weeks, 8, 7);
  near(spread, [...Array(7).fill(Math.sqrt(8 / 7)), Math.sqrt(16 / 7)]);
});

test('the drift goes on along the line from the first value through the last', () => {
  const line = values(1, 4, 3, 7);
  near(drift().fit({ values: line }).mean(2), [9, 11]);
  // Errors 1, −3, 2 about the drift of 2; two degrees of freedom; (1 + h/3) for the error of the drift.
  near(deviations(drift(), line, 2), [Math.sqrt(7 * (4 / 3)), Math.sqrt(7 * 2 * (5 / 3))]);
});

test('the window average forgets what lies before its window', () => {
  const fitted = windowAverage({ length: 2 }).fit({ values: values(90, 2, Number.NaN, 4, 6) });
  expect(fitted.mean(2)).toEqual(values(5, 5));
  expect([...fitted.fitted].slice(1)).toEqual([90, 46, 46, 3]);
  expect(() => windowAverage({ length: 0 })).toThrow(RangeError);
});

test.each([
  ['naive', naive()],
  ['seasonalNaive', seasonalNaive()],
  ['drift', drift()],
  ['windowAverage', windowAverage({ length: 6 })],
])('paths of %s scatter as its quantiles say', (_, model) => {
  const dice = createDice('history');
  const history = Float64Array.from({ length: 30 }, () => 100 + 10 * dice.next());
  const paths = model.fit({ values: history, periods: [3] }).paths(5, 8_000, createDice('paths'));
  const expected = deviations(model, history, 5, 3);
  for (let h = 0; h < 5; h++) {
    let sum = 0;
    let squares = 0;
    for (let k = 0; k < 8_000; k++) {
      sum += paths[k * 5 + h];
      squares += paths[k * 5 + h] ** 2;
    }
    const deviation = Math.sqrt(squares / 8_000 - (sum / 8_000) ** 2);
    expect(deviation / expected[h]).toBeGreaterThan(0.97);
    expect(deviation / expected[h]).toBeLessThan(1.03);
  }
});
