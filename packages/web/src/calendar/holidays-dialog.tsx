import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { HolidaysReply } from '@stockwright/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { useStatus } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useFormats } from '../i18n/format.js';
import { Dialog } from '../parts/dialog.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { useHolidayCountries } from './calendar-queries.js';
import { firstDayOf, lastDayOf } from './event-view.js';
import { useEventWords } from './event-words.js';

/** Puts the holidays and shopping days of a country into the calendar, and tells what became of them. */
export default function HolidaysDialog({ year, close }: { year: number; close: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useClient();
  const queries = useQueryClient();
  const session = useSession();
  const words = useEventWords();
  const history = useStatus().data?.historyFirstDay ?? null;
  const countries = useHolidayCountries();
  const [country, setCountry] = useState('');
  const [given, setGiven] = useState<{ from?: string; to?: string }>({});
  const [everywhere, setEverywhere] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [reply, setReply] = useState<HolidaysReply | null>(null);
  // What holidays did is learnt from the past: the whole history is asked for, and two years ahead.
  const fromDay = given.from ?? firstDayOf(history ? Number(history.slice(0, 4)) : year);
  const toDay = given.to ?? lastDayOf(year + 2);
  const daysWrong = toDay < fromDay;

  const send = async () => {
    if (daysWrong || !session.mayWrite()) return;
    setIsSending(true);
    setError(null);
    try {
      setReply(
        await client.seedHolidays({
          countries: country ? [country] : undefined,
          fromDay,
          toDay,
          everywhere,
          actor: session.actor || undefined,
        }),
      );
      void queries.invalidateQueries({ queryKey: keys.calendar });
      void queries.invalidateQueries({ queryKey: keys.status });
    } catch (caught) {
      setError(caught);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Dialog title={t('calendar.addHolidays')} close={close}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          void send();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('holidays.text')}</Text>
          <NativeSelect
            size="xs"
            label={t('holidays.country')}
            data-autofocus
            value={country}
            onChange={(change) => setCountry(change.currentTarget.value)}
            data={[
              { value: '', label: t('holidays.ofLocations') },
              ...(countries.data?.data ?? [])
                .map((code) => ({ value: code, label: words.country(code) }))
                .sort((a, b) => a.label.localeCompare(b.label, formats.language)),
            ]}
          />
          <Group grow gap="sm" align="flex-start">
            <TextInput
              size="xs"
              type="date"
              label={t('correct.from')}
              required
              value={fromDay}
              onChange={(change) => setGiven({ ...given, from: change.currentTarget.value })}
            />
            <TextInput
              size="xs"
              type="date"
              label={t('correct.to')}
              required
              value={toDay}
              error={daysWrong ? t('correct.daysWrong') : undefined}
              onChange={(change) => setGiven({ ...given, to: change.currentTarget.value })}
            />
          </Group>
          <Checkbox
            size="xs"
            label={t('holidays.everywhere')}
            checked={everywhere}
            onChange={(change) => setEverywhere(change.currentTarget.checked)}
          />
          {error ? <TroubleNote error={error} /> : null}
          {reply ? (
            <table className="plain-table" aria-live="polite">
              <thead>
                <tr>
                  <th>{t('scope.country')}</th>
                  <th className="number">{t('holidays.added')}</th>
                  <th className="number">{t('holidays.changed')}</th>
                  <th className="number">{t('holidays.removed')}</th>
                  <th className="number">{t('holidays.unchanged')}</th>
                </tr>
              </thead>
              <tbody>
                {reply.data.map((row) => (
                  <tr key={row.country}>
                    <th scope="row">{words.country(row.country)}</th>
                    <td className="number">{formats.count(row.added)}</td>
                    <td className="number">{formats.count(row.changed)}</td>
                    <td className="number">{formats.count(row.removed)}</td>
                    <td className="number">{formats.count(row.unchanged)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t(reply ? 'act.close' : 'act.cancel')}
            </Button>
            <Button type="submit" loading={isSending} disabled={daysWrong}>
              {t('holidays.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
