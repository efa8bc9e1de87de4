import { NO_CURRENCY } from '@stockwright/core/units';
import type { Database } from '../postgres/index.js';
import type { ImportKind } from './kinds.js';

/**
 * What files may refer to: the codes in the database, and those that earlier files of the same import
 * bring along but that have not landed yet.
 */
export interface KnownCodes {
  readonly items: Set<string>;
  /** Places of our own and suppliers alike: code → kind. */
  readonly locations: Map<string, string>;
  /** Kinds of which some source exists; where none does, other files may create what they name. */
  readonly sources: Set<ImportKind>;
  readonly currencies: Set<string>;
}

export async function loadKnownCodes({ kysely }: Database): Promise<KnownCodes> {
  const items = await kysely.selectFrom('item').select(['code', 'currency']).execute();
  const locations = await kysely.selectFrom('location').select(['code', 'kind']).execute();
  const sources = await kysely
    .selectFrom('source_current as c')
    .innerJoin('source as s', 's.id', 'c.source_id')
    .select('s.kind')
    .distinct()
    .execute();
  const terms = await kysely.selectFrom('supplier_terms').select('currency').distinct().execute();
  const supply = await kysely.selectFrom('item_supply').select('currency').distinct().execute();
  const prices = await kysely.selectFrom('price').select('currency').distinct().execute();
  const currencies = [...items, ...terms, ...supply, ...prices].map((row) => row.currency);
  return {
    items: new Set(items.map((row) => row.code)),
    locations: new Map(locations.map((row) => [row.code, row.kind])),
    sources: new Set(sources.map((row) => row.kind as ImportKind)),
    currencies: new Set(
      currencies.filter((code): code is string => code !== null && code !== NO_CURRENCY),
    ),
  };
}

/** The currency of amounts whose file names none: the one in use, if there is just one. */
export function impliedCurrency({ currencies }: KnownCodes): string {
  const [only] = currencies;
  return currencies.size === 1 ? only : NO_CURRENCY;
}
