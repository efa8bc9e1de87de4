import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { type CalendarEvent, EventOrigin } from '@stockwright/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalendarView, EVENT_KINDS, EVENT_SCOPES } from './event-view.js';
import { useEventWords } from './event-words.js';

interface CalendarFiltersProps {
  readonly view: CalendarView;
  readonly events: readonly CalendarEvent[];
  readonly change: (part: Partial<CalendarView>) => void;
}

/** The year, and which of its events are shown. */
export function CalendarFilters({ view, events, change }: CalendarFiltersProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const kinds = [...new Set([...EVENT_KINDS, ...events.map(({ kind }) => kind)])];
  return (
    <fieldset className="plan-filters" aria-label={t('filter.label')}>
      <span className="year-choice">
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('calendar.yearBefore')}
          onClick={() => change({ year: view.year - 1 })}
        >
          ‹
        </ActionIcon>
        <strong>{view.year}</strong>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('calendar.yearAfter')}
          onClick={() => change({ year: view.year + 1 })}
        >
          ›
        </ActionIcon>
      </span>
      <SearchField text={view.search} change={(search) => change({ search })} />
      <NativeSelect
        size="xs"
        aria-label={t('calendar.kind')}
        value={view.kind ?? ''}
        onChange={(event) => change({ kind: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('calendar.anyKind') },
          ...kinds.map((kind) => ({ value: kind, label: words.kind(kind) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('calendar.concerns')}
        value={view.scope ?? ''}
        onChange={(event) =>
          change({ scope: EVENT_SCOPES.find((one) => one === event.currentTarget.value) ?? null })
        }
        data={[
          { value: '', label: t('calendar.anyScope') },
          ...EVENT_SCOPES.map((scope) => ({ value: scope, label: t(`eventScope.${scope}`) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('calendar.origin')}
        value={view.origin ?? ''}
        onChange={(event) => {
          const origin = EventOrigin.safeParse(event.currentTarget.value);
          change({ origin: origin.success ? origin.data : null });
        }}
        data={[
          { value: '', label: t('calendar.anyOrigin') },
          ...EventOrigin.options.map((origin) => ({
            value: origin,
            label: t(`eventOrigin.${origin}`),
          })),
        ]}
      />
    </fieldset>
  );
}

/** Follows the address, which may change by other means; waits while an input method composes. */
function SearchField({ text, change }: { text: string; change: (text: string) => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(text);
  const isComposing = useRef(false);
  useEffect(() => setDraft(text), [text]);
  return (
    <TextInput
      size="xs"
      w={150}
      type="search"
      aria-label={t('calendar.search')}
      placeholder={t('calendar.search')}
      value={draft}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        if (!isComposing.current) change(event.currentTarget.value);
      }}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false;
        change(event.currentTarget.value);
      }}
    />
  );
}
