import { formatDay, parseDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import { type ItemRef, idList, type LocationRef, refOf } from '../../plan/plan-line-query.js';
import { type PlanRun, readRun } from '../../plan/plan-runs.js';
import { type RunSeries, readRunSeries } from '../../plan/run/run-file.js';
import { Problem } from '../../problem.js';
import type { Store } from '../../store/index.js';
import { type ForecastOverride, getOverride } from '../overrides/overrides.js';
import { type ChangeCode, type Comparable, changesBetween } from './changes.js';
import { oddDays } from './odd-days.js';
import { type StoredOverride, storedExplanation } from './stored-explanation.js';
import { type Told, type WhyCode, whyOf } from './why.js';

/** An event that a forecast knew of, as it stood then. */
export interface KnownEvent {
  id: number;
  version: number;
  name: string;
  nameZh: string | null;
  /** What drivers name it by. */
  recursAs: string;
  kind: string;
  fromDay: string;
  toDay: string;
  /** What a person expected; null = left to be learnt. */
  expectedUplift: number | null;
}

/** Everything that explains a forecast of one item at one place, as codes and numbers. */
export interface ForecastExplained {
  runId: number;
  asOf: string;
  item: ItemRef;
  location: LocationRef;
  method: string;
  why: Told<WhyCode>[];
  /** Error of each method in the test on the past, the least first. */
  errors: { method: string; error: number }[];
  /** Pieces a mean day, its change per day, and how far it may stray (share of it); null = not told. */
  level: number | null;
  slope: number | null;
  levelSpread: number | null;
  /** Share of a mean day per ISO weekday, Monday first. */
  weekdayShape: number[] | null;
  /** What drivers known ahead do to the forecast, as relative changes of its pieces. */
  drivers: { name: string; effect: number }[];
  /** Events that touch the days forecast. */
  events: KnownEvent[];
  /** Overrides that reached the forecast, the one that counts first. */
  overrides: { override: ForecastOverride; days: number; computedPieces: number; pieces: number }[];
  /** Expected over the days forecast, as computed and as in force. */
  horizonDays: number;
  computedPieces: number;
  pieces: number;
  /** What changed since the run before; null where there was none. */
  changes: { runId: number; asOf: string; told: Told<ChangeCode>[] } | null;
}

/**
 * Explains the forecast that a run made of one item at one place.
 *
 * @throws Problem `plan.runNotFound`, `plan.noSeries`
 */
export async function explainForecast(
  store: Store,
  runId: number,
  itemId: number,
  locationId: number,
): Promise<ForecastExplained> {
  const run = await readRun(store.database.kysely, runId);
  const now = await comparableOf(store, run, run.asOf, itemId, locationId);
  if (!now) throw new Problem('plan.noSeries', { item: itemId, location: locationId, run: runId });
  const { known, stored, series, applied, refs } = now;
  const before = await runBefore(store, run, itemId, locationId);
  const then = before && (await comparableOf(store, before, run.asOf, itemId, locationId));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const mean = series?.mean ?? [];
  return {
    runId,
    asOf: run.asOf,
    ...refs,
    method: now.method,
    why: [...whyOf(now.method, stored), ...(series ? oddDays(series) : [])],
    errors: Object.entries(stored.errors)
      .map(([method, error]) => ({ method, error }))
      .sort((a, b) => a.error - b.error),
    level: stored.level,
    slope: stored.slope,
    levelSpread: stored.levelSpread,
    weekdayShape: stored.weekdayShape && [...stored.weekdayShape],
    drivers: [...stored.drivers],
    events: [...known],
    overrides: await overridesOf(store, applied),
    horizonDays: mean.length,
    computedPieces: sum(mean),
    pieces: sum(series?.overridden?.mean ?? mean),
    changes:
      before && then
        ? { runId: before.id, asOf: before.asOf, told: changesBetween(then, now) }
        : null,
  };
}

/** The last run made before that planned the item at the place and saw no later day. */
async function runBefore(store: Store, run: PlanRun, itemId: number, locationId: number) {
  const { kysely } = store.database;
  const { rows } = await sql<{ id: number }>`
    select r.id from plan_run r join plan_position p on p.run_id = r.id
    where r.id < ${run.id} and r.as_of <= ${run.asOf}::date and r.forecast_file is not null
      and p.item_id = ${itemId} and p.location_id = ${locationId}
    order by r.as_of desc, r.id desc limit 1`.execute(kysely);
  return rows.length === 0 ? null : readRun(kysely, rows[0].id);
}

interface Position extends Comparable {
  readonly known: readonly KnownEvent[];
  readonly applied: readonly StoredOverride[];
  readonly refs: { readonly item: ItemRef; readonly location: LocationRef };
}

/** @param asOf events that are over by the end of this day are left out */
async function comparableOf(
  store: Store,
  run: PlanRun,
  asOf: string,
  itemId: number,
  locationId: number,
): Promise<Position | null> {
  const { kysely } = store.database;
  const { rows } = await sql<{
    item: ItemRef;
    location: LocationRef;
    explanation: unknown;
    method: string;
    file: string | null;
  }>`
    select ${refOf('i')} as item, ${refOf('t')} as location, p.explanation, p.forecast_method as method,
      r.forecast_file as file
    from plan_position p join plan_run r on r.id = p.run_id
    join item i on i.id = p.item_id join location t on t.id = p.location_id
    where p.run_id = ${run.id} and p.item_id = ${itemId} and p.location_id = ${locationId}`.execute(
    kysely,
  );
  if (rows.length === 0) return null;
  const [{ item, location, explanation, method, file }] = rows;
  const { forecast, overrides } = storedExplanation(explanation);
  const series: RunSeries | null =
    file === null ? null : await readRunSeries(store, file, itemId, locationId);
  const { horizonDays } = run.settings as { horizonDays: number };
  const days = { after: asOf, until: formatDay(parseDay(asOf) + horizonDays) };
  const known = await knownEvents(store, run, days, itemId, locationId);
  return {
    engineVersion: run.engineVersion,
    firstDay: parseDay(run.asOf) + 1,
    method,
    stored: forecast,
    series,
    known,
    events: new Map(known.map((event) => [event.version, event])),
    overrides: overrides.map(({ override }) => override),
    applied: overrides,
    refs: { item, location },
  };
}

/** The versions of events that a run read and that concern these days of the item at the place. */
async function knownEvents(
  { database }: Store,
  { inputs }: PlanRun,
  days: { readonly after: string; readonly until: string },
  itemId: number,
  locationId: number,
): Promise<KnownEvent[]> {
  const versions = Array.isArray(inputs.eventVersions) ? (inputs.eventVersions as number[]) : [];
  if (versions.length === 0) return [];
  const { rows } = await sql<KnownEvent>`
    select v.event_id as id, v.id as version, v.name, v.name_zh as "nameZh",
      v.recurs_as as "recursAs", v.kind,
      v.from_day as "fromDay", v.to_day as "toDay", v.expected_uplift as "expectedUplift"
    from calendar_event_version v, item i, location t
    where v.to_day > ${days.after}::date and v.from_day <= ${days.until}::date
      and v.id = any(${idList(versions)}) and i.id = ${itemId} and t.id = ${locationId}
      and (v.item_id is null or v.item_id = i.id) and (v.category is null or v.category = i.category)
      and (v.location_id is null or v.location_id = t.id) and (v.country is null or v.country = t.country)
    order by v.from_day, v.id`.execute(database.kysely);
  return rows;
}

const overridesOf = ({ database }: Store, applied: readonly StoredOverride[]) =>
  Promise.all(
    applied.map(async ({ override, days, computedPieces, pieces }) => ({
      override: await getOverride(database, override),
      days,
      computedPieces,
      pieces,
    })),
  );
