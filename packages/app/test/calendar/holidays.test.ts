import { formatDay, parseDay } from '@stockwright/core/units';
import { expect, test } from 'vitest';
import {
  type Holiday,
  type HolidayPlace,
  holidayCountries,
  holidaysOf,
} from '../../src/calendar/holidays.js';

/** Days of one holiday, each "first" or "first…last". */
const daysOfName = (holidays: readonly Holiday[], name: string): string[] =>
  holidays
    .filter((holiday) => holiday.name === name)
    .map(({ firstDay, lastDay }) =>
      firstDay === lastDay ? formatDay(firstDay) : `${formatDay(firstDay)}…${formatDay(lastDay)}`,
    );

/** The same of a place within some years. */
async function daysOf(place: string | HolidayPlace, name: string, ...years: number[]) {
  const holidays = await holidaysOf(
    typeof place === 'string' ? { country: place } : place,
    parseDay(`${years[0]}-02-01`),
    parseDay(`${years[years.length - 1]}-12-31`),
  );
  return daysOfName(holidays, name);
}

// Days as the State Council (China), gov.uk, and the U.S. Office of Personnel Management announced them.
test('lunar feasts of China fall on their days: 春节 from its eve, 清明, 端午, 七夕, 中秋; and 六一, 618, 双11', async () => {
  const china = await holidaysOf({ country: 'CN' }, parseDay('2024-02-01'), parseDay('2026-02-28'));
  expect(daysOfName(china, 'lunar-new-year')).toEqual([
    '2024-02-09…2024-02-11',
    '2025-01-28…2025-01-30',
    '2026-02-16…2026-02-18',
  ]);
  expect(daysOfName(china, 'qingming-festival')).toEqual(['2024-04-04', '2025-04-04']);
  expect(daysOfName(china, 'dragon-boat-festival')).toEqual(['2024-06-10', '2025-05-31']);
  expect(daysOfName(china, 'qixi-festival')).toEqual(['2024-08-10', '2025-08-29']);
  expect(daysOfName(china, 'mid-autumn-festival')).toEqual(['2024-09-17', '2025-10-06']);
  for (const [name, day] of [
    ['childrens-day', '2025-06-01'],
    ['618', '2025-06-18'],
    ['double-11', '2025-11-11'],
    ['mothers-day', '2025-05-11'],
  ])
    expect(daysOfName(china, name)).toContain(day);
  expect(daysOfName(china, 'black-friday')).toEqual([]);
  expect(await daysOf('HK', 'mid-autumn-festival', 2025)).toEqual(['2025-10-06']);
});

test('Black Friday and Cyber Monday follow Thanksgiving, wherever they are kept', async () => {
  for (const country of ['US', 'GB'])
    expect(await daysOf(country, 'black-friday', 2024, 2025)).toEqual(['2024-11-29', '2025-11-28']);
  expect(await daysOf('US', 'cyber-monday', 2024, 2025)).toEqual(['2024-12-02', '2025-12-01']);
});

test('Easter, and a Mother’s Day that each country keeps on its own day', async () => {
  expect(await daysOf('US', 'easter-sunday', 2025, 2026)).toEqual(['2025-04-20', '2026-04-05']);
  expect(await daysOf('GB', 'mothers-day', 2026)).toEqual(['2026-03-15']);
  expect(await daysOf('US', 'mothers-day', 2026)).toEqual(['2026-05-10']);
});

test('a day off in place of another is an event of its own, so that Christmas comes once a year', async () => {
  expect(await daysOf('GB', 'christmas-day', 2021, 2022)).toEqual(['2021-12-25', '2022-12-25']);
  expect(await daysOf('GB', 'substitute-holiday', 2022)).toEqual(['2022-12-27']);
});

test('parts of a country have their own holidays', async () => {
  expect(await daysOf({ country: 'de', state: 'BY' }, 'corpus-christi', 2026)).toEqual([
    '2026-06-04',
  ]);
  expect(await daysOf('DE', 'corpus-christi', 2026)).toEqual([]);
});

test('an event that lasts into the span asked for belongs to it', async () => {
  const holidays = await holidaysOf(
    { country: 'CN' },
    parseDay('2026-02-18'),
    parseDay('2026-02-20'),
  );
  expect(holidays.map(({ name, firstDay }) => [name, formatDay(firstDay)])).toEqual([
    ['lunar-new-year', '2026-02-16'],
  ]);
});

test('every event has a key and both names in countries far apart', async () => {
  for (const country of ['GB', 'US', 'JP', 'MX', 'CA']) {
    const year = await holidaysOf({ country }, parseDay('2026-02-01'), parseDay('2026-11-30'));
    expect(year.length).toBeGreaterThan(10);
    for (const { name, title, titleZh, kind } of year) {
      expect(name).toMatch(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u);
      expect(title.length).toBeGreaterThan(2);
      expect.soft(titleZh, `${country} ${title}`).toMatch(/\p{Script=Han}/u);
      expect(['holiday', 'retail']).toContain(kind);
    }
    expect(new Set(year.map(({ name, firstDay }) => `${name} ${firstDay}`)).size).toBe(year.length);
  }
});

test('a country that is not known is refused, and the known ones can be asked for', async () => {
  await expect(holidaysOf({ country: 'ZZ' }, 0, 1)).rejects.toThrow(/"ZZ"/);
  await expect(holidaysOf({ country: 'US', state: 'XX' }, 0, 1)).rejects.toThrow(/"US-XX"/);
  expect(await holidayCountries()).toEqual(expect.arrayContaining(['CN', 'GB', 'SA', 'US']));
});
