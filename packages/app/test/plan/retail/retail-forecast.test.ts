import { condenseBelief, type KnownItem } from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';
import type { TaskSeries } from '../../../src/plan/run/planning-task.js';
import { forecastBasis } from '../../../src/plan/run/retail/forecast-basis.js';
import { learnLaunchLesson } from '../../../src/plan/run/retail/launch-lesson.js';
import { retailForecast } from '../../../src/plan/run/retail/retail-forecast.js';

const dice = createDice('retail');
const launches: KnownItem[] = Array.from({ length: 40 }, (_, i) => ({
  item: `BEAR-${i}`,
  category: i % 2 === 0 ? 'bears' : 'kites',
  launchDay: i,
  sales: Float64Array.from({ length: 56 }, () => drawPoisson(dice, i % 2 === 0 ? 6 : 1)),
}));
const lesson = { known: launches, asked: [{ category: 'bears', launchDay: 50 }] };
const learnt = learnLaunchLesson(lesson);
const own = {
  horizonDays: 20,
  mean: new Float64Array(20),
  probabilities: [0.5],
  quantiles: new Float64Array(20),
  pathCount: 100,
  paths: new Float32Array(2000),
};
const series = (days: number): TaskSeries => ({
  firstDay: 1000 - days,
  demand: new Float64Array(days),
  observed: new Uint8Array(days).fill(0),
  shapes: {},
});
const pieces = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

test('too few launches teach nothing', () => {
  expect(learnLaunchLesson({ ...lesson, known: launches.slice(0, 29) })).toBeNull();
});

test('an item still to come is forecast by launches alone, a young one half by its own', () => {
  if (!learnt) throw new Error('nothing was learnt');
  const launch = { belief: condenseBelief(learnt.young[0].belief), waitDays: 5 };
  expect(learnt.young[0].alike[0]).toMatch(/^BEAR-/);
  const retail = { launch, told: [] };
  const make = (days: number, more: object) =>
    retailForecast(
      own,
      { ...series(days), retail: { ...retail, ...more } },
      learnt.curve,
      1000,
      createDice('made'),
    );
  const coming = make(0, {});
  expect(pieces(coming.mean) / 15).toBeGreaterThan(4);
  expect(pieces(coming.mean) / 15).toBeLessThan(8);
  expect(pieces(coming.mean.subarray(0, 5))).toBe(0);
  const young = make(3, { launch: { ...launch, waitDays: 0 } });
  expect(pieces(young.mean) / 20).toBeGreaterThan(2);
  expect(pieces(young.mean) / 20).toBeLessThan(4);
  const ends = Float64Array.from({ length: 20 }, (_, d) => (d < 10 ? 1 : 0));
  const ending = make(3, { factors: ends });
  expect(pieces(ending.mean.subarray(10)) + pieces(ending.quantiles.subarray(10))).toBe(0);
});

test('days that sold out count with what is to be expected of them, all others as they are', () => {
  const demand = Float64Array.from({ length: 120 }, () => drawPoisson(dice, 5));
  const soldOut = Int32Array.of(30, 60);
  demand[30] = 1;
  demand[60] = 2;
  const given = { ...series(120), demand, observed: new Uint8Array(120).fill(1) };
  expect(forecastBasis(given).demand).toBe(demand);
  const basis = forecastBasis({ ...given, retail: { soldOut, told: [] } });
  expect(basis.demand[30]).toBeGreaterThan(4);
  expect(basis.demand[60]).toBeGreaterThan(basis.demand[30]);
  expect(basis.demand.filter((d, t) => d !== demand[t])).toHaveLength(2);
  expect(demand[30], 'what was sold stays as it was').toBe(1);
  expect(basis.told).toMatchObject([{ code: 'soldOutDays', facts: { days: 2 } }]);
});
