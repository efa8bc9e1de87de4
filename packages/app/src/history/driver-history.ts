import { currentFiles, type HistoryStore } from './current-files.js';
import { quotedList, withDuck } from './duck.js';
import { temporaryFolder } from './temporary.js';

/** One driver of one item-location, or of many: values by runs of days; days between runs have none. */
export interface DriverRuns {
  /** What is measured, e.g. `temperature`; `promotion` for promotions. */
  readonly name: string;
  /** Codes; null = all. */
  readonly item: string | null;
  readonly location: string | null;
  /** Epoch days, ascending, both included. */
  readonly fromDay: Int32Array;
  readonly toDay: Int32Array;
  readonly value: Float64Array;
}

interface DriverRow {
  readonly name: string;
  readonly item: string | null;
  readonly location: string | null;
  readonly from_day: number;
  readonly to_day: number;
  readonly value: number;
}

/**
 * All drivers and promotions in force, past days and days to come alike. Where two runs of one driver
 * overlap, both are kept, the earlier one first.
 */
export async function driverHistory(
  store: HistoryStore,
  signal?: AbortSignal,
): Promise<DriverRuns[]> {
  const files = await currentFiles(store, 'drivers', 'promotions');
  if (files.length === 0) return [];
  const rows = await withDuck({ tempFolder: temporaryFolder(store), signal }, (duck) =>
    duck.rows<DriverRow>(`
      select name, item, location, from_day, to_day, value
      from read_parquet(${quotedList(files.map((file) => file.path))})
      order by name, item nulls first, location nulls first, from_day, to_day`),
  );
  const drivers: DriverRuns[] = [];
  for (let start = 0; start < rows.length; ) {
    const { name, item, location } = rows[start];
    let end = start;
    while (
      end < rows.length &&
      rows[end].name === name &&
      rows[end].item === item &&
      rows[end].location === location
    )
      end += 1;
    const runs = joined(rows.slice(start, end));
    drivers.push({
      name,
      item,
      location,
      fromDay: Int32Array.from(runs, (run) => run.from_day),
      toDay: Int32Array.from(runs, (run) => run.to_day),
      value: Float64Array.from(runs, (run) => run.value),
    });
    start = end;
  }
  return drivers;
}

/** Days in a row with one value as one run. */
function joined(rows: readonly DriverRow[]): Pick<DriverRow, 'from_day' | 'to_day' | 'value'>[] {
  const runs: { from_day: number; to_day: number; value: number }[] = [];
  for (const { from_day, to_day, value } of rows) {
    const last = runs.at(-1);
    if (last && last.value === value && from_day <= last.to_day + 1)
      last.to_day = Math.max(last.to_day, to_day);
    else runs.push({ from_day, to_day, value });
  }
  return runs;
}
