import type { ForecastOverride } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { nameIn, useFormats } from '../i18n/format.js';

/** How an override is told: what it does, and to what. */
export function useOverrideWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  return {
    what: ({ kind, value }: Pick<ForecastOverride, 'kind' | 'value'>): string =>
      kind === 'factor'
        ? t('override.factor', {
            value: formats.decimal(value, Number.isInteger(value * 10) ? 1 : 2),
            change: formats.change(value - 1),
          })
        : t('override.level', { value: formats.decimal(value, Number.isInteger(value) ? 0 : 1) }),
    scope: ({ item, category, location }: ForecastOverride): string =>
      [
        item ? nameIn(item, formats.language) : (category ?? t('scope.allItems')),
        location ? nameIn(location, formats.language) : t('scope.everywhere'),
      ].join(' · '),
  };
}
