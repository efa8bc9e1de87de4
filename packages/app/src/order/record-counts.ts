import {
  countMovements,
  EMPTY_BALANCE,
  type Movement,
  openingMovements,
  placeKey,
} from '@stockwright/core/order';
import { parseDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import { type Database, json, type Tx, within } from '../postgres/index.js';
import { applyMovements, lockBalances } from './journal.js';

/** Stock on hand as somebody counted it at the end of a day, or as another system states it. */
export interface StockCount {
  readonly itemId: number;
  readonly locationId: number;
  /** Pieces on hand, held ones included. */
  readonly onHand: number;
  /** YYYY-MM-DD */
  readonly countedOn: string;
}

/** What became of the counts, in item-locations and pieces. */
export interface CountReport {
  /** First count of an item-location. */
  readonly opened: number;
  /** Counts that changed the books. */
  readonly changed: number;
  readonly unchanged: number;
  /** Older than the count already there: they change nothing. */
  readonly stale: number;
  /** Reserved pieces that are no longer there. */
  readonly unbackedPieces: number;
  /** Held pieces that were not found. */
  readonly releasedHeldPieces: number;
  /** Pieces that left after the count though the count says that they were not there. */
  readonly impossiblePieces: number;
}

/**
 * Merges absolute counts into the journal: an item-location without any movement is opened, others move
 * by the difference, counted in what moved after the day of the count (invariant I8). Of several counts of
 * one item-location the last one in the list stands. All or none.
 *
 * @throws RangeError when a count is not a whole number >= 0 or a day is none.
 * @throws Problem `stock.notWhole` when a count is too large to be stored.
 */
export const recordCounts = (
  db: Database | Tx,
  counts: readonly StockCount[],
  by: { readonly actor: string; readonly reason?: string },
): Promise<CountReport> =>
  within(db, async (tx) => {
    const byPlace = new Map(
      counts.map((count) => {
        const place = { item: count.itemId, location: count.locationId };
        return [placeKey(place), { place, ...count, day: parseDay(count.countedOn) }];
      }),
    );
    const places = [...byPlace.values()].map(({ place }) => place);
    const balances = await lockBalances(tx, places);
    const pasts = await pastOf(tx, [...byPlace.values()]);
    const report = { ...nothing };
    const movements: Movement[] = [];
    const merged: { item: number; location: number; day: string }[] = [];
    for (const [key, { place, onHand, countedOn, day }] of byPlace) {
      const past = pasts.get(key);
      const balance = balances.get(key) ?? EMPTY_BALANCE;
      const isFirst = !past || (!past.hasMoved && past.countedOn === null);
      const outcome = countMovements(
        place,
        onHand,
        day,
        balance,
        past?.onHandAfter ?? 0,
        past?.countedOn ? parseDay(past.countedOn) : null,
      );
      if (outcome.isStale) {
        report.stale++;
        continue;
      }
      merged.push({ ...place, day: countedOn });
      const rows = isFirst ? openingMovements(place, day, { onHand }) : outcome.movements;
      for (const row of rows) movements.push(row);
      if (isFirst) report.opened++;
      else if (rows.length > 0) report.changed++;
      else report.unchanged++;
      report.unbackedPieces += outcome.unbackedPieces;
      report.releasedHeldPieces += outcome.releasedHeldPieces;
      report.impossiblePieces += outcome.impossiblePieces;
    }
    await applyMovements(tx, { movements, ...by });
    await sql`update stock_balance b set counted_on = c.day
      from jsonb_to_recordset(${json(merged)}::jsonb) as c (item bigint, location bigint, day date)
      where b.item_id = c.item and b.location_id = c.location`.execute(tx);
    return report;
  });

const nothing = {
  opened: 0,
  changed: 0,
  unchanged: 0,
  stale: 0,
  unbackedPieces: 0,
  releasedHeldPieces: 0,
  impossiblePieces: 0,
};

interface Past {
  readonly item: number;
  readonly location: number;
  readonly countedOn: string | null;
  readonly hasMoved: boolean;
  /** Pieces of on hand moved on days after the new count. */
  readonly onHandAfter: number;
}

async function pastOf(
  tx: Tx,
  counts: readonly { itemId: number; locationId: number; countedOn: string }[],
): Promise<Map<string, Past>> {
  const wanted = json(
    counts.map(({ itemId, locationId, countedOn }) => ({
      item: itemId,
      location: locationId,
      day: countedOn,
    })),
  );
  const { rows } = await sql<Past>`
    select p.item, p.location, b.counted_on as "countedOn", m.id is not null as "hasMoved",
           coalesce((select sum(n.quantity) from movement n
             where n.item_id = p.item and n.location_id = p.location and n.bucket = 'on_hand'
               and n.occurred_on > p.day), 0) as "onHandAfter"
    from jsonb_to_recordset(${wanted}::jsonb) as p (item bigint, location bigint, day date)
    join stock_balance b on b.item_id = p.item and b.location_id = p.location
    left join lateral (select id from movement x
      where x.item_id = p.item and x.location_id = p.location limit 1) m on true`.execute(tx);
  return new Map(rows.map((row) => [placeKey(row), row]));
}
