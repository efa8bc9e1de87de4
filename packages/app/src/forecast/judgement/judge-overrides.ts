import { formatDay, parseDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import { type RunForecast, readRunForecasts } from '../../plan/run/read-run-forecasts.js';
import type { Database } from '../../postgres/index.js';
import { Problem } from '../../problem.js';
import type { Store } from '../../store/index.js';
import {
  type ForecastOverride,
  getOverride,
  listOverrides,
  type OverrideQuery,
} from '../overrides/overrides.js';
import { type ActualDemand, actualDemand, lastSalesDay } from './actual-demand.js';

/** Who was nearer to what was sold, the computed forecast or the person. Errors are of each item-location's total. */
export interface OverrideJudgement {
  override: ForecastOverride;
  /** The plan that is judged: the last one before the override's days, else the first that used it. */
  runId: number;
  asOf: string;
  firstDay: string;
  lastDay: string;
  /** False while days of the override are still to come. */
  isComplete: boolean;
  seriesCount: number;
  computedPieces: number;
  overriddenPieces: number;
  actualPieces: number;
  /** Sum over item-locations of the pieces by which the total was missed. */
  computedError: number;
  overriddenError: number;
  /** computedError − overriddenError: above 0 the person knew better (forecast value added). */
  gain: number;
}

/** The sum of what a person's overrides gained. */
export interface OverrideRecord {
  actor: string;
  overrideCount: number;
  /** Overrides that were nearer to what was sold than the computed forecast, and those that were not. */
  betterCount: number;
  worseCount: number;
  computedError: number;
  overriddenError: number;
  gain: number;
}

/**
 * Judges one override by what was sold since.
 *
 * @throws Problem `forecast.overrideNotFound`, `forecast.notApplied`, `forecast.notYet`, `plan.noHistory`
 */
export async function judgeOverride(store: Store, id: number): Promise<OverrideJudgement> {
  const override = await getOverride(store.database, id);
  const lastDay = await lastSalesDay(store);
  const used = await useOf(store, override);
  if (!used) throw new Problem('forecast.notApplied', { id });
  if (used.firstDay > lastDay)
    throw new Problem('forecast.notYet', { lastDay, firstDay: used.firstDay });
  return judgementOf(used, await actualDemand(store, itemsOf([used])));
}

/** Judges the newest overrides that can be judged, and adds up who gained what. */
export async function judgeOverrides(
  store: Store,
  query: Pick<OverrideQuery, 'item' | 'location' | 'from' | 'to' | 'limit'> = {},
): Promise<{ data: OverrideJudgement[]; byActor: OverrideRecord[] }> {
  const lastDay = await lastSalesDay(store);
  const { data: overrides } = await listOverrides(store.database, { ...query, inForce: false });
  const used: Use[] = [];
  for (const override of overrides) {
    if (override.fromDay > lastDay) continue;
    const use = await useOf(store, override);
    if (use && use.firstDay <= lastDay) used.push(use);
  }
  if (used.length === 0) return { data: [], byActor: [] };
  const actual = await actualDemand(store, itemsOf(used));
  const data = used.map((use) => judgementOf(use, actual));
  return { data, byActor: records(data) };
}

/** An override with the forecasts of the plan by which it is judged. */
interface Use {
  readonly override: ForecastOverride;
  readonly runId: number;
  readonly asOf: string;
  /** First day that is judged. */
  readonly firstDay: string;
  readonly forecasts: readonly RunForecast[];
  /** Days of other overrides of these forecasts, by number. */
  readonly days: ReadonlyMap<number, { readonly fromDay: string; readonly toDay: string }>;
}

async function useOf(store: Store, override: ForecastOverride): Promise<Use | null> {
  const { kysely } = store.database;
  const { rows } = await sql<{ id: number; as_of: string; forecast_file: string }>`
    select id, as_of, forecast_file from plan_run
    where forecast_file is not null and inputs -> 'overrides' @> to_jsonb(${override.id}::bigint)
    order by (as_of < ${override.fromDay}::date) desc,
      case when as_of < ${override.fromDay}::date then id else -id end desc
    limit 1`.execute(kysely);
  if (rows.length === 0) return null;
  const [run] = rows;
  const forecasts: RunForecast[] = [];
  await readRunForecasts(store, run.forecast_file, { override: override.id }, (batch) =>
    forecasts.push(...batch),
  );
  if (forecasts.length === 0) return null;
  const firstForecast = formatDay(parseDay(run.as_of) + 1);
  return {
    override,
    runId: run.id,
    asOf: run.as_of,
    firstDay: override.fromDay > firstForecast ? override.fromDay : firstForecast,
    forecasts,
    days: await daysOf(store.database, [...new Set(forecasts.flatMap((each) => each.overrides))]),
  };
}

async function daysOf({ kysely }: Database, ids: readonly number[]): Promise<Use['days']> {
  const rows = await kysely
    .selectFrom('forecast_override')
    .select(['id', 'from_day', 'to_day'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, { fromDay: row.from_day, toDay: row.to_day }]));
}

