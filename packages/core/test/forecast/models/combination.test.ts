import {
  automatic,
  combination,
  drift,
  type ForecastModel,
  meanModel,
  naive,
  ses,
  theta,
} from '@stockwright/core/forecast';
import { createDice, drawNegativeBinomial, drawNormal } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const dice = createDice('combination');
const noisy = Float64Array.from({ length: 80 }, () => drawNormal(dice, 100, 10));
const rising = Float64Array.from({ length: 80 }, (_, t) => 50 + 3 * t + drawNormal(dice, 0, 2));

/** Forecasts a number, for sure. */
const always = (name: string, value: number): ForecastModel => ({
  name,
  laws: { scale: false, shift: false, counts: false },
  fit: ({ values }) => ({
    description: name,
    fitted: new Float64Array(values.length).fill(value),
    parameters: {},
    mean: (horizon) => new Float64Array(horizon).fill(value),
    quantiles: (horizon, probabilities) =>
      new Float64Array(horizon * probabilities.length).fill(value),
    paths: (horizon, count) => new Float64Array(horizon * count).fill(value),
  }),
});

const flat = new Float64Array(60).fill(10);
const fit = (settings: Parameters<typeof combination>[1]) =>
  combination([always('low', 9), always('high', 12), always('far', 30)], settings).fit({
    values: flat,
  });

test('weights follow the past errors: 1, 2 and 20 pieces weigh as 1, 1/4 and 1/400', () => {
  const { parameters, mean } = fit({ weights: 'inverseSquare', shrinkage: 0 });
  const sum = 1 + 1 / 4 + 1 / 400;
  expect(parameters.weight_low).toBeCloseTo(1 / sum, 9);
  expect(parameters.weight_far).toBeCloseTo(1 / 400 / sum, 9);
  expect(parameters.error_far).toBeCloseTo(20, 9);
  expect(mean(1)[0]).toBeCloseTo((9 + 12 / 4 + 30 / 400) / sum, 9);
});

test('least squares sets errors of −1 and +2 off against each other: two thirds and one third', () => {
  const two = combination([always('low', 9), always('high', 12)], {
    weights: 'leastSquares',
    shrinkage: 0,
  }).fit({ values: flat });
  expect(two.parameters.weight_low).toBeCloseTo(2 / 3, 6);
  expect(two.mean(1)[0]).toBeCloseTo(10, 6);
  const half = fit({ weights: 'inverseSquare', shrinkage: 1 });
  expect(half.parameters.weight_far).toBeCloseTo(1 / 3, 12);
  expect(fit({ weights: 'median' }).mean(2)[1]).toBe(12);
});

test('a pool holds what each model says; averaged quantiles meet in the middle', () => {
  const pool = fit({ distribution: 'pool' });
  const paths = pool.paths(1, 300, createDice('pool'));
  for (const value of [9, 12, 30]) expect(paths.filter((y) => y === value).length).toBe(100);
  const averaged = fit({ distribution: 'quantiles' });
  expect(averaged.quantiles(1, [0.1, 0.9], dice)).toEqual(new Float64Array([17, 17]));
  expect(averaged.paths(1, 3, dice)).toEqual(new Float64Array([17, 17, 17]));
});

test('the mean of naive and mean model is better than the worse of the two on noise and on a trend', () => {
  for (const values of [noisy, rising]) {
    const { parameters } = combination([naive(), meanModel(), drift()], {
      weights: 'inverseSquare',
    }).fit({ values });
    const errors = [parameters.error_naive, parameters.error_mean, parameters.error_drift];
    const weights = [parameters.weight_naive, parameters.weight_mean, parameters.weight_drift];
    expect(weights.indexOf(Math.max(...weights))).toBe(errors.indexOf(Math.min(...errors)));
  }
});

test('the automatic choice says what it saw, what it tried and what it took', () => {
  const rare = Float64Array.from({ length: 200 }, () =>
    dice.next() < 0.2 ? 1 + drawNegativeBinomial(dice, 1, 2) : 0,
  );
  const slow = Float64Array.from({ length: 200 }, () => drawNegativeBinomial(dice, 3, 6));
  const season = Float64Array.from(
    { length: 96 },
    (_, t) => 500 + 200 * Math.sin((2 * Math.PI * t) / 12) + drawNormal(dice, 0, 20),
  );
  const choiceOf = (values: Float64Array, periods?: readonly number[]) =>
    automatic().fit({ values, periods }).choice;
  expect(choiceOf(new Float64Array([3, 1, 4]))).toMatchObject({
    reason: 'tooShort',
    code: 'onlyOne',
    chosen: 'mean',
  });
  expect(choiceOf(new Float64Array(50))).toMatchObject({ reason: 'allZero' });
  const rareChoice = choiceOf(rare);
  expect(rareChoice.reason).toBe('rareDemand');
  expect(rareChoice.character.zeroShare).toBeGreaterThan(0.7);
  expect(rareChoice.candidates.every(({ error }) => error > 0)).toBe(true);
  expect(choiceOf(slow)).toMatchObject({ reason: 'smallCounts', character: { counts: true } });
  expect(choiceOf(season, [12])).toMatchObject({ reason: 'seasonal' });
  expect(choiceOf(noisy)).toMatchObject({ reason: 'plain', code: 'weightedMean' });
});

test('counts are forecast whole though their mean comes from several models', () => {
  const values = Float64Array.from({ length: 150 }, () => drawNegativeBinomial(dice, 2, 3));
  const fitted = automatic().fit({ values });
  const paths = fitted.paths(3, 2000, createDice('whole'));
  expect(fitted.choice.chosen).toBe('combination');
  expect(paths.every(Number.isInteger)).toBe(true);
  const average = paths.reduce((sum, y) => sum + y, 0) / paths.length;
  expect(Math.abs(average / fitted.mean(3)[1] - 1)).toBeLessThan(0.06);
});

test('settings out of range are refused by name', () => {
  expect(() => combination([])).toThrow(/at least one model/);
  expect(() => combination([ses(), ses()])).toThrow(/different names/);
  expect(() => combination([theta()], { shrinkage: 2 })).toThrow(/shrinkage is 2/);
  expect(() => combination([theta()], { pathCount: 3 })).toThrow(/pathCount is 3/);
  expect(() => automatic({ windows: -1 })).toThrow(/windows is -1/);
  expect(() => automatic({ singleBelow: 0 })).toThrow(/singleBelow is 0/);
});
