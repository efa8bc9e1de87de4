/**
 * Calendar days as whole numbers: days since 1970-01-01 in the proleptic Gregorian calendar, with no
 * time zone. A day belongs to the location whose calendar it was written in; instants are another
 * thing and stay in UTC at the rim.
 */
export type EpochDay = number;

const MILLISECONDS_PER_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * The epoch day of an ISO date.
 *
 * @throws RangeError when the text is not a real day written as YYYY-MM-DD.
 * @example parseDay('1970-01-02') is 1
 */
export function parseDay(text: string): EpochDay {
  const match = ISO_DAY.exec(text);
  const day = match
    ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / MILLISECONDS_PER_DAY
    : Number.NaN;
  if (Number.isNaN(day) || formatDay(day) !== text)
    throw new RangeError(`"${text}" is not a calendar day written as YYYY-MM-DD`);
  return day;
}

/** The ISO date (YYYY-MM-DD) of an epoch day. */
export const formatDay = (day: EpochDay): string =>
  new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);

/** ISO weekday of an epoch day: 1 is Monday, 7 is Sunday. (Day 0 was a Thursday.) */
export const isoWeekday = (day: EpochDay): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Day of the year, 0 = January 1st, to 364, or 365 in leap years. */
export function dayOfYear(day: EpochDay): number {
  const year = new Date(day * MILLISECONDS_PER_DAY).getUTCFullYear();
  return day - Date.UTC(year, 0, 1) / MILLISECONDS_PER_DAY;
}
