import type { CalendarEvent } from '@stockwright/contract';
import { expect, test } from 'vitest';
import {
  byMonth,
  concerns,
  eventsShown,
  lanesOf,
  readCalendarView,
  readUplift,
  weeksOf,
} from '../src/calendar/event-view.js';

const event = (id: number, fromDay: string, toDay = fromDay): CalendarEvent => ({
  id,
  version: id,
  origin: 'person',
  name: `Event ${id}`,
  nameZh: '玩具展',
  recursAs: 'event',
  kind: 'promotion',
  fromDay,
  toDay,
  item: null,
  category: null,
  location: null,
  country: null,
  expectedUplift: null,
  isRemoved: false,
  actor: 'mei',
  reason: null,
  changedAt: '2026-01-05T08:00:00Z',
});

test('an event over New Year is shown in both years, and stands in January of the second', () => {
  const festive = event(1, '2025-12-20', '2026-01-06');
  const view = (address: string) => readCalendarView(new URLSearchParams(address), 2026);
  expect(eventsShown([festive], view('year=2025&month=12'))).toEqual([festive]);
  expect(eventsShown([festive], view('month=1&search=玩具'))).toEqual([festive]);
  expect(eventsShown([festive], view('month=2'))).toEqual([]);
  expect(eventsShown([festive], view('kind=holiday'))).toEqual([]);
  expect([...byMonth([festive], 2026).keys()]).toEqual([1]);
});

test('an event of an item at a location concerns both, and not everything', () => {
  const item = { id: 1, code: 'BEAR', name: 'Bear', nameZh: null };
  const location = { ...item, code: 'S1', kind: 'shop' } as const;
  const narrow = { ...event(1, '2026-05-01'), item, location };
  expect([concerns(narrow, 'item'), concerns(narrow, 'location')]).toEqual([true, true]);
  expect([concerns(narrow, 'everything'), concerns(narrow, 'category')]).toEqual([false, false]);
});

test('events of one lane never touch', () => {
  const events = [
    event(1, '2026-05-01', '2026-05-09'),
    event(2, '2026-05-03'),
    event(3, '2026-05-08'),
    event(4, '2026-05-20'),
  ];
  expect(lanesOf(events, 2).map(({ lane }) => lane)).toEqual([0, 1, 1, 0]);
});

test('February 2026 begins on a Sunday and fills five weeks', () => {
  const weeks = weeksOf(2026, 2);
  expect(weeks).toHaveLength(5);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01']);
  expect(weeks.flat().filter(Boolean)).toHaveLength(28);
});

test.each([
  ['+25%', 0.25],
  ['-30', -0.3],
  ['−100 %', -1],
  ['２０％', 0.2],
  ['', null],
  ['-101', undefined],
  ['a lot', undefined],
])('an uplift written as "%s" is %s', (text, uplift) => {
  expect(readUplift(text)).toBe(uplift);
});
