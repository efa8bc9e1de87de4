import { join } from 'node:path';
import type { Store } from '../store/index.js';

/** The slice of a store that history needs. */
export type HistoryStore = Pick<Store, 'database' | 'paths'>;

/** A version of a source that is in force and lies in a Parquet file. */
export interface HistoryFile {
  readonly source: string;
  readonly versionId: number;
  readonly contentHash: string;
  readonly path: string;
  readonly rowCount: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly isAssumption: boolean;
}

/** The Parquet files in force of kinds of source, by the source's name: the order of history. */
export async function currentFiles(
  { database, paths }: HistoryStore,
  ...kinds: readonly ('sales' | 'stock' | 'promotions' | 'drivers')[]
): Promise<HistoryFile[]> {
  const rows = await database.kysely
    .selectFrom('source_current as c')
    .innerJoin('source as s', 's.id', 'c.source_id')
    .innerJoin('source_version as v', 'v.id', 'c.version_id')
    .where('s.kind', 'in', kinds)
    .where('v.file', 'is not', null)
    .select(['s.name', 'v.id', 'v.content_hash', 'v.file', 'v.row_count'])
    .select(['v.first_day', 'v.last_day', 'v.is_assumption'])
    .execute();
  return rows
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((row) => ({
      source: row.name,
      versionId: row.id,
      contentHash: row.content_hash,
      path: join(paths.history, row.file ?? ''),
      rowCount: row.row_count,
      firstDay: row.first_day,
      lastDay: row.last_day,
      isAssumption: row.is_assumption,
    }));
}
