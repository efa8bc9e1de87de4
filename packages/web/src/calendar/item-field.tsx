import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { useStatus } from '../api/queries.js';
import { nameIn, useFormats } from '../i18n/format.js';

const SUGGESTED = 30;

interface ItemFieldProps {
  readonly code: string;
  readonly setCode: (code: string) => void;
}

/** The code of an item; items of the newest plan whose code or name holds the words are suggested. */
export function ItemField({ code, setCode }: ItemFieldProps) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const client = useClient();
  const list = useId();
  const runId = useStatus().data?.latestRunId ?? null;
  const [search] = useDebouncedValue(code.trim(), 250);
  const found = useQuery({
    queryKey: ['items-found', runId, search],
    queryFn: () => client.planLines(runId ?? 0, { search, limit: SUGGESTED }),
    enabled: runId !== null && search !== '',
    placeholderData: (former) => former,
  });
  const items = new Map(found.data?.data.map(({ item }) => [item.code, item]));
  return (
    <>
      <TextInput
        size="xs"
        label={t('scope.itemCode')}
        required
        list={list}
        value={code}
        autoComplete="off"
        onChange={(change) => setCode(change.currentTarget.value)}
      />
      <datalist id={list}>
        {[...items.values()].map((item) => (
          <option key={item.id} value={item.code} label={nameIn(item, language)} />
        ))}
      </datalist>
    </>
  );
}
