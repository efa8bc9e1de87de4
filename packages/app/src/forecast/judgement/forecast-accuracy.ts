import { rmsse } from '@stockwright/core/forecast';
import { formatDay, parseDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import { PAGE_SIZE, pageOf, readCursor, writeCursor } from '../../page-cursor.js';
import { type ItemRef, type LocationRef, refOf, wordsOf } from '../../plan/plan-line-query.js';
import { readRun } from '../../plan/plan-runs.js';
import { type RunForecast, readRunForecasts } from '../../plan/run/read-run-forecasts.js';
import { Problem } from '../../problem.js';
import type { Store } from '../../store/index.js';
import { type ActualDemand, actualDemand } from './actual-demand.js';

/** How near a forecast came to what was sold, over the days whose demand is known. */
export interface Accuracy {
  /** Item-location-days judged. */
  days: number;
  /** As it was in force, overrides included. */
  forecastPieces: number;
  /** As computed. */
  computedPieces: number;
  actualPieces: number;
  /** (forecast − actual) ÷ actual; null where nothing was sold. */
  bias: number | null;
  /** Pieces by which totals of item-locations were missed, in force and as computed. */
  error: number;
  computedError: number;
  /** `error` ÷ actual pieces; null where nothing was sold. */
  relativeError: number | null;
  /** Root mean squared scaled error of the days, against the one-step naive forecast of the history; the mean of item-locations. */
  rmsse: number | null;
  /** Share of days between the 10 % and the 90 % quantile; null where these were not kept. Counts are coarse: above 0.8 is usual for slow movers. */
  coverage80: number | null;
}

export interface SeriesAccuracy extends Accuracy {
  item: ItemRef;
  location: LocationRef;
}

export interface RunAccuracy {
  runId: number;
  asOf: string;
  /** Days that can be judged. */
  firstDay: string;
  lastDay: string;
  seriesCount: number;
  overall: Accuracy;
  /** Item-locations, the most wrong first. */
  data: SeriesAccuracy[];
  nextCursor: string | null;
  total: number;
}

export interface AccuracyQuery {
  /** Code of an item, or words of its code or names. */
  item?: string;
  /** Code of a location. */
  location?: string;
  cursor?: string;
  limit?: number;
}

/**
 * Sets the forecast of a run beside the sales since, over all or some of its item-locations.
 *
 * @throws Problem `plan.runNotFound`, `plan.noHistory`, `forecast.notYet`, `page.cursorUnusable`
 */
export async function forecastAccuracy(
  store: Store,
  runId: number,
  query: AccuracyQuery = {},
): Promise<RunAccuracy> {
  const { cursor, limit = PAGE_SIZE } = query;
  const after = cursor === undefined ? null : readCursor(cursor, [/^[\d.e+-]+$/, /^\d+\/\d+$/]);
  const { kysely } = store.database;
  const run = await readRun(kysely, runId);
  const { forecast_file: file } = await kysely
    .selectFrom('plan_run')
    .select('forecast_file')
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  const meant = await meantSeries(store, query);
  const actual = await actualDemand(store, meant.items);
  const firstDay = parseDay(run.asOf) + 1;
  if (actual.lastDay < firstDay || file === null)
    throw new Problem('forecast.notYet', {
      lastDay: formatDay(actual.lastDay),
      firstDay: formatDay(firstDay),
    });
  const probabilities = (run.settings.probabilities ?? []) as number[];
  const judged: JudgedSeries[] = [];
  let horizonDays = 0;
  await readRunForecasts(store, file, meant, (batch) => {
    for (const forecast of batch) {
      horizonDays = Math.max(horizonDays, forecast.mean.length);
      const found = judgedSeries(forecast, firstDay, actual, probabilities);
      if (found) judged.push(found);
    }
  });
  judged.sort((a, b) => b.tally.error - a.tally.error || (keyOf(a) < keyOf(b) ? -1 : 1));
  const begin = after
    ? judged.findIndex(
        (each) =>
          each.tally.error < Number(after[0]) ||
          (each.tally.error === Number(after[0]) && keyOf(each) > after[1]),
      )
    : 0;
  const page = pageOf(begin < 0 ? [] : judged.slice(begin, begin + limit + 1), limit, (last) =>
    writeCursor([String(last.tally.error), keyOf(last)]),
  );
  return {
    runId,
    asOf: run.asOf,
    firstDay: formatDay(firstDay),
    lastDay: formatDay(Math.min(actual.lastDay, firstDay + horizonDays - 1)),
    seriesCount: judged.length,
    overall: toAccuracy(judged.map(({ tally }) => tally)),
    data: await named(store, page.data),
    nextCursor: page.nextCursor,
    total: judged.length,
  };
}

interface Tally {
  readonly days: number;
  readonly forecast: number;
  readonly computed: number;
  readonly actual: number;
  readonly error: number;
  readonly computedError: number;
  /** NaN where the history gives no scale. */
  readonly rmsse: number;
  /** Days between the outer quantiles; NaN where these were not kept. */
  readonly covered: number;
}

interface JudgedSeries {
  readonly item: number;
  readonly place: number;
  readonly tally: Tally;
}

const keyOf = ({ item, place }: JudgedSeries): string => `${item}/${place}`;

function judgedSeries(
  forecast: RunForecast,
  firstDay: number,
  actual: ActualDemand,
  probabilities: readonly number[],
): JudgedSeries | null {
  const { item, place, overriddenMean, overriddenQuantiles } = forecast;
  const series = actual.seriesOf(item, place);
  if (series < 0) return null;
  const mean = overriddenMean ?? forecast.mean;
  const quantiles = overriddenQuantiles ?? forecast.quantiles;
  const low = probabilities.indexOf(0.1) * mean.length;
  const high = probabilities.indexOf(0.9) * mean.length;
  const horizon = Math.min(mean.length, actual.lastDay - firstDay + 1);
  const sold = Float64Array.from({ length: horizon }, (_, d) => actual.on(series, firstDay + d));
  let days = 0;
  let expected = 0;
  let computed = 0;
  let pieces = 0;
  let covered = low < 0 || high < 0 ? Number.NaN : 0;
  for (let d = 0; d < horizon; d++) {
    if (Number.isNaN(sold[d])) continue;
    days += 1;
    expected += mean[d];
    computed += forecast.mean[d];
    pieces += sold[d];
    if (sold[d] >= quantiles[low + d] && sold[d] <= quantiles[high + d]) covered += 1;
  }
  if (days === 0) return null;
  const { panel } = actual;
  const begin = panel.offsets[series];
  const past = panel.demand.slice(begin, begin + Math.max(0, firstDay - panel.firstDay[series]));
  return {
    item,
    place,
    tally: {
      days,
      forecast: expected,
      computed,
      actual: pieces,
      error: Math.abs(expected - pieces),
      computedError: Math.abs(computed - pieces),
      rmsse: past.length > 1 ? rmsse(past, sold, mean.slice(0, horizon)) : Number.NaN,
      covered,
    },
  };
}

function toAccuracy(tallies: readonly Tally[]): Accuracy {
  const sum = (pick: (tally: Tally) => number) =>
    tallies.reduce((total, tally) => total + pick(tally), 0);
  const days = sum((each) => each.days);
  const forecastPieces = sum((each) => each.forecast);
  const actualPieces = sum((each) => each.actual);
  const error = sum((each) => each.error);
  const scaled = tallies.filter((each) => Number.isFinite(each.rmsse));
  const covered = sum((each) => each.covered);
  return {
    days,
    forecastPieces,
    computedPieces: sum((each) => each.computed),
    actualPieces,
    bias: actualPieces > 0 ? forecastPieces / actualPieces - 1 : null,
    error,
    computedError: sum((each) => each.computedError),
    relativeError: actualPieces > 0 ? error / actualPieces : null,
    rmsse:
      scaled.length > 0
        ? scaled.reduce((total, each) => total + each.rmsse, 0) / scaled.length
        : null,
    coverage80: days > 0 && Number.isFinite(covered) ? covered / days : null,
  };
}

/** Ids of the items and places that a query means; undefined = all. */
async function meantSeries({ database }: Store, { item, location }: AccuracyQuery) {
  const ids = async (condition: ReturnType<typeof sql>, table: 'item' | 'location') => {
    const { rows } = await sql<{ id: number }>`
      select id from ${sql.table(table)} i where ${condition}`.execute(database.kysely);
    return rows.map(({ id }) => id);
  };
  const words = wordsOf(item).map(
    (word) => sql`lower(concat_ws(' ', i.code, i.name, i.name_zh)) like ${word}`,
  );
  return {
    items: item
      ? await ids(
          sql`(i.code = ${item} or not exists (select from item where code = ${item})
            and ${sql.join([sql`true`, ...words], sql` and `)})`,
          'item',
        )
      : undefined,
    places: location ? await ids(sql`i.code = ${location}`, 'location') : undefined,
  };
}

async function named(
  { database }: Store,
  judged: readonly JudgedSeries[],
): Promise<SeriesAccuracy[]> {
  if (judged.length === 0) return [];
  const refs = async <Ref extends ItemRef>(ids: readonly number[], of: 'item' | 'location') => {
    const alias = of === 'item' ? 'i' : 't';
    const { rows } = await sql<{ ref: Ref }>`
      select ${refOf(alias)} as ref from ${sql.table(of)} ${sql.raw(alias)}
      where ${sql.raw(alias)}.id in (${sql.join([...new Set(ids)])})`.execute(database.kysely);
    return new Map(rows.map(({ ref }) => [ref.id, ref]));
  };
  const items = await refs<ItemRef>(
    judged.map(({ item }) => item),
    'item',
  );
  const places = await refs<LocationRef>(
    judged.map(({ place }) => place),
    'location',
  );
  return judged.flatMap(({ item, place, tally }) => {
    const itemRef = items.get(item);
    const location = places.get(place);
    return itemRef && location ? [{ item: itemRef, location, ...toAccuracy([tally]) }] : [];
  });
}
