import {
  type CalendarEvent,
  eventColumns,
  eventDrivers,
  priceColumns,
  stepStarts,
} from '@stockwright/core/forecast';
import { formatDay, parseDay } from '@stockwright/core/units';
import { expect, test } from 'vitest';

const on = (name: string, first: string, last = first): CalendarEvent => ({
  name,
  kind: 'holiday',
  firstDay: parseDay(first),
  lastDay: parseDay(last),
});
const christmas = [2023, 2024].map((year) => on('christmas', `${year}-12-25`));

const column = (columns: ReturnType<typeof eventColumns>, name: string) =>
  Array.from(eventDrivers(columns).find((driver) => driver.name === name)?.values ?? []);

test('months are calendar months, whatever day the span begins on', () => {
  const starts = stepStarts({ step: 'month', firstDay: parseDay('2023-12-25'), steps: 3 });
  expect(Array.from(starts, formatDay)).toEqual([
    '2023-12-01',
    '2024-01-01',
    '2024-02-01',
    '2024-03-01',
  ]);
});

test('the run-up to an event and the days after it have columns of their own', () => {
  const columns = eventColumns(
    christmas,
    { step: 'day', firstDay: parseDay('2024-12-20'), steps: 8 },
    { before: [1, 4], after: [1] },
  );
  expect(columns.names).toEqual([
    'christmas',
    'christmas[-1]',
    'christmas[-4..-2]',
    'christmas[+1]',
  ]);
  expect(column(columns, 'christmas')).toEqual([0, 0, 0, 0, 0, 1, 0, 0]);
  expect(column(columns, 'christmas[-1]')).toEqual([0, 0, 0, 0, 1, 0, 0, 0]);
  expect(column(columns, 'christmas[-4..-2]')).toEqual([0, 1, 1, 1, 0, 0, 0, 0]);
  expect(column(columns, 'christmas[+1]')).toEqual([0, 0, 0, 0, 0, 0, 1, 0]);
});

test('a step of a week or a month holds the share of its days that the event takes', () => {
  const feast = [on('spring-festival', '2025-01-28', '2025-02-03')];
  const weeks = eventColumns(feast, { step: 'week', firstDay: parseDay('2025-01-20'), steps: 3 });
  expect(column(weeks, 'spring-festival')).toEqual([0, 6 / 7, 1 / 7]);
  const months = eventColumns(feast, { step: 'month', firstDay: parseDay('2025-01-01'), steps: 2 });
  expect(column(months, 'spring-festival')).toEqual([4 / 31, 3 / 28]);
});

test('a day of the event is in none of its windows, and occurrences that overlap count once', () => {
  const sale = [on('sale', '2024-06-01', '2024-06-03'), on('sale', '2024-06-03', '2024-06-04')];
  const columns = eventColumns(
    sale,
    { step: 'day', firstDay: parseDay('2024-05-31'), steps: 6 },
    (name) => (name === 'sale' ? { before: [2] } : {}),
  );
  expect(column(columns, 'sale')).toEqual([0, 1, 1, 1, 1, 0]);
  expect(column(columns, 'sale[-2..-1]')).toEqual([1, 0, 0, 0, 0, 0]);
});

test('events and windows that contradict themselves are refused', () => {
  const span = { step: 'day' as const, firstDay: 0, steps: 3 };
  expect(() => eventColumns([on('x', '2024-01-02', '2024-01-01')], span)).toThrow(
    /before it begins/,
  );
  expect(() => eventColumns(christmas, span, { before: [3, 3] })).toThrow(RangeError);
  expect(() => eventColumns(christmas, span, { after: [0] })).toThrow(RangeError);
});

test('a price is set against its running median, and a cut of five per cent is a promotion', () => {
  const prices = Float64Array.from([NaN, 10, 10, 10, 8, NaN, 10, 9.5, 9.6]);
  const { logRelative, promotion } = priceColumns(prices, { usualSteps: 5 });
  expect(Array.from(promotion)).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0]);
  expect(logRelative[0]).toBe(0);
  expect(logRelative[4]).toBeCloseTo(Math.log(0.8), 12);
  expect(logRelative[5]).toBeCloseTo(Math.log(0.8), 12);
  // 10, 8, 8, 10, 9.5: the median of the last five is 9.5.
  expect(logRelative[7]).toBeCloseTo(0, 12);
  const cuts = priceColumns(Float64Array.of(10, 10, 10, 9.5, 9.51));
  expect(Array.from(cuts.promotion)).toEqual([0, 0, 0, 1, 0]);
});

test('a new price becomes the usual one after half the window, and the last one goes on', () => {
  const prices = new Float64Array(40).fill(NaN);
  prices[0] = 10;
  prices[10] = 8;
  const { logRelative } = priceColumns(prices, { usualSteps: 10 });
  expect(logRelative[14]).toBeLessThan(-0.1);
  expect(logRelative[16]).toBe(0);
  expect(logRelative[39]).toBe(0);
});

test('a price of nothing is refused', () => {
  expect(() => priceColumns(new Float64Array([1, 0]))).toThrow(/price 0 at step 1/);
});
