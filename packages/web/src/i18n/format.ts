import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languageOf } from './i18n.js';

export interface Formats {
  readonly language: Language;
  /** The regional form of the language, for formatters of one's own. */
  readonly region: string;
  /** A whole number: pieces, counts. */
  count(value: number): string;
  /** A number with a few decimals, for rates. */
  decimal(value: number, places?: number): string;
  /** A share in [0, 1] as a percentage. */
  percent(share: number, places?: number): string;
  /** A relative change as a percentage with its sign. */
  change(share: number): string;
  /** Money in whole units of its currency; exact amounts come as text. */
  money(amount: string | number, currency: string): string;
  /** Money to the last place that matters for a unit cost. */
  unitMoney(amount: string | number, currency: string): string;
  /** Money shortened for a headline: £1.2M, 123万. */
  shortMoney(amount: string | number, currency: string): string;
  day(day: string): string;
  /** From a day to a day, as short as the language writes it. */
  days(from: string, to: string): string;
  /** A day of the week by its ISO number, Monday = 1. */
  weekday(isoWeekday: number): string;
  /** A day without its year, for axes. */
  shortDay(day: string): string;
  instant(instant: string): string;
}

/** The regional form of the language that the browser asks for: 31 Oct 2011 or Oct 31, 2011. */
const regionOf = (language: Language): string =>
  (language === 'en' && navigator.languages.find((tag) => /^en\b/i.test(tag))) || language;

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The formatters of a language, made once: an Intl object takes longer to make than to use. */
export function formatsOf(language: Language, region: string = language): Formats {
  const numbers = new Map<string, Intl.NumberFormat>();
  const number = (key: string, options: Intl.NumberFormatOptions) => {
    const known = numbers.get(key) ?? new Intl.NumberFormat(region, options);
    numbers.set(key, known);
    return known;
  };
  const days = new Intl.DateTimeFormat(region, {
    year: 'numeric',
    month: language === 'en' ? 'short' : 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const shortDays = new Intl.DateTimeFormat(region, {
    month: language === 'en' ? 'short' : 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const weekdays = new Intl.DateTimeFormat(region, { weekday: 'short', timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short' });
  const currencyFormat = (style: string, currency: string, options: Intl.NumberFormatOptions) =>
    number(`${style} ${currency}`, { style: 'currency', currency, ...options });

  return {
    language,
    region,
    count: (value) => number('count', { maximumFractionDigits: 0 }).format(value),
    decimal: (value, places = 1) =>
      number(`decimal ${places}`, {
        minimumFractionDigits: places,
        maximumFractionDigits: places,
      }).format(value),
    percent: (share, places = 0) =>
      number(`percent ${places}`, {
        style: 'percent',
        minimumFractionDigits: places,
        maximumFractionDigits: places,
      }).format(share),
    change: (share) =>
      number(Math.abs(share) < 0.0995 ? 'small change' : 'change', {
        style: 'percent',
        maximumFractionDigits: Math.abs(share) < 0.0995 ? 1 : 0,
        signDisplay: 'exceptZero',
      }).format(share),
    money: (amount, currency) =>
      currencyFormat('money', currency, {
        minimumFractionDigits: 0,
        maximumFractionDigits: 0,
      }).format(Number(amount)),
    unitMoney: (amount, currency) => currencyFormat('unit', currency, {}).format(Number(amount)),
    shortMoney: (amount, currency) =>
      currencyFormat('short', currency, {
        notation: 'compact',
        maximumSignificantDigits: 3,
      }).format(Number(amount)),
    day: (day) => days.format(utc(day)),
    days: (from, to) => days.formatRange(utc(from), utc(to)),
    // 1 January 2024 was a Monday.
    weekday: (isoWeekday) => weekdays.format(new Date(Date.UTC(2024, 0, isoWeekday))),
    shortDay: (day) => shortDays.format(utc(day)),
    instant: (instant) => instants.format(new Date(instant)),
  };
}

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  return useMemo(() => formatsOf(language, regionOf(language)), [language]);
}

/** The name of an item or place in the language in force. */
export const nameIn = (
  thing: { readonly name: string; readonly nameZh: string | null },
  language: Language,
): string => (language === 'zh-CN' ? (thing.nameZh ?? thing.name) : thing.name);
