import type { EpochDay } from '@stockwright/core/units';
import { currentFiles, type HistoryStore } from './current-files.js';
import { quoted, quotedList, withDuck } from './duck.js';
import { temporaryFolder } from './temporary.js';

/** What was sold and came back of one item at one location, for the days on which anything happened. */
export interface SeriesHistory {
  /** Epoch days, ascending, each once. */
  readonly day: Int32Array;
  /** Pieces of the lines with a positive quantity. */
  readonly sold: Float64Array;
  /** Pieces of the lines with a negative quantity, as a positive number. */
  readonly cameBack: Float64Array;
}

/** The raw daily sums behind one chart, before any cleaning. Codes, not ids. */
export async function seriesHistory(
  store: HistoryStore,
  item: string,
  location: string,
  { asOf }: { readonly asOf?: EpochDay } = {},
): Promise<SeriesHistory> {
  const files = await currentFiles(store, 'sales');
  const rows =
    files.length === 0
      ? []
      : await withDuck({ tempFolder: temporaryFolder(store) }, (duck) =>
          duck.rows<{ day: number; sold: number; came_back: number }>(`
            select day, coalesce(sum(quantity) filter (quantity > 0), 0)::double as sold,
              coalesce(-sum(quantity) filter (quantity < 0), 0)::double as came_back
            from read_parquet(${quotedList(files.map((file) => file.path))})
            where item = ${quoted(item)} and location = ${quoted(location)}
              ${asOf === undefined ? '' : `and day <= ${Math.trunc(asOf)}`}
            group by day order by day`),
        );
  return {
    day: Int32Array.from(rows, (row) => row.day),
    sold: Float64Array.from(rows, (row) => row.sold),
    cameBack: Float64Array.from(rows, (row) => row.came_back),
  };
}
