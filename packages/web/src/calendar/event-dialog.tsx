import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { ApiProblem, type CalendarEvent, type CalendarEventInput } from '@stockwright/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { useStatus } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { nameIn, useFormats } from '../i18n/format.js';
import { Dialog } from '../parts/dialog.js';
import { showToast } from '../parts/toasts.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { useHolidayCountries } from './calendar-queries.js';
import { EVENT_KINDS, readUplift } from './event-view.js';
import { useEventWords } from './event-words.js';
import { ItemField } from './item-field.js';

interface EventDialogProps {
  /** The event to change; null = a new one. */
  readonly event: CalendarEvent | null;
  /** The day that a new one begins on. */
  readonly day: string | null;
  readonly close: () => void;
  readonly saved: (event: CalendarEvent) => void;
}

type What = 'all' | 'category' | 'item';

/** Adds an event, or gives one a new version. */
export default function EventDialog({ event, day, close, saved }: EventDialogProps) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const session = useSession();
  const words = useEventWords();
  const [form, setForm] = useState(() => startForm(event, day));
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const put = (part: Partial<Form>) => setForm({ ...form, ...part });

  const uplift = readUplift(form.uplift);
  const daysWrong = form.toDay !== '' && form.toDay < form.fromDay;
  const isReady =
    form.name.trim() !== '' &&
    form.fromDay !== '' &&
    !daysWrong &&
    uplift !== undefined &&
    (form.what === 'all' || form.which.trim() !== '');
  const kinds = [...new Set([...EVENT_KINDS, form.kind])];

  const send = async () => {
    if (!isReady || !session.mayWrite()) return;
    setIsSending(true);
    setError(null);
    const input: CalendarEventInput = {
      name: form.name.trim(),
      nameZh: form.nameZh.trim() || null,
      recursAs: form.recursAs.trim() || null,
      kind: form.kind,
      fromDay: form.fromDay,
      toDay: form.toDay || form.fromDay,
      item: form.what === 'item' ? form.which.trim() : null,
      category: form.what === 'category' ? form.which.trim() : null,
      ...placeOf(form.where),
      expectedUplift: uplift ?? null,
      reason: form.reason.trim() || null,
      actor: session.actor || undefined,
    };
    try {
      const stored = event
        ? await client.changeCalendarEvent(event.id, { ...input, version: event.version })
        : await client.addCalendarEvent(input);
      showToast({
        tone: 'done',
        text: t(event ? 'toast.eventChanged' : 'toast.eventAdded', { name: words.name(stored) }),
      });
      void queries.invalidateQueries({ queryKey: keys.calendar });
      void queries.invalidateQueries({ queryKey: keys.status });
      saved(stored);
    } catch (caught) {
      setError(caught);
      setIsSending(false);
      // Somebody else changed it: the form stays, on top of what stands now.
      if (caught instanceof ApiProblem && caught.details.status === 409)
        void queries.invalidateQueries({ queryKey: keys.calendar });
    }
  };

  return (
    <Dialog title={t(event ? 'calendar.changeTitle' : 'calendar.add')} close={close} size="lg">
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          void send();
        }}
      >
        <Stack gap="sm">
          <Group grow gap="sm" align="flex-start">
            <TextInput
              size="xs"
              label={t('calendar.name')}
              required
              maxLength={200}
              data-autofocus
              value={form.name}
              onChange={(change) => put({ name: change.currentTarget.value })}
            />
            <TextInput
              size="xs"
              label={t('calendar.nameZh')}
              maxLength={200}
              value={form.nameZh}
              onChange={(change) => put({ nameZh: change.currentTarget.value })}
            />
          </Group>
          <Group grow gap="sm" align="flex-start">
            <TextInput
              size="xs"
              type="date"
              label={t('correct.from')}
              required
              value={form.fromDay}
              onChange={(change) => put({ fromDay: change.currentTarget.value })}
            />
            <TextInput
              size="xs"
              type="date"
              label={t('correct.to')}
              min={form.fromDay}
              value={form.toDay}
              error={daysWrong ? t('correct.daysWrong') : undefined}
              onChange={(change) => put({ toDay: change.currentTarget.value })}
            />
            <NativeSelect
              size="xs"
              label={t('calendar.kind')}
              value={form.kind}
              onChange={(change) => put({ kind: change.currentTarget.value })}
              data={kinds.map((kind) => ({ value: kind, label: words.kind(kind) }))}
            />
          </Group>
          <Group grow gap="sm" align="flex-start">
            <WhereField where={form.where} setWhere={(where) => put({ where })} />
            <NativeSelect
              size="xs"
              label={t('calendar.what')}
              value={form.what}
              onChange={(change) => put({ what: whatOf(change.currentTarget.value), which: '' })}
              data={[
                { value: 'all', label: t('scope.allItems') },
                { value: 'category', label: t('scope.aCategory') },
                { value: 'item', label: t('scope.anItem') },
              ]}
            />
            {form.what === 'item' ? (
              <ItemField code={form.which} setCode={(which) => put({ which })} />
            ) : form.what === 'category' ? (
              <TextInput
                size="xs"
                label={t('scope.category')}
                required
                value={form.which}
                onChange={(change) => put({ which: change.currentTarget.value })}
              />
            ) : (
              <span />
            )}
          </Group>
          <Group grow gap="sm" align="flex-start">
            <TextInput
              size="xs"
              label={t('calendar.upliftLabel')}
              description={t('calendar.upliftHint')}
              placeholder={t('calendar.learnt')}
              value={form.uplift}
              error={uplift === undefined ? t('calendar.upliftWrong') : undefined}
              onChange={(change) => put({ uplift: change.currentTarget.value })}
            />
            <TextInput
              size="xs"
              label={t('calendar.recursAs')}
              description={t('calendar.recursHint')}
              maxLength={200}
              value={form.recursAs}
              onChange={(change) => put({ recursAs: change.currentTarget.value })}
            />
          </Group>
          <TextInput
            size="xs"
            label={t('calendar.reason')}
            maxLength={500}
            value={form.reason}
            onChange={(change) => put({ reason: change.currentTarget.value })}
          />
          {error ? <TroubleNote error={error} /> : null}
          <Text size="xs" c="dimmed">
            {t('calendar.countsNext')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('act.cancel')}
            </Button>
            <Button type="submit" loading={isSending} disabled={!isReady}>
              {t(event ? 'calendar.saveChange' : 'calendar.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface Form {
  readonly name: string;
  readonly nameZh: string;
  readonly kind: string;
  readonly fromDay: string;
  readonly toDay: string;
  /** Empty = everywhere, else `location:CODE` or `country:GB`. */
  readonly where: string;
  readonly what: What;
  /** Code of the item, or the category. */
  readonly which: string;
  /** Per cent, as written. */
  readonly uplift: string;
  readonly recursAs: string;
  readonly reason: string;
}

function startForm(event: CalendarEvent | null, day: string | null): Form {
  const { location = null, country = null, item = null, category = null } = event ?? {};
  return {
    name: event?.name ?? '',
    nameZh: event?.nameZh ?? '',
    kind: event?.kind ?? 'promotion',
    fromDay: event?.fromDay ?? day ?? '',
    toDay: event?.toDay ?? day ?? '',
    where: location ? `location:${location.code}` : country ? `country:${country}` : '',
    what: item ? 'item' : category ? 'category' : 'all',
    which: item?.code ?? category ?? '',
    uplift: event?.expectedUplift == null ? '' : `${Math.round(event.expectedUplift * 1e6) / 1e4}%`,
    recursAs: event?.recursAs ?? '',
    reason: '',
  };
}

const whatOf = (value: string): What => (value === 'item' || value === 'category' ? value : 'all');

function placeOf(where: string): { location: string | null; country: string | null } {
  const [part, ...rest] = where.split(':');
  const name = rest.join(':') || null;
  return {
    location: part === 'location' ? name : null,
    country: part === 'country' ? name : null,
  };
}

interface WhereFieldProps {
  readonly where: string;
  readonly setWhere: (where: string) => void;
}

function WhereField({ where, setWhere }: WhereFieldProps) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const words = useEventWords();
  const status = useStatus();
  const countries = useHolidayCountries();
  const places = (status.data?.locations ?? []).filter(({ kind }) => kind !== 'supplier');
  const chosen = where.startsWith('country:') ? [where.slice('country:'.length)] : [];
  const codes = [...new Set([...chosen, ...(countries.data?.data ?? [])])];
  return (
    <NativeSelect
      size="xs"
      label={t('calendar.where')}
      value={where}
      onChange={(change) => setWhere(change.currentTarget.value)}
      data={[
        { value: '', label: t('scope.everywhere') },
        {
          group: t('scope.locations'),
          items: places.map((place) => ({
            value: `location:${place.code}`,
            label: nameIn(place, language),
          })),
        },
        {
          group: t('scope.countries'),
          items: codes
            .map((code) => ({ value: `country:${code}`, label: words.country(code) }))
            .sort((a, b) => a.label.localeCompare(b.label, language)),
        },
      ]}
    />
  );
}
