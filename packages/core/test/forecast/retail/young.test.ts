import {
  condenseBelief,
  drawLaunchPaths,
  forecastLaunches,
  forecastOfPaths,
  forecastYoung,
  type KnownItem,
  levelWeeks,
  meanLevel,
  poolForecasts,
  scaleForecast,
} from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const DAYS = 56;
const dice = createDice('young');
/** Launches of 56 days: half of them sell 4 a day, half one every other day, and each begins with a sale. */
const known: KnownItem[] = Array.from({ length: 60 }, (_, i) => ({
  category: i % 2 === 0 ? 'bears' : 'kites',
  launchDay: i,
  sales: Float64Array.from(
    { length: DAYS + 28 },
    (_, day) => drawPoisson(dice, i % 2 === 0 ? 4 : 0.5) + (day === 0 ? 1 : 0),
  ),
}));
const learnt = forecastLaunches(known, [{ category: 'bears', launchDay: 70 }], { periods: DAYS });
const curve = levelWeeks(learnt.curve);
const belief = condenseBelief(learnt.forecasts[0].belief);
const settings = { horizonDays: 70, pathCount: 400 };
const probabilities = [0.1, 0.5, 0.9];
const pieces = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

test('a belief in few parts has the same mean', () => {
  expect(belief.weights.length).toBeLessThan(40);
  expect(meanLevel(belief)).toBeCloseTo(meanLevel(learnt.forecasts[0].belief), 8);
});

test('a levelled curve keeps the pieces of each week and has one share for its days', () => {
  expect(pieces(curve.shares)).toBeCloseTo(1, 10);
  expect(curve.shares[0]).toBe(learnt.curve.shares[0]);
  expect(new Set(curve.shares.subarray(7, 14)).size).toBe(1);
});

test('a young item is forecast near its kind beyond the first eight weeks too, by whole paths', () => {
  const sales = Array.from({ length: 14 }, () => drawPoisson(dice, 4));
  const { mean, paths } = forecastYoung(belief, curve, { sales }, settings, createDice('paths'));
  const { quantiles } = forecastOfPaths(mean, paths, probabilities);
  expect(pieces(mean) / 70).toBeGreaterThan(3.2);
  expect(pieces(mean) / 70).toBeLessThan(4.8);
  expect(Math.abs(pieces(paths) / 400 / pieces(mean) - 1)).toBeLessThan(0.05);
  expect(paths.every((p) => Number.isInteger(p) && p >= 0)).toBe(true);
  for (let d = 0; d < 70; d++) expect(quantiles[d]).toBeLessThanOrEqual(quantiles[140 + d]);
  expect(() => forecastYoung(belief, curve, { sales: mean }, settings, dice)).toThrow(RangeError);
});

test('an item still to come sells nothing before its day, and closed days sell nothing', () => {
  const exposure = Float64Array.from({ length: 70 }, (_, d) => (d % 7 === 6 ? 0 : 7 / 6));
  const { mean, paths } = forecastYoung(
    belief,
    curve,
    { sales: [], waitDays: 10, exposure },
    settings,
    createDice('wait'),
  );
  expect(pieces(mean.subarray(0, 10))).toBe(0);
  expect([mean[13], paths[13], paths[70 + 13]]).toEqual([0, 0, 0]);
  expect(mean[10]).toBeGreaterThan(mean[20]);
});

test('a pool lies between its two forecasts; a scaled forecast keeps its shape and whole pieces', () => {
  const young = forecastYoung(belief, curve, { sales: [9, 9] }, settings, createDice('a'));
  const one = forecastOfPaths(young.mean, young.paths, probabilities);
  const other = scaleForecast(one, new Float64Array(70).fill(0.5), createDice('b'));
  expect(pieces(other.mean)).toBeCloseTo(pieces(one.mean) / 2, 8);
  expect(Math.abs(pieces(other.paths) / pieces(one.paths) - 0.5)).toBeLessThan(0.03);
  expect(other.paths.every(Number.isInteger)).toBe(true);
  const pooled = poolForecasts(one, other);
  expect(pieces(pooled.mean)).toBeCloseTo(0.75 * pieces(one.mean), 8);
  expect(pooled.pathCount).toBe(400);
  const end = scaleForecast(
    one,
    Float64Array.from(one.mean, (_, d) => (d < 5 ? 1 : 0)),
    dice,
  );
  expect(pieces(end.quantiles.subarray(145))).toBe(0);
  expect(() => scaleForecast(one, Float64Array.of(1), dice)).toThrow(RangeError);
});

test('bunches have the mean and the variance that the curve says', () => {
  const level = {
    weights: Float64Array.of(1),
    shapes: Float64Array.of(1e9),
    rates: Float64Array.of(1e7),
  };
  const even = {
    ...curve,
    bunching: 6,
    shareSpread: new Float64Array(57),
    shares: Float64Array.of(0.002, 0.5),
  };
  const drawn = drawLaunchPaths(level, even, 0, 20000, createDice('bunches'));
  for (const [h, mean] of [0.2, 50].entries()) {
    const values = drawn.filter((_, i) => i % 2 === h);
    const found = pieces(values) / values.length;
    const variance = pieces(values.map((value) => (value - found) ** 2)) / values.length;
    expect(Math.abs(found / mean - 1)).toBeLessThan(0.06);
    expect(Math.abs(variance / (6 * mean) - 1)).toBeLessThan(0.12);
  }
});
