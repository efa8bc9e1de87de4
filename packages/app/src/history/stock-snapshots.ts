import type { EpochDay } from '@stockwright/core/units';
import { currentFiles, type HistoryStore } from './current-files.js';
import { quoted, quotedList, withDuck } from './duck.js';
import { temporaryFolder } from './temporary.js';

/** Counts of stock on past days, in columns, by item, location and day. */
export interface StockSnapshots {
  readonly count: number;
  readonly day: Int32Array;
  /** Index into `items`. */
  readonly item: Int32Array;
  /** Index into `locations`. */
  readonly location: Int32Array;
  /** Pieces on hand. */
  readonly onHand: Int32Array;
  readonly items: readonly string[];
  readonly locations: readonly string[];
}

/**
 * Every dated count of stock that was imported: where a day shows 0, demand could not show itself.
 * When two sources count the same place on the same day, the source later in the alphabet wins.
 */
export async function stockSnapshots(
  store: HistoryStore,
  { asOf, items: wanted }: { readonly asOf?: EpochDay; readonly items?: readonly string[] } = {},
): Promise<StockSnapshots> {
  const files = await currentFiles(store, 'stock');
  const rows =
    files.length === 0 || wanted?.length === 0
      ? []
      : await withDuck({ tempFolder: temporaryFolder(store) }, (duck) =>
          duck.rows<{ day: number; item: string; location: string; on_hand: number }>(`
            select day, item, location, last(on_hand order by file_index, "row") as on_hand
            from read_parquet(${quotedList(files.map((file) => file.path))})
            where true ${asOf === undefined ? '' : `and day <= ${Math.trunc(asOf)}`}
              ${wanted ? `and item in (${wanted.map(quoted).join(', ')})` : ''}
            group by day, item, location order by item, location, day`),
        );
  const items = [...new Set(rows.map((row) => row.item))];
  const locations = [...new Set(rows.map((row) => row.location))].sort();
  const itemAt = new Map(items.map((code, i) => [code, i]));
  const locationAt = new Map(locations.map((code, i) => [code, i]));
  return {
    count: rows.length,
    day: Int32Array.from(rows, (row) => row.day),
    item: Int32Array.from(rows, (row) => itemAt.get(row.item) ?? -1),
    location: Int32Array.from(rows, (row) => locationAt.get(row.location) ?? -1),
    onHand: Int32Array.from(rows, (row) => row.on_hand),
    items,
    locations,
  };
}