const itemsOf = (used: readonly Use[]): number[] => [
  ...new Set(used.flatMap(({ forecasts }) => forecasts.map(({ item }) => item))),
];

function judgementOf(use: Use, actual: ActualDemand): OverrideJudgement {
  const { override, runId, asOf, firstDay, forecasts } = use;
  const begin = parseDay(asOf) + 1;
  const lastDay = Math.min(parseDay(override.toDay), actual.lastDay);
  const sum = {
    seriesCount: 0,
    computedPieces: 0,
    overriddenPieces: 0,
    actualPieces: 0,
    computedError: 0,
    overriddenError: 0,
  };
  for (const forecast of forecasts) {
    const series = actual.seriesOf(forecast.item, forecast.place);
    const { mean, overriddenMean } = forecast;
    if (series < 0 || overriddenMean === null) continue;
    let days = 0;
    let computed = 0;
    let overridden = 0;
    let sold = 0;
    for (let day = parseDay(firstDay); day <= lastDay; day++) {
      const pieces = actual.on(series, day);
      if (day - begin >= mean.length || Number.isNaN(pieces)) continue;
      if (isAnothersDay(use, forecast, formatDay(day))) continue;
      days += 1;
      computed += mean[day - begin];
      overridden += overriddenMean[day - begin];
      sold += pieces;
    }
    if (days === 0) continue;
    sum.seriesCount += 1;
    sum.computedPieces += computed;
    sum.overriddenPieces += overridden;
    sum.actualPieces += sold;
    sum.computedError += Math.abs(computed - sold);
    sum.overriddenError += Math.abs(overridden - sold);
  }
  return {
    override,
    runId,
    asOf,
    firstDay,
    lastDay: formatDay(lastDay),
    isComplete: parseDay(override.toDay) <= actual.lastDay,
    ...sum,
    gain: sum.computedError - sum.overriddenError,
  };
}

/** True where another override of the forecast counts before this one on that day. */
function isAnothersDay({ override, days }: Use, { overrides }: RunForecast, day: string): boolean {
  const before = overrides.slice(0, overrides.indexOf(override.id));
  return before.some((id) => {
    const other = days.get(id);
    return other !== undefined && other.fromDay <= day && day <= other.toDay;
  });
}

function records(judgements: readonly OverrideJudgement[]): OverrideRecord[] {
  const byActor = new Map<string, OverrideRecord>();
  for (const { override, computedError, overriddenError, gain } of judgements) {
    const record = byActor.get(override.actor) ?? {
      actor: override.actor,
      overrideCount: 0,
      betterCount: 0,
      worseCount: 0,
      computedError: 0,
      overriddenError: 0,
      gain: 0,
    };
    byActor.set(override.actor, record);
    record.overrideCount += 1;
    if (gain > 0) record.betterCount += 1;
    if (gain < 0) record.worseCount += 1;
    record.computedError += computedError;
    record.overriddenError += overriddenError;
    record.gain += gain;
  }
  return [...byActor.values()].sort((a, b) => b.gain - a.gain || (a.actor < b.actor ? -1 : 1));
}
