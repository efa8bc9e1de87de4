import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { DecisionState, type LocationRef } from '@stockwright/contract';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, useFormats } from '../i18n/format.js';
import { isFiltered, type PlanView } from './plan-view.js';

export interface PlanFiltersProps {
  readonly view: PlanView;
  readonly locations: readonly LocationRef[];
  readonly change: (part: Partial<PlanView>) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

export function PlanFilters({ view, locations, change, searchRef }: PlanFiltersProps) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const options = (places: readonly LocationRef[], all: string) => [
    { value: '', label: all },
    ...places.map((place) => ({ value: place.code, label: nameIn(place, language) })),
  ];
  const receivers = locations.filter((place) => place.kind !== 'supplier');
  return (
    <fieldset className="plan-filters" aria-label={t('filter.label')}>
      <SearchField text={view.search} change={(search) => change({ search })} ref={searchRef} />
      <SegmentedControl
        size="xs"
        aria-label={t('column.kind')}
        value={view.kind ?? ''}
        onChange={(kind) => change({ kind: kind === 'buy' || kind === 'transfer' ? kind : null })}
        data={[
          { value: '', label: t('filter.anyKind') },
          { value: 'buy', label: t('kind.buy') },
          { value: 'transfer', label: t('kind.transfer') },
        ]}
      />
      <NativeSelect
        size="xs"
        w={112}
        aria-label={t('column.from')}
        value={view.from ?? ''}
        onChange={(event) => change({ from: event.currentTarget.value || null })}
        data={options(locations, t('filter.anyFrom'))}
      />
      <NativeSelect
        size="xs"
        w={112}
        aria-label={t('column.to')}
        value={view.to ?? ''}
        onChange={(event) => change({ to: event.currentTarget.value || null })}
        data={options(receivers, t('filter.anyTo'))}
      />
      <NativeSelect
        size="xs"
        w={112}
        aria-label={t('column.state')}
        value={view.state ?? ''}
        onChange={(event) => {
          const state = DecisionState.safeParse(event.currentTarget.value);
          change({ state: state.success ? state.data : null });
        }}
        data={[
          { value: '', label: t('filter.anyState') },
          ...DecisionState.options.map((state) => ({ value: state, label: t(`state.${state}`) })),
        ]}
      />
      {isFiltered(view) ? (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => change({ kind: null, from: null, to: null, state: null, search: '' })}
        >
          {t('filter.clear')}
        </Button>
      ) : null}
    </fieldset>
  );
}

interface SearchFieldProps {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly ref: RefObject<HTMLInputElement | null>;
}

/** Asks a moment after the last key, and never while an input method composes. */
function SearchField({ text, change, ref }: SearchFieldProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isComposing = useRef(false);
  // The address may change by other means: a link, "clear filters".
  useEffect(() => setDraft(text), [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change(next.trim()), 250);
  };
  return (
    <TextInput
      ref={ref}
      size="xs"
      w={140}
      type="search"
      aria-label={t('filter.search')}
      placeholder={t('filter.searchHint')}
      value={draft}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        if (!isComposing.current) later(event.currentTarget.value);
      }}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false;
        later(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.key !== 'Escape') return;
        setDraft('');
        later('');
      }}
    />
  );
}
