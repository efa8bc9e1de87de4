import type { CalendarEvent } from '@stockwright/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, useFormats } from '../i18n/format.js';
import { wordFor } from '../i18n/i18n.js';

/** How an event is told: its name, days, kind and what it concerns. */
export function useEventWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { language, region } = formats;
  return useMemo(() => {
    const countries = new Intl.DisplayNames(language, { type: 'region' });
    // The long form of Chinese spells the number out: 十二月.
    const months = new Intl.DateTimeFormat(region, {
      month: language === 'en' ? 'long' : 'short',
      timeZone: 'UTC',
    });
    const shortMonths = new Intl.DateTimeFormat(region, { month: 'short', timeZone: 'UTC' });
    const withWeekday = new Intl.DateTimeFormat(region, {
      weekday: 'short',
      month: language === 'en' ? 'short' : 'long',
      day: 'numeric',
      timeZone: 'UTC',
    });
    const at = (day: string) => new Date(`${day}T00:00:00Z`);
    const monthAt = (month: number) => new Date(Date.UTC(2024, month - 1, 1));
    const country = (code: string): string => countries.of(code) ?? code;
    const what = ({ item, category }: CalendarEvent): string =>
      item ? nameIn(item, language) : (category ?? t('scope.allItems'));
    const where = (event: CalendarEvent): string => {
      if (event.location) return nameIn(event.location, language);
      return event.country ? country(event.country) : t('scope.everywhere');
    };
    return {
      country,
      what,
      where,
      /** In one: the place alone where all items are meant. */
      concerns: (event: CalendarEvent) =>
        event.item || event.category ? `${what(event)} · ${where(event)}` : where(event),
      name: (event: CalendarEvent) => nameIn(event, language),
      kind: (kind: string) => wordFor('eventKind', kind),
      days: ({ fromDay, toDay }: Pick<CalendarEvent, 'fromDay' | 'toDay'>) =>
        withWeekday.formatRange(at(fromDay), at(toDay)),
      month: (month: number) => months.format(monthAt(month)),
      shortMonth: (month: number) => shortMonths.format(monthAt(month)),
      uplift: (uplift: number | null) =>
        uplift === null ? t('calendar.learnt') : formats.change(uplift),
    };
  }, [t, formats, language, region]);
}

/** The class that colours a kind; kinds of one's own share one. */
export const kindClass = (kind: string): string =>
  ['holiday', 'retail', 'promotion', 'school'].includes(kind) ? `kind-${kind}` : 'kind-other';
