import { formatDay } from '@stockwright/core/units';
import { recordCounts } from '../order/record-counts.js';
import type { Tx } from '../postgres/index.js';
import type { MasterRow } from './prepared-source.js';

export interface StockLanding {
  readonly source: string;
  readonly actor: string;
}

/** Hands the latest count of each place to the journal. */
export async function landStock(
  tx: Tx,
  rows: readonly MasterRow[],
  { source, actor }: StockLanding,
): Promise<void> {
  const items = await idsOf(tx, 'item');
  const locations = await idsOf(tx, 'location');
  await recordCounts(
    tx,
    rows.map((row) => ({
      itemId: idOf(items, row.item),
      locationId: idOf(locations, row.location),
      onHand: Number(row.onHand),
      countedOn: formatDay(Number(row.day)),
    })),
    { actor, reason: `import: ${source}` },
  );
}

export async function idsOf(tx: Tx, table: 'item' | 'location'): Promise<Map<string, number>> {
  const rows = await tx.selectFrom(table).select(['id', 'code']).execute();
  return new Map(rows.map(({ id, code }) => [code, id]));
}

export function idOf(ids: ReadonlyMap<string, number>, code: unknown): number {
  const id = ids.get(String(code));
  if (id === undefined) throw new Error(`Code ${code} was checked and is not in the database`);
  return id;
}
