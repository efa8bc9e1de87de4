import type { PlanSeries } from '@stockwright/contract';
import { formatDay, parseDay } from '@stockwright/core/units';
import { expect, test } from 'vitest';
import { axisTop, dailyBars, unobservedStretches, weeklyBars } from '../src/chart/bars.js';
import { dayTicks } from '../src/chart/day-ticks.js';

const location = { id: 1, code: 'A', name: 'A', nameZh: null, kind: 'shop' } as const;
/** From Saturday 2011-10-01: a weekend, a week, and a Monday. */
const series = (demand: number[], observed = demand.map(() => true)): PlanSeries => ({
  item: { id: 1, code: 'X', name: 'X', nameZh: null },
  location,
  history: { firstDay: '2011-10-01', demand, returned: demand.map(() => 0), observed },
  forecast: { firstDay: '2011-10-11', probabilities: [], mean: [], quantiles: [] },
  stock: { firstDay: '2011-10-11', withoutPlan: [], withPlan: [], receipts: [] },
});
const demand = [4, 2, 7, 7, 7, 7, 7, 7, 7, 5];

test('weeks run from Monday to Sunday, and their bars say pieces per day', () => {
  const bars = weeklyBars(series(demand));
  expect(bars.map((bar) => [formatDay(bar.first), bar.end - bar.first, bar.demandPerDay])).toEqual([
    ['2011-10-01', 2, 3],
    ['2011-10-03', 7, 7],
    ['2011-10-10', 1, 5],
  ]);
});

test('days and weeks hold the same pieces', () => {
  const total = (bars: readonly { first: number; end: number; demandPerDay: number }[]) =>
    bars.reduce((sum, bar) => sum + bar.demandPerDay * (bar.end - bar.first), 0);
  expect(total(weeklyBars(series(demand)))).toBe(60);
  expect(total(dailyBars(series(demand), 84))).toBe(60);
});

test('a day without stock is no day with zero demand', () => {
  const observed = demand.map((_, i) => i !== 2 && i !== 3);
  const hidden = demand.map((pieces, i) => (observed[i] ? pieces : 0));
  const bars = weeklyBars(series(hidden, observed));
  expect(bars[1].demandPerDay).toBe(7);
  expect(unobservedStretches(series(hidden, observed))).toEqual([
    { first: parseDay('2011-10-03'), end: parseDay('2011-10-05') },
  ]);
});

test('one day that towers over all others does not flatten them', () => {
  const usual = Array.from({ length: 83 }, (_, i) => 5 + (i % 4));
  expect(axisTop([...usual, 9], 12)).toBe(12);
  expect(axisTop([...usual, 500], 12)).toBe(18);
  expect(axisTop([], 0)).toBe(1);
});

test('short axes are marked at Mondays, long ones at firsts of months', () => {
  const first = parseDay('2011-10-01');
  expect(dayTicks(first, first + 27, 6).map(formatDay)).toEqual([
    '2011-10-03',
    '2011-10-10',
    '2011-10-17',
    '2011-10-24',
  ]);
  expect(dayTicks(parseDay('2010-12-01'), parseDay('2011-12-20'), 7).map(formatDay)).toEqual([
    '2010-12-01',
    '2011-02-01',
    '2011-04-01',
    '2011-06-01',
    '2011-08-01',
    '2011-10-01',
    '2011-12-01',
  ]);
});
