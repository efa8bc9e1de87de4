import { sql } from 'kysely';
import type { Database } from '../postgres/index.js';

/** A kind of data without which nothing can be bought or moved. */
export type PlanLack = 'suppliers' | 'itemSupply' | 'lanes' | 'stock';

/** What the data does not hold at all and a plan needs in order to buy or move. */
export async function planLacks({ kysely }: Pick<Database, 'kysely'>): Promise<PlanLack[]> {
  const { rows } = await sql<Readonly<Record<PlanLack, boolean>>>`
    select exists (select from location where kind = 'supplier' and is_active) as suppliers,
           exists (select from item_supply) as "itemSupply",
           exists (select from lane where is_active) as lanes,
           exists (select from stock_balance) as stock`.execute(kysely);
  const kinds: readonly PlanLack[] = ['suppliers', 'itemSupply', 'lanes', 'stock'];
  return kinds.filter((kind) => !rows[0][kind]);
}
