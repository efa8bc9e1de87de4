import { endOfLife, fadeFactors, findOutliers } from '@stockwright/core/forecast';
import { createDice, drawNegativeBinomial, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const series = (...parts: readonly (readonly [number, (t: number) => number])[]) =>
  Float64Array.from(
    parts.flatMap(([days, write]) => Array.from({ length: days }, (_, t) => write(t))),
  );
const every = (days: number) => (t: number) => (t % days === 0 ? 2 : 0);
const none = () => 0;

test('three quiet weeks say much of a daily seller and little of one that sells every month', () => {
  const daily = endOfLife(series([300, every(1)], [21, none]), null);
  const monthly = endOfLife(series([300, every(30)], [21, none]), null);
  expect(daily.aliveProbability).toBeLessThan(0.02);
  expect(monthly.aliveProbability).toBeGreaterThan(2 * monthly.endedProbability);
  expect(monthly.usualInterval).toBeGreaterThan(15);
  expect(daily.quietDays).toBe(21);
});

test('a daily seller that is quiet for weeks may come back; after two years it will not', () => {
  const weeks = endOfLife(series([300, every(1)], [40, none]), null);
  const years = endOfLife(series([300, every(1)], [730, none]), null);
  expect(weeks.code).toBe('paused');
  expect(years.code).toBe('ended');
  const back = fadeFactors(weeks, 56);
  expect(back[55]).toBeGreaterThan(back[0]);
  const { aliveProbability, pausedProbability, endedProbability } = weeks;
  expect(aliveProbability + pausedProbability + endedProbability).toBeCloseTo(1, 12);
});

test('days without stock are no evidence of an end', () => {
  const demand = series([300, every(2)], [60, none]);
  const observed = Uint8Array.from(demand, (_, t) => (t < 300 ? 1 : 0));
  const hidden = endOfLife(demand, observed);
  expect(hidden.aliveProbability).toBeGreaterThan(0.6);
  expect(endOfLife(demand, null).aliveProbability).toBeLessThan(0.1);
  expect(hidden.quietDays).toBe(1);
});

test('the posterior of two quiet days by hand', () => {
  // One demand only: p ~ Beta(1/2, 3/2), so a quiet day has 3/4, the next 2.5/3; θ = 1/10.
  const { aliveProbability } = endOfLife(Float64Array.of(1, 0, 0), null, {
    meanLifeDays: 10,
    daysBetweenPauses: 1e12,
  });
  const alive = 0.9 * 0.75 * 0.9 * (2.5 / 3);
  const ended = 0.1 + 0.9 * 0.75 * 0.1;
  expect(aliveProbability).toBeCloseTo(alive / (alive + ended), 9);
});

test('an item that sells a third of what it did is fading, and its factors fall', () => {
  const dice = createDice('fading');
  const life = endOfLife(
    series([300, () => drawPoisson(dice, 6)], [56, () => drawPoisson(dice, 2)]),
    null,
  );
  expect(life.code).toBe('fading');
  expect(life.decline).toBeLessThan(0.5);
  const fade = fadeFactors(life, 3);
  expect(fade[0]).toBeGreaterThan(fade[2]);
  expect(endOfLife(new Float64Array(40), null).code).toBe('unsold');
  expect(endOfLife(new Float64Array(0), null).aliveProbability).toBe(1);
});

test('a great order and a silence are reported, with the days around them as measure', () => {
  const dice = createDice('outliers');
  const demand = series([200, () => drawNegativeBinomial(dice, 4, 5)]);
  demand[50] = 90;
  demand[52] = 45;
  demand.fill(0, 120, 150);
  const { outliers, silences } = findOutliers(demand, null);
  expect(outliers.map(({ day }) => day)).toEqual([50, 52]);
  expect(outliers[0].expected).toBeLessThan(8);
  expect(silences).toHaveLength(1);
  expect(silences[0]).toMatchObject({ from: 120, to: 150 });
});

test('ordinary demand of any pace raises no alarm in ten years of days', () => {
  let alarms = 0;
  for (const [s, rate] of [0.02, 0.3, 2, 10, 80].entries()) {
    const dice = createDice('calm', s);
    const demand = series([730, () => drawNegativeBinomial(dice, 1.5, rate)]);
    const { outliers, silences } = findOutliers(demand, null);
    alarms += outliers.length + silences.length;
  }
  expect(alarms).toBeLessThanOrEqual(1);
});

test('missing days are counted, not filled, and short or empty series are left in peace', () => {
  const demand = Float64Array.of(1, Number.NaN, Number.NaN, 2, 0);
  const odd = findOutliers(demand, Uint8Array.of(1, 1, 1, 0, 1));
  expect(odd).toMatchObject({ missingDays: 3, longestMissingRun: 3, outliers: [], silences: [] });
  expect(findOutliers(new Float64Array(0), null).outliers).toEqual([]);
  expect(findOutliers(Float64Array.of(1e6), null).outliers).toEqual([]);
  expect(() => findOutliers(demand, null, { probability: 1 })).toThrow('probability is 1');
});
