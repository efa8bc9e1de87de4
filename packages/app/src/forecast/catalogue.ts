import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { formatDay } from '@stockwright/core/units';
import { quoted, withDuck } from '../history/index.js';
import { loadPlanningInputs } from '../plan/run/load-planning-inputs.js';
import { planHistory } from '../plan/run/plan-history.js';
import { forecastOverWorkers } from '../plan/run/planning-pool.js';
import { PlanningSettings } from '../plan/run/planning-settings.js';
import type { KeptForecast } from '../plan/run/planning-task.js';
import { planningTasks } from '../plan/run/planning-tasks.js';
import { planningDay } from '../plan/run/run-plan.js';
import type { JobProgress } from '../ports.js';
import type { Store } from '../store/index.js';

export interface CatalogueRequest {
  /** Forecast as it was known at the end of this day (YYYY-MM-DD); default: the last day of history. */
  readonly asOf?: string;
  /** Days ahead, 1 to 365. Default 28. */
  readonly horizonDays?: number;
  readonly seed?: string;
  readonly format: 'csv' | 'parquet';
}

export interface CatalogueOutcome {
  /** Path of the file. */
  readonly file: string;
  readonly asOf: string;
  readonly seriesCount: number;
  readonly rowCount: number;
}

const DEFAULT_HORIZON = 28;

/**
 * Forecasts every item-location over worker threads and writes one row a day: item, location, day, method, the
 * mean as computed and in force (people's overrides included), and the quantiles in force. The forecasts are
 * those that a plan of the same data, day, seed and horizon goes by. Stopped at any point, it leaves no file.
 *
 * @param folder where the file goes; made where it is missing
 * @throws Problem `plan.noHistory`, `plan.mixedCurrencies`, `plan.asOfOutside`
 */
export async function forecastCatalogue(
  store: Store,
  request: CatalogueRequest,
  folder: string,
  progress: JobProgress,
): Promise<CatalogueOutcome> {
  const { signal } = progress;
  const settings = PlanningSettings.parse({});
  progress.report('read', 0);
  const asOf = await planningDay(store, request.asOf);
  const inputs = await loadPlanningInputs(
    store.database,
    asOf,
    formatDay(asOf),
    request.asOf !== undefined,
  );
  const services = new Set(inputs.items.filter((item) => item.isService).map(({ code }) => code));
  const history = await planHistory(store, asOf, (code) => services.has(code), signal);
  const { tasks } = await planningTasks(
    inputs,
    history,
    settings,
    asOf + 1,
    request.seed ?? 'stockwright',
    signal,
    request.horizonDays ?? DEFAULT_HORIZON,
  );
  const itemCode = new Map(inputs.items.map(({ id, code }) => [id, code]));
  const placeCode = new Map(inputs.places.map(({ id, code }) => [id, code]));
  const { probabilities } = settings;
  await mkdir(folder, { recursive: true });
  const file = join(folder, `forecast.${request.format}`);
  const unfinished = `${file}.unfinished`;
  let seriesCount = 0;
  let rowCount = 0;
  progress.report('forecast', 0.1);
  try {
    await withDuck({ tempFolder: join(folder, 'duckdb'), signal }, async (duck) => {
      const types = [
        VARCHAR,
        VARCHAR,
        INTEGER,
        VARCHAR,
        DOUBLE,
        DOUBLE,
        ...probabilities.map(() => DOUBLE),
      ];
      const quantiles = probabilities.map((p) => `p${Math.round(p * 1000) / 10}`.replace('.', '_'));
      const names = ['item', 'location', 'day', 'method', 'computed_mean', 'mean', ...quantiles];
      await duck.run(
        `create table forecast (${names.map((name, i) => `${name} ${types[i]}`).join(', ')})`,
      );
      let done = 0;
      let writing = Promise.resolve();
      await forecastOverWorkers(tasks, signal, async (_task, forecasts) => {
        // One after another: the table has one appender at a time.
        writing = writing.then(async () => {
          const rows = [...rowsOf(forecasts, asOf + 1, probabilities.length, itemCode, placeCode)];
          await duck.append('forecast', types, rows);
          seriesCount += forecasts.length;
          rowCount += rows.length;
          done += 1;
          progress.report('forecast', 0.1 + (0.8 * done) / tasks.length);
        });
        await writing;
      });
      progress.report('write', 0.9);
      const form =
        request.format === 'csv' ? 'format csv, header' : 'format parquet, compression zstd';
      await duck.run(`copy (select * replace (date '1970-01-01' + day as day) from forecast
        order by item, location, day) to ${quoted(unfinished)} (${form})`);
    });
    signal.throwIfAborted();
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
    await rm(join(folder, 'duckdb'), { recursive: true, force: true });
  }
  progress.report('done', 1);
  return { file, asOf: formatDay(asOf), seriesCount, rowCount };
}

function* rowsOf(
  forecasts: readonly KeptForecast[],
  firstDay: number,
  quantileCount: number,
  itemCode: ReadonlyMap<number, string>,
  placeCode: ReadonlyMap<number, string>,
) {
  for (const { item, place, method, mean, quantiles, overridden } of forecasts) {
    const inForce = overridden ?? { mean, quantiles };
    for (let d = 0; d < mean.length; d++)
      yield [
        itemCode.get(item) ?? '',
        placeCode.get(place) ?? '',
        firstDay + d,
        method,
        mean[d],
        inForce.mean[d],
        ...Array.from({ length: quantileCount }, (_, p) => inForce.quantiles[p * mean.length + d]),
      ];
  }
}
