import { join } from 'node:path';
import { type Duck, quoted, withDuck } from '../../history/index.js';
import type { Store } from '../../store/index.js';

/** What a run forecast of one item at one place. */
export interface RunForecast {
  readonly item: number;
  readonly place: number;
  /** As computed. */
  readonly mean: readonly number[];
  /** quantiles[p * horizonDays + d], as computed. */
  readonly quantiles: readonly number[];
  /** As people set it; null where nobody did. */
  readonly overriddenMean: readonly number[] | null;
  readonly overriddenQuantiles: readonly number[] | null;
  /** Numbers of the overrides that reached it, the one that counts first. */
  readonly overrides: readonly number[];
}

export interface RunForecastFilter {
  readonly items?: readonly number[];
  readonly places?: readonly number[];
  /** Forecasts that this override reached. */
  readonly override?: number;
}

const OVERRIDE_COLUMNS = ['overridden_mean', 'overridden_quantiles', 'overrides'];
/** Series held in memory at a time. */
const BATCH = 2000;

/** Reads a run's forecasts, a batch at a time, by item and place; those of a whole catalogue never lie in memory together. */
export async function readRunForecasts(
  store: Pick<Store, 'paths'>,
  file: string,
  filter: RunForecastFilter,
  receive: (batch: readonly RunForecast[]) => void,
): Promise<void> {
  const path = quoted(join(store.paths.runs, file));
  await withDuck({ tempFolder: join(store.paths.runs, 'duckdb') }, async (duck) => {
    const knowsOverrides = await hasOverrides(duck, path);
    if (filter.override !== undefined && !knowsOverrides) return;
    const columns = knowsOverrides
      ? `overridden_mean as "overriddenMean", overridden_quantiles as "overriddenQuantiles", overrides`
      : `null::float[] as "overriddenMean", null::float[] as "overriddenQuantiles", []::integer[] as overrides`;
    for (let offset = 0; ; offset += BATCH) {
      const batch = await duck.rows<RunForecast>(`
        select item_id as item, location_id as place, mean, quantiles, ${columns}
        from read_parquet(${path}) where ${condition(filter)}
        order by item_id, location_id limit ${BATCH} offset ${offset}`);
      receive(batch);
      if (batch.length < BATCH) return;
    }
  });
}

/** Files of runs before there were overrides have no such columns. */
async function hasOverrides(duck: Duck, path: string): Promise<boolean> {
  const rows = await duck.rows<{ column_name: string }>(
    `describe select * from read_parquet(${path})`,
  );
  const names = new Set(rows.map(({ column_name }) => column_name));
  return OVERRIDE_COLUMNS.every((name) => names.has(name));
}

function condition({ items, places, override }: RunForecastFilter): string {
  const list = (ids: readonly number[]) => ids.map(Math.trunc).join(', ') || 'null';
  const conditions = ['true'];
  if (items) conditions.push(`item_id in (${list(items)})`);
  if (places) conditions.push(`location_id in (${list(places)})`);
  if (override !== undefined) conditions.push(`list_contains(overrides, ${Math.trunc(override)})`);
  return conditions.join(' and ');
}
