import { expect, test } from 'vitest';
import { driversTogether } from '../src/forecast/drivers.js';
import { overrideEffect, readFactor, readLevel } from '../src/forecast/override-maths.js';

test.each([
  ['1.5', 1.5],
  ['×2', 2],
  ['+20%', 1.2],
  ['-30 %', 0.7],
  ['0', 0],
  ['-120%', null],
  ['101', null],
  ['1,5', null],
  ['more', null],
])('a factor written as "%s" is %s', (text, factor) => {
  expect(readFactor(text)).toBe(factor);
});

test('a level is pieces a day, never below nothing', () => {
  expect([readLevel('2.5'), readLevel('-1'), readLevel('1,200')]).toEqual([2.5, null, null]);
});

test('an override counts on the days that are forecast, beside what was computed', () => {
  const forecast = { firstDay: '2026-05-01', mean: [1, 2, 3, 4] };
  const days = { fromDay: '2026-04-29', toDay: '2026-05-03' };
  expect(overrideEffect(forecast, { ...days, kind: 'factor', value: 1.5 })).toEqual({
    days: 3,
    computedPieces: 6,
    pieces: 9,
  });
  expect(overrideEffect(forecast, { ...days, kind: 'level', value: 5 }).pieces).toBe(15);
  const after = { fromDay: '2026-06-01', toDay: '2026-06-30', kind: 'level', value: 5 } as const;
  expect(overrideEffect(forecast, after)).toEqual({ days: 0, computedPieces: 0, pieces: 0 });
});

test('an event’s days before and after it count with the event', () => {
  const drivers = [
    { name: 'year', effect: 0.03 },
    { name: 'christmas-day[-3..-2]', effect: 0.05 },
    { name: 'christmas-day', effect: -0.01 },
  ];
  expect(driversTogether(drivers).map(({ name }) => name)).toEqual(['christmas-day', 'year']);
  expect(driversTogether(drivers)[0].effect).toBeCloseTo(0.04, 12);
});
