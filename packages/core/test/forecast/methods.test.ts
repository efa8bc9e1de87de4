import { expect, test } from 'vitest';
// The methods are no part of the menu, so they are tested at their source.
import { trackCroston } from '../../src/forecast/methods/croston.js';
import { trackExponentialSmoothing } from '../../src/forecast/methods/exponential-smoothing.js';
import { trackGuess } from '../../src/forecast/methods/guess.js';
import { trackSba } from '../../src/forecast/methods/sba.js';
import { lastSeason, trackSeasonalNaive } from '../../src/forecast/methods/seasonal-naive.js';
import { trackTheta } from '../../src/forecast/methods/theta.js';
import { trackTsb } from '../../src/forecast/methods/tsb.js';
import { historyOf, trackOf } from './history-of.js';

/*
 * The numbers named statsforecast come from statsforecast 2.1.1 (Python):
 *
 *   y = np.array([0, 0, 3, 0, 1, 0, 0, 0, 2, 0, 5, 0, 0, 1], dtype=float)
 *   for m in [CrostonClassic(), CrostonSBA(), TSB(alpha_d=0.2, alpha_p=0.1),
 *             SimpleExponentialSmoothing(alpha=0.1), SeasonalNaive(season_length=7)]:
 *       print(m.forecast(y=y, h=3)['mean'])
 *
 * It starts every recursion at its first value, which then counts nothing more.
 */
const days = [0, 0, 3, 0, 1, 0, 0, 0, 2, 0, 5, 0, 0, 1];
const last = days.length - 1;

test('exponential smoothing agrees with statsforecast', () => {
  const track = trackOf(days.length);
  trackExponentialSmoothing(historyOf(days), 0.1, track, 0);
  expect(track.rate[last]).toBeCloseTo(0.71548323, 8);
});

test('Croston agrees with statsforecast', () => {
  const track = trackOf(days.length);
  trackCroston(historyOf(days), 0.1, track, 1, { sizePieces: 3, intervalDays: 3 });
  expect(track.rate[last]).toBeCloseTo(0.94349063, 8);
});

test('SBA agrees with statsforecast', () => {
  const track = trackOf(days.length);
  trackSba(historyOf(days), 0.1, track, { sizePieces: 3, intervalDays: 3 });
  expect(track.rate[last]).toBeCloseTo(0.8963161, 7);
});

test('TSB agrees with statsforecast', () => {
  const track = trackOf(days.length);
  trackTsb(historyOf(days), 0.1, 0.2, track, { sizePieces: 3, probability: 0 });
  expect(track.rate[last]).toBeCloseTo(0.78152096, 8);
});

test('seasonal naive agrees with statsforecast', () => {
  const week = new Float64Array(7);
  lastSeason(historyOf(days), 7, week);
  expect(Array.from(week)).toEqual([0, 2, 0, 5, 0, 0, 1]);
  const track = trackOf(days.length);
  trackSeasonalNaive(historyOf(days), 7, track);
  expect(track.rate[last]).toBeCloseTo(8 / 7, 12);
});

test('Theta is the mean of its two lines: the straight one, and the smoothed one of doubled curvature', () => {
  // Assimakopoulos & Nikolopoulos (2000), written out: fit a + bt, smooth 2y − (a + bt), average.
  const weight = 0.3;
  const n = days.length;
  const meanDay = (n - 1) / 2;
  const meanPieces = days.reduce((a, b) => a + b, 0) / n;
  let above = 0;
  let below = 0;
  days.forEach((pieces, t) => {
    above += (t - meanDay) * (pieces - meanPieces);
    below += (t - meanDay) ** 2;
  });
  const b = above / below;
  const a = meanPieces - b * meanDay;
  // The discounted mean of the second line, its weights written out.
  let sum = 0;
  let mass = 0;
  days.forEach((pieces, t) => {
    sum += (1 - weight) ** (n - 1 - t) * (2 * pieces - a - b * t);
    mass += (1 - weight) ** (n - 1 - t);
  });
  const track = trackOf(n);
  trackTheta(historyOf(days), weight, track);
  for (const h of [1, 5, 28])
    expect(track.rate[last] + h * track.slope[last]).toBeCloseTo(
      (a + b * (n - 1 + h) + sum / mass) / 2,
      10,
    );
});

test('without a start, smoothing weighs by age alone: (1·5 + 0.8·3) / (1 + 0.8)', () => {
  const track = trackOf(2);
  trackExponentialSmoothing(historyOf([3, 5]), 0.2, track);
  expect(track.rate[1]).toBeCloseTo(7.4 / 1.8, 12);
});

test('a day that could not be observed teaches nothing', () => {
  const track = trackOf(4);
  trackExponentialSmoothing(historyOf([4, 0, 0, 4], [1, 0, 0, 1]), 0.2, track);
  expect(track.rate[3]).toBeCloseTo(4, 12);
  trackCroston(historyOf([4, 0, 0, 4], [1, 0, 0, 1]), 0.2, track);
  expect(track.rate[3]).toBeCloseTo(4, 12);
});

test('pieces are weighed by exposure: 2 on half a day and 6 on a day and a half are both a rate of 4', () => {
  const track = trackOf(2);
  trackExponentialSmoothing(historyOf([2, 6], [0.5, 1.5]), 0.1, track);
  expect(track.rate[0]).toBeCloseTo(4, 12);
  expect(track.rate[1]).toBeCloseTo(4, 12);
});

test('TSB and smoothing forget an item that is no longer bought; Croston does not', () => {
  const dead = [...Array(50).fill(2), ...Array(150).fill(0)];
  const track = trackOf(200);
  trackTsb(historyOf(dead), 0.05, 0.05, track);
  expect(track.rate[199]).toBeLessThan(0.01);
  trackCroston(historyOf(dead), 0.05, track);
  expect(track.rate[199]).toBeCloseTo(2, 6);
});

test('a history that begins with its first sale is guessed at 0.3 demands a day, not at 1', () => {
  const first = { ...historyOf([10]), beginsWithSale: true };
  const track = trackOf(1);
  for (const method of [
    () => trackExponentialSmoothing(first, 0.05, track),
    () => trackTsb(first, 0.05, 0.05, track),
    () => trackCroston(first, 0.1, track),
  ]) {
    method();
    expect(track.rate[0]).toBeCloseTo(3, 12);
  }
});

test('the guess of a dead item fades with the time since it last sold', () => {
  const track = trackOf(401);
  trackGuess(historyOf([10, ...Array(400).fill(0)]), track);
  expect(track.rate[10]).toBeCloseTo(3, 12);
  expect(track.rate[400]).toBeCloseTo((3 * 42) / 402, 12);
});
