import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { FLOAT, INTEGER, LIST, listValue } from '@duckdb/node-api';
import type { EpochDay } from '@stockwright/core/units';
import { quoted, withDuck } from '../../history/index.js';
import type { Store } from '../../store/index.js';
import type { KeptForecast, TaskSeries } from './planning-task.js';

/** What a run saw and forecast of one item at one place. */
export interface RunSeries {
  readonly firstDay: EpochDay;
  /** Pieces a day from firstDay to the run's last day of history. */
  readonly demand: readonly number[];
  readonly returned: readonly number[];
  readonly observed: readonly boolean[];
  /** As computed. */
  readonly mean: readonly number[];
  /** quantiles[p * horizonDays + d] */
  readonly quantiles: readonly number[];
  /** As people set it; null where nobody did. */
  readonly overridden: {
    readonly mean: readonly number[];
    readonly quantiles: readonly number[];
  } | null;
}

export interface RunFileRow {
  readonly forecast: KeptForecast;
  readonly series: TaskSeries;
  readonly returned: Float64Array;
}

// Most days of most series are zeros, so what happened is kept as (day, pieces) pairs.
const COLUMNS = [
  ['item_id', 'integer', INTEGER],
  ['location_id', 'integer', INTEGER],
  ['first_day', 'integer', INTEGER],
  ['history_days', 'integer', INTEGER],
  ['demand_at', 'integer[]', LIST(INTEGER)],
  ['demand_pieces', 'float[]', LIST(FLOAT)],
  ['returned_at', 'integer[]', LIST(INTEGER)],
  ['returned_pieces', 'float[]', LIST(FLOAT)],
  ['unobserved_at', 'integer[]', LIST(INTEGER)],
  ['mean', 'float[]', LIST(FLOAT)],
  ['quantiles', 'float[]', LIST(FLOAT)],
  ['overridden_mean', 'float[]', LIST(FLOAT)],
  ['overridden_quantiles', 'float[]', LIST(FLOAT)],
  // Numbers of the overrides that reached the forecast.
  ['overrides', 'integer[]', LIST(INTEGER)],
] as const;

/**
 * Writes a run's Parquet file, sorted by item and place, synced before it gets its name.
 *
 * @returns the file's name inside the folder of runs
 */
export async function writeRunFile(
  store: Store,
  name: string,
  rows: readonly RunFileRow[],
  signal: AbortSignal,
): Promise<string> {
  const target = join(store.paths.runs, name);
  const unfinished = `${target}.unfinished`;
  await withDuck({ tempFolder: join(store.paths.runs, 'duckdb'), signal }, async (duck) => {
    await duck.run(
      `create table run (${COLUMNS.map(([column, type]) => `${column} ${type}`).join(', ')})`,
    );
    await duck.append(
      'run',
      COLUMNS.map(([, , type]) => type),
      fileRows(rows),
    );
    await duck.run(
      `copy (from run order by item_id, location_id) to ${quoted(unfinished)}
       (format parquet, compression zstd, row_group_size 2048)`,
    );
  });
  const file = await open(unfinished, 'r');
  await file.sync();
  await file.close();
  await rename(unfinished, target);
  return name;
}

function* fileRows(rows: readonly RunFileRow[]) {
  for (const { forecast, series, returned } of rows) {
    const { overridden } = forecast;
    const demand = sparse(series.demand);
    const back = sparse(returned);
    const unobservedAt: number[] = [];
    series.observed.forEach((seen, t) => {
      if (seen === 0) unobservedAt.push(t);
    });
    yield [
      forecast.item,
      forecast.place,
      series.firstDay,
      series.demand.length,
      listValue(demand.at),
      listValue(demand.values),
      listValue(back.at),
      listValue(back.values),
      listValue(unobservedAt),
      listValue([...forecast.mean]),
      listValue([...forecast.quantiles]),
      overridden ? listValue([...overridden.mean]) : null,
      overridden ? listValue([...overridden.quantiles]) : null,
      listValue(overridden?.applied.map(({ override }) => override) ?? []),
    ];
  }
}

function sparse(values: Float64Array): { at: number[]; values: number[] } {
  const at: number[] = [];
  const found: number[] = [];
  for (let t = 0; t < values.length; t++)
    if (values[t] !== 0) {
      at.push(t);
      found.push(values[t]);
    }
  return { at, values: found };
}

interface FileRow {
  readonly first_day: number;
  readonly history_days: number;
  readonly demand_at: number[];
  readonly demand_pieces: number[];
  readonly returned_at: number[];
  readonly returned_pieces: number[];
  readonly unobserved_at: number[];
  readonly mean: number[];
  readonly quantiles: number[];
  /** Absent in files of runs before there were overrides. */
  readonly overridden_mean?: number[] | null;
  readonly overridden_quantiles?: number[] | null;
}

/** One item at one place as a run saw it, or null when the run had no history of it. */
export async function readRunSeries(
  store: Store,
  file: string,
  itemId: number,
  locationId: number,
): Promise<RunSeries | null> {
  const path = join(store.paths.runs, file);
  const [row] = await withDuck({ tempFolder: join(store.paths.runs, 'duckdb') }, (duck) =>
    duck.rows<FileRow>(
      `select * from read_parquet(${quoted(path)})
       where item_id = ${Math.trunc(itemId)} and location_id = ${Math.trunc(locationId)}`,
    ),
  );
  if (!row) return null;
  const unobserved = new Set(row.unobserved_at);
  return {
    firstDay: row.first_day,
    demand: dense(row.history_days, row.demand_at, row.demand_pieces),
    returned: dense(row.history_days, row.returned_at, row.returned_pieces),
    observed: Array.from({ length: row.history_days }, (_, t) => !unobserved.has(t)),
    mean: row.mean,
    quantiles: row.quantiles,
    overridden:
      row.overridden_mean && row.overridden_quantiles
        ? { mean: row.overridden_mean, quantiles: row.overridden_quantiles }
        : null,
  };
}

function dense(length: number, at: readonly number[], values: readonly number[]): number[] {
  const series = new Array<number>(length).fill(0);
  at.forEach((t, i) => {
    series[t] = values[i];
  });
  return series;
}
