import { type RawBuilder, sql } from 'kysely';
import type { ItemRef, LocationRef } from '../plan/plan-line-query.js';
import type { Tx } from '../postgres/index.js';
import { Problem } from '../problem.js';

/** What an event or an override is about, as people name it. What is left out means all of it. */
export interface ScopeGiven {
  /** Code of an item. */
  item?: string | null;
  category?: string | null;
  /** Code of a location. */
  location?: string | null;
  /** Two letters: all locations of that country. */
  country?: string | null;
}

/** The same as rows of the database. */
export interface Scope {
  readonly item_id: number | null;
  readonly category: string | null;
  readonly location_id: number | null;
  readonly country: string | null;
}

/** The same for a reader. */
export interface ScopeShown {
  item: ItemRef | null;
  category: string | null;
  location: LocationRef | null;
  country: string | null;
}

/**
 * Finds what a scope names.
 *
 * @throws Problem `item.notFound`, `location.notFound`, `scope.*`
 */
export async function findScope(tx: Tx, given: ScopeGiven): Promise<Scope> {
  const { item, category, location, country } = {
    item: given.item || null,
    category: given.category || null,
    location: given.location || null,
    country: given.country?.toUpperCase() || null,
  };
  if (item !== null && category !== null) throw new Problem('scope.categoryAndItem');
  if (country !== null && location !== null) throw new Problem('scope.countryAndLocation');
  if (category !== null && !(await categoryExists(tx, category)))
    throw new Problem('scope.categoryNotFound', { category });
  return {
    item_id: item === null ? null : await idOf(tx, 'item', item),
    category,
    location_id: location === null ? null : await idOf(tx, 'location', location),
    country,
  };
}

async function idOf(tx: Tx, table: 'item' | 'location', code: string): Promise<number> {
  const row = await tx.selectFrom(table).select('id').where('code', '=', code).executeTakeFirst();
  if (!row) throw new Problem(`${table}.notFound`, { code });
  return row.id;
}

const categoryExists = async (tx: Tx, category: string): Promise<boolean> =>
  (await tx
    .selectFrom('item')
    .select('id')
    .where('category', '=', category)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** Columns of a scope's references: `i` and `t` are the item and location joined from the left. */
export const scopeColumns = (row: string): RawBuilder<unknown> => sql`
  case when i.id is not null then json_build_object('id', i.id, 'code', i.code, 'name', i.name,
    'nameZh', i.name_zh) end as item,
  ${sql.raw(row)}.category,
  case when t.id is not null then json_build_object('id', t.id, 'code', t.code, 'name', t.name,
    'nameZh', t.name_zh, 'kind', t.kind) end as location`;

/** How narrow a scope is: where several overrides concern one day, the narrowest counts. */
export const narrowness = (scope: {
  readonly item: unknown;
  readonly category: unknown;
  readonly location: unknown;
}): number =>
  (scope.item === null ? (scope.category === null ? 0 : 2) : 4) + (scope.location === null ? 0 : 1);
