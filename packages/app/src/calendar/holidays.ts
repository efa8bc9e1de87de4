import type { CalendarEvent } from '@stockwright/core/forecast';
import { type EpochDay, formatDay, parseDay } from '@stockwright/core/units';
import type { default as Holidays, HolidaysTypes } from 'date-holidays';
import { chineseName, commonName, isRetailObservance, stableKey } from './holiday-names.js';
import { keepsRetailDay, RETAIL_DAYS } from './retail-days.js';

/** A country, or a part of it with holidays of its own. */
export interface HolidayPlace {
  /** Two letters, ISO 3166-1; case does not matter. */
  readonly country: string;
  /** As date-holidays codes it, mostly ISO 3166-2: "BY" in Germany, "SCT" in Great Britain. */
  readonly state?: string;
  readonly region?: string;
}

/**
 * A holiday or a day that shops know. `name` is its stable key ("lunar-new-year", "black-friday"), the same
 * every year and in every country.
 */
export interface Holiday extends CalendarEvent {
  /** In English. */
  readonly title: string;
  /** In 简体中文; null where we know none. */
  readonly titleZh: string | null;
}

/**
 * Holidays of a place and the days that its shops know (Mother's Day, Black Friday, 双11), by first day.
 * Days of one holiday that touch are one event. Moving feasts are computed: Easter, the lunar feasts of China
 * and the Islamic year (whose days may shift by one with the sighting of the moon). China's exchanged
 * working days (调休), which the State Council announces a year at a time, are not known.
 *
 * @param from first day asked for; an event that began before it and still lasts is in the list
 * @throws RangeError for a country, state or region that is not known, or days in the wrong order
 */
export async function holidaysOf(
  place: HolidayPlace,
  from: EpochDay,
  to: EpochDay,
): Promise<Holiday[]> {
  if (to < from) throw new RangeError(`days from ${formatDay(from)} to ${formatDay(to)}`);
  const country = place.country.toUpperCase();
  const [ofLaw, ofShops] = await rulesOf({ ...place, country });
  const found: Holiday[] = [];
  // Some days more on each side: an event may reach over New Year.
  for (let year = yearOf(from - LONGEST_EVENT); year <= yearOf(to + LONGEST_EVENT); year++) {
    const holidays = ofLaw.getHolidays(year).flatMap((holiday) => toHoliday(holiday, country));
    const names = new Set(holidays.map(({ name }) => name));
    found.push(...holidays);
    for (const { key, title, titleZh, rule } of RETAIL_DAYS) {
      if (names.has(key)) continue;
      for (const holiday of ofShops.getHolidays(year))
        if (holiday.rule === rule)
          found.push({ name: key, kind: 'retail', ...daysOf(holiday), title, titleZh });
    }
  }
  return joinTouching(found).filter(({ firstDay, lastDay }) => lastDay >= from && firstDay <= to);
}

/** Two-letter codes of the countries whose holidays are known, in alphabetical order. */
export async function holidayCountries(): Promise<string[]> {
  const { default: Library } = await import('date-holidays');
  return Object.keys(new Library().getCountries('en')).sort();
}

/**
 * The rules of a place, and those of the retail days that it keeps: apart, because a rule of one kind would
 * replace the same rule of the other. The library is large and loaded when first needed.
 */
async function rulesOf({ country, state, region }: HolidayPlace): Promise<[Holidays, Holidays]> {
  const { default: Library } = await import('date-holidays');
  const shops = new Library();
  if (
    !shops.getCountries('en')[country] ||
    (state !== undefined && !shops.getStates(country)?.[state]) ||
    (region !== undefined && !(state !== undefined && shops.getRegions(country, state)?.[region]))
  ) {
    const given = [country, state, region].filter((part) => part !== undefined).join('-');
    throw new RangeError(`no holidays are known for "${given}"`);
  }
  for (const day of RETAIL_DAYS)
    if (keepsRetailDay(day, country))
      shops.setHoliday(day.rule, { name: { en: day.title }, type: 'observance' });
  const place = { country, ...(state && { state }), ...(region && { region }) };
  return [new Library(place, { languages: ['en'] }), shops];
}

/** A holiday of the library in our words; none if it is neither a day off nor known to shops. */
function toHoliday(holiday: HolidaysTypes.Holiday, country: string): Holiday[] {
  const title = commonName(holiday.name);
  const isDayOff = holiday.type === 'public' || holiday.type === 'bank';
  if (!isDayOff && !isRetailObservance(title)) return [];
  return [
    {
      name: stableKey(title),
      kind: isDayOff ? 'holiday' : 'retail',
      ...daysOf(holiday),
      title,
      titleZh: chineseName(title, country),
    },
  ];
}

/** Days that no holiday outlasts. */
const LONGEST_EVENT = 20;
const MILLISECONDS_PER_DAY = 86_400_000;

/** First and last day: the date is the place's own; the length is known from the instants. */
function daysOf({
  date,
  start,
  end,
}: HolidaysTypes.Holiday): Pick<Holiday, 'firstDay' | 'lastDay'> {
  const firstDay = parseDay(date.slice(0, 10));
  const days = Math.round((end.getTime() - start.getTime()) / MILLISECONDS_PER_DAY);
  return { firstDay, lastDay: firstDay + Math.max(1, days) - 1 };
}

/** Joins days of one name that overlap or follow on each other; by first day, then name. */
function joinTouching(holidays: readonly Holiday[]): Holiday[] {
  const last = new Map<string, Holiday>();
  const joined: Holiday[] = [];
  const byDay = (a: Holiday, b: Holiday) =>
    a.firstDay - b.firstDay || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  for (const holiday of [...holidays].sort(byDay)) {
    const before = last.get(holiday.name);
    if (before && holiday.firstDay <= before.lastDay + 1) {
      const whole = { ...before, lastDay: Math.max(before.lastDay, holiday.lastDay) };
      joined[joined.indexOf(before)] = whole;
      last.set(holiday.name, whole);
    } else {
      joined.push(holiday);
      last.set(holiday.name, holiday);
    }
  }
  return joined;
}

const yearOf = (day: EpochDay): number => Number(formatDay(day).slice(0, 4));
