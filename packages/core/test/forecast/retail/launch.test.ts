import {
  drawLaunchPaths,
  forecastLaunches,
  type KnownItem,
  launchCurve,
  learnFromSales,
  meanLevel,
} from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';
import {
  indexNames,
  nameSimilarity,
  nameWords,
} from '../../../src/forecast/retail/names/name-similarity.js';

const dice = createDice('launches');
/** Bears sell about 100 in four weeks, kites about 8; the price says nothing. */
const known: KnownItem[] = Array.from({ length: 60 }, (_, i) => {
  const bear = i % 2 === 0;
  return {
    category: bear ? 'bears' : 'kites',
    name: `${bear ? 'teddy' : 'dragon'} number ${i}`,
    price: 5 + dice.next(),
    launchDay: i,
    sales: Array.from({ length: 4 }, (_, k) =>
      drawPoisson(dice, (bear ? 25 : 2) * (1.3 - 0.2 * k)),
    ),
  };
});
const { curve, forecasts, lessons } = forecastLaunches(
  known,
  [{ category: 'bears', launchDay: 70 }, { category: 'kites', launchDay: 70 }, {}],
  { periods: 4, mostForLessons: 60 },
);
const [bear, kite, anything] = forecasts;

test('a new item is forecast like its category, an unknown one between them', () => {
  expect(Math.abs(meanLevel(bear.belief) - 100)).toBeLessThan(20);
  expect(meanLevel(kite.belief)).toBeLessThan(20);
  expect(meanLevel(anything.belief)).toBeGreaterThan(meanLevel(kite.belief));
  expect(meanLevel(anything.belief)).toBeLessThan(meanLevel(bear.belief));
  expect(bear.analogues.every(({ known: i }) => known[i].category === 'bears')).toBe(true);
});

test('the curve falls as the launches did, and adds up to 1', () => {
  expect(curve.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(curve.shares[0] / curve.shares[3]).toBeGreaterThan(1.4);
});

test('first sales move the belief: a kite that sells like a bear is believed', () => {
  const after = learnFromSales(kite.belief, [30, 27], curve);
  expect(meanLevel(after)).toBeGreaterThan(70);
  expect(meanLevel(learnFromSales(bear.belief, [0, 0], curve))).toBeLessThan(30);
  expect(learnFromSales(bear.belief, [], curve)).toBe(bear.belief);
});

test('paths have the mean of the belief and are whole', () => {
  const paths = drawLaunchPaths(bear.belief, curve, 1, 4000, createDice('paths'));
  const mean = paths.reduce((a, b) => a + b, 0) / 4000;
  const left = 1 - curve.shares[0];
  expect(Math.abs(mean / (left * meanLevel(bear.belief)) - 1)).toBeLessThan(0.05);
  expect(paths.every((pieces) => Number.isInteger(pieces) && pieces >= 0)).toBe(true);
});

test('lessons handed back give the same forecast without the search', () => {
  const again = forecastLaunches(known, [{ category: 'bears', launchDay: 70 }], {
    periods: 4,
    ...(lessons && { lessons }),
  });
  expect(meanLevel(again.forecasts[0].belief)).toBeGreaterThan(80);
});

test('with nothing known the belief is wide and finite', () => {
  const { forecasts: alone, lessons: none } = forecastLaunches([], [{ name: 'first of all' }]);
  expect(none).toBeNull();
  expect(Number.isFinite(meanLevel(alone[0].belief))).toBe(true);
  const same = Array.from({ length: 8 }, () => ({ category: 'a', sales: [3, 3, 3, 3] }));
  const { forecasts: alike } = forecastLaunches(same, [{ category: 'a' }], { periods: 4 });
  expect(meanLevel(alike[0].belief)).toBeCloseTo(12, 6);
  expect(() => forecastLaunches([], [], { periods: 0 })).toThrow('periods is 0');
});

test('the gamma-Poisson step is the one of the textbook', () => {
  // Gamma(9, 9/40): half of the curve sells 30 with bunching 1, so Gamma(39, 9/40 + 0.5).
  const flat = {
    shares: Float64Array.of(0.5, 0.5),
    matureRatio: 1,
    bunching: 1,
    shareSpread: new Float64Array(3),
    launches: 0,
  };
  const belief = {
    weights: Float64Array.of(1),
    shapes: Float64Array.of(9),
    rates: Float64Array.of(9 / 40),
  };
  expect(meanLevel(learnFromSales(belief, [30], flat))).toBeCloseTo(39 / 0.725, 10);
  // A share that strays between launches teaches less: δ = 1 + 0.2 · (30 + 20) / 2 = 6.
  const straying = { ...flat, shareSpread: Float64Array.of(0, 0.2, 0) };
  expect(meanLevel(learnFromSales(belief, [30], straying))).toBeCloseTo(
    (9 + 5) / (9 / 40 + 0.5 / 6),
    10,
  );
});

test('a curve of two launches by hand: shares shrunk to even by three made-up launches', () => {
  const { shares, matureRatio } = launchCurve(
    [
      [20, 0],
      [0, 0, 5],
    ],
    2,
  );
  // The one that sells counts once: (1.5 + 1) / 4 and 1.5 / 4.
  expect(shares[0]).toBeCloseTo(2.5 / 4, 12);
  expect(matureRatio).toBe(1);
});

test('names are split into words, and Chinese ones into pairs; rare words weigh more', () => {
  expect(nameWords('Set of 3 CAKE tins')).toEqual(['set', 'of', '3', 'cake', 'tins']);
  expect(nameWords('红色玩具熊 Bear')).toEqual(['红色', '色玩', '玩具', '具熊', 'bear']);
  const index = indexNames([
    'set of cake tins',
    'set of spoons',
    'cake tins retro',
    '',
    'set of forks',
  ]);
  expect(nameSimilarity(index, 0, 2)).toBeGreaterThan(nameSimilarity(index, 0, 1));
  expect(nameSimilarity(index, 0, 0)).toBeCloseTo(1, 12);
  expect(nameSimilarity(index, 0, 3)).toBe(0);
});
