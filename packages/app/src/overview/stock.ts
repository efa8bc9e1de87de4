import { type RawBuilder, sql } from 'kysely';
import { PAGE_SIZE, pageOf, readCursor, writeCursor } from '../page-cursor.js';
import {
  type ItemRef,
  itemText,
  type LocationRef,
  refOf,
  wordsOf,
} from '../plan/plan-line-query.js';
import type { Bucket, Database, MovementKind } from '../postgres/index.js';
import { Problem } from '../problem.js';

/** One item at one place, in pieces. */
export interface StockBalance {
  item: ItemRef;
  location: LocationRef;
  onHand: number;
  held: number;
  reserved: number;
  /** Includes what is in transit. */
  onOrder: number;
  inTransit: number;
}

export interface StockQuery {
  /** Code of an item; or, where none has it, words that all occur in an item's code or names. */
  item?: string;
  /** Code of a location. */
  location?: string;
  cursor?: string;
  limit?: number;
}

export interface Page<Row> {
  data: Row[];
  nextCursor: string | null;
  total: number;
}

/** A page of the balances by item and location code. @throws Problem `page.cursorUnusable`. */
export async function listStock(db: Database, query: StockQuery = {}): Promise<Page<StockBalance>> {
  const { cursor, limit = PAGE_SIZE } = query;
  const conditions = [sql`true`];
  if (query.item) conditions.push(meantItem(query.item));
  if (query.location) conditions.push(sql`t.code = ${query.location}`);
  const source = sql`
    from stock_balance b
    join item i on i.id = b.item_id
    join location t on t.id = b.location_id
    where ${sql.join(conditions, sql` and `)}`;
  const after = cursor === undefined ? undefined : readCursor(cursor, [/^/, /^/]);
  const { rows } = await sql<StockBalance>`
    select ${refOf('i')} as item, ${refOf('t')} as location, b.on_hand as "onHand", b.held, b.reserved,
           b.on_order as "onOrder", b.in_transit as "inTransit"
    ${source}
      ${after ? sql`and (i.code collate "C", t.code collate "C") > (${after[0]}::text, ${after[1]}::text)` : sql``}
    order by i.code collate "C", t.code collate "C"
    limit ${limit + 1}`.execute(db.kysely);
  const counted = await sql<{ total: number }>`select count(*) as total ${source}`.execute(
    db.kysely,
  );
  return {
    ...pageOf(rows, limit, ({ item, location }) => writeCursor([item.code, location.code])),
    total: counted.rows[0].total,
  };
}

/**
 * For a person who named an item or a place that gave no stock: says so where there is none such.
 *
 * @throws Problem `item.notFound`, `location.notFound`.
 */
export async function refuseUnknownPlace(
  { kysely }: Pick<Database, 'kysely'>,
  { item, location }: Pick<StockQuery, 'item' | 'location'>,
): Promise<void> {
  const exists = async (condition: RawBuilder<unknown>) => {
    const { rows } = await sql<{ there: boolean }>`select exists (${condition}) as there`.execute(
      kysely,
    );
    return rows[0].there;
  };
  if (item && !(await exists(sql`select from item i where ${meantItem(item)}`)))
    throw new Problem('item.notFound', { code: item });
  if (location && !(await exists(sql`select from location where code = ${location}`)))
    throw new Problem('location.notFound', { code: location });
}

/** A row of the stock journal. */
export interface Movement {
  id: number;
  bucket: Bucket;
  kind: MovementKind;
  quantity: number;
  occurredOn: string;
  recordedAt: string;
  actor: string;
  reason: string | null;
  supplyOrderId: number | null;
}

export interface MovementQuery {
  /** Code of the item. */
  item: string;
  /** Code of the location. */
  location: string;
  cursor?: string;
  limit?: number;
}

/**
 * A page of the journal of one item at one place, the newest row first.
 *
 * @throws Problem `item.notFound`, `location.notFound`, `page.cursorUnusable`.
 */
export async function listMovements(db: Database, query: MovementQuery): Promise<Page<Movement>> {
  const { cursor, limit = PAGE_SIZE } = query;
  const { kysely } = db;
  const item = await kysely
    .selectFrom('item')
    .select('id')
    .where('code', '=', query.item)
    .executeTakeFirst();
  if (!item) throw new Problem('item.notFound', { code: query.item });
  const location = await kysely
    .selectFrom('location')
    .select('id')
    .where('code', '=', query.location)
    .executeTakeFirst();
  if (!location) throw new Problem('location.notFound', { code: query.location });

  const journal = kysely
    .selectFrom('movement')
    .where('item_id', '=', item.id)
    .where('location_id', '=', location.id);
  let wanted = journal
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined)
    wanted = wanted.where('id', '<', Number(readCursor(cursor, [/^\d{1,15}$/])[0]));
  const rows = await wanted.execute();
  const counted = await journal
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    ...pageOf(
      rows.map((row) => ({
        id: row.id,
        bucket: row.bucket,
        kind: row.kind,
        quantity: row.quantity,
        occurredOn: row.occurred_on,
        recordedAt: row.recorded_at.toISOString(),
        actor: row.actor,
        reason: row.reason,
        supplyOrderId: row.supply_order_id,
      })),
      limit,
      ({ id }) => writeCursor([String(id)]),
    ),
    total: counted.total,
  };
}

/** A code that an item has means that item alone; anything else is searched for. */
const meantItem = (text: string): RawBuilder<unknown> => {
  const words = wordsOf(text).map((word) => sql`${itemText} like ${word}`);
  return sql`(i.code = ${text} or not exists (select from item where code = ${text})
    and ${sql.join([sql`true`, ...words], sql` and `)})`;
};
