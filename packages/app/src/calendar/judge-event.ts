import type { DemandPanel } from '@stockwright/core/demand';
import { type EventUplifts, eventColumns, judgeUplifts } from '@stockwright/core/forecast';
import { type EpochDay, formatDay, parseDay } from '@stockwright/core/units';
import { type ActualDemand, actualDemand } from '../forecast/judgement/actual-demand.js';
import { readRunForecasts } from '../plan/run/read-run-forecasts.js';
import { Problem } from '../problem.js';
import type { Store } from '../store/index.js';
import { type CalendarEvent, getEvent } from './events.js';

/** What an event was expected to do and what happened, over the item-locations in its scope. */
export interface EventJudgement {
  event: CalendarEvent;
  /** Days judged: the event's, as far as sales are known. */
  firstDay: string;
  lastDay: string;
  seriesCount: number;
  /** Pieces that would have been usual: the same weekdays around the event that had none. */
  usualPieces: number;
  actualPieces: number;
  /** Relative change of demand that was seen; null where nothing was usual. */
  actualUplift: number | null;
  /** What the last plan before the event expected; null where there was none. */
  forecast: { runId: number; asOf: string; pieces: number; uplift: number | null } | null;
}

/** Days around the event from which the usual demand is taken. */
const DAYS_AROUND = 120;

/**
 * Sets what happened at an event beside what was expected of it.
 *
 * @throws Problem `calendar.eventNotFound`, `calendar.notYet`, `plan.noHistory`
 */
export async function judgeEvent(store: Store, id: number): Promise<EventJudgement> {
  const { versions: _, ...event } = await getEvent(store.database, id);
  const firstDay = parseDay(event.fromDay);
  const scope = await inScope(store, event);
  const run = await lastRunBefore(store, event.fromDay);
  const actual = await actualDemand(store, scope.items);
  if (actual.lastDay < firstDay)
    throw new Problem('calendar.notYet', {
      id,
      lastDay: formatDay(actual.lastDay),
      fromDay: event.fromDay,
    });
  const lastDay = Math.min(parseDay(event.toDay), actual.lastDay);
  const panel = cutPanel(actual, scope.places, firstDay - DAYS_AROUND, lastDay + DAYS_AROUND);
  const others = await otherDays(store, event, firstDay, lastDay);
  const seen = judged(panel, event.recursAs, { firstDay, lastDay }, others);
  const forecast = run && (await expectedBy(store, run, scope, actual, firstDay, lastDay));
  const share = (pieces: number) => (seen.usualPieces > 0 ? pieces / seen.usualPieces - 1 : null);
  return {
    event,
    firstDay: event.fromDay,
    lastDay: formatDay(lastDay),
    ...seen,
    actualUplift: share(seen.actualPieces),
    forecast:
      run && forecast !== null
        ? { runId: run.id, asOf: run.as_of, pieces: forecast, uplift: share(forecast) }
        : null,
  };
}

interface ScopeIds {
  /** Undefined = all. */
  readonly items?: readonly number[];
  readonly places?: readonly number[];
}

async function inScope({ database }: Store, event: CalendarEvent): Promise<ScopeIds> {
  const { item, category, location, country } = event;
  const ids = async (table: 'item' | 'location', column: 'category' | 'country', value: string) =>
    (
      await database.kysely
        .selectFrom(table)
        .select('id')
        .where(database.kysely.dynamic.ref(column), '=', value)
        .execute()
    ).map(({ id }) => id);
  return {
    items: item ? [item.id] : category ? await ids('item', 'category', category) : undefined,
    places: location
      ? [location.id]
      : country
        ? await ids('location', 'country', country)
        : undefined,
  };
}

async function lastRunBefore({ database }: Store, day: string) {
  const row = await database.kysely
    .selectFrom('plan_run')
    .select(['id', 'as_of', 'forecast_file'])
    .where('as_of', '<', day)
    .where('forecast_file', 'is not', null)
    .orderBy('as_of', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The days around that have other events: what was sold on them is not usual. */
async function otherDays(
  { database }: Store,
  event: CalendarEvent,
  firstDay: EpochDay,
  lastDay: EpochDay,
): Promise<{ firstDay: EpochDay; lastDay: EpochDay }[]> {
  const rows = await database.kysely
    .selectFrom('calendar_event_in_force')
    .select(['from_day', 'to_day'])
    .where('event_id', '<>', event.id)
    .where('item_id', 'is', null)
    .where('category', 'is', null)
    .where('from_day', '<=', formatDay(lastDay + DAYS_AROUND))
    .where('to_day', '>=', formatDay(firstDay - DAYS_AROUND))
    .execute();
  return rows.map((row) => ({ firstDay: parseDay(row.from_day), lastDay: parseDay(row.to_day) }));
}

/** The series of some places, cut to some days. */
function cutPanel(
  { panel, placeIds }: ActualDemand,
  places: readonly number[] | undefined,
  from: EpochDay,
  to: EpochDay,
): DemandPanel {
  const lastDay = Math.min(to, panel.lastDay);
  const kept = Array.from({ length: panel.seriesCount }, (_, s) => s).filter(
    (s) =>
      panel.firstDay[s] <= lastDay &&
      (places === undefined || places.includes(placeIds[panel.location[s]])),
  );
  const firstDay = Int32Array.from(kept, (s) => Math.max(from, panel.firstDay[s]));
  const offsets = new Int32Array(kept.length + 1);
  for (let i = 0; i < kept.length; i++) offsets[i + 1] = offsets[i] + lastDay - firstDay[i] + 1;
  const cut = <Values extends Float64Array | Uint8Array>(values: Values, into: Values): Values => {
    kept.forEach((s, i) => {
      const start = panel.offsets[s] + firstDay[i] - panel.firstDay[s];
      into.set(values.subarray(start, start + offsets[i + 1] - offsets[i]), offsets[i]);
    });
    return into;
  };
  const days = offsets[kept.length];
  return {
    seriesCount: kept.length,
    item: Int32Array.from(kept, (s) => panel.item[s]),
    location: Int32Array.from(kept, (s) => panel.location[s]),
    firstDay,
    lastDay,
    offsets,
    demand: cut(panel.demand, new Float64Array(days)),
    returned: cut(panel.returned, new Float64Array(days)),
    observed: cut(panel.observed, new Uint8Array(days)),
  };
}

/** What was usual and what was sold on the days of the event. */
function judged(
  panel: DemandPanel,
  name: string,
  days: { readonly firstDay: EpochDay; readonly lastDay: EpochDay },
  others: readonly { readonly firstDay: EpochDay; readonly lastDay: EpochDay }[],
): { seriesCount: number; usualPieces: number; actualPieces: number } {
  const kind = 'other';
  const other = `not ${name}`;
  const span = {
    step: 'day',
    firstDay: days.firstDay - DAYS_AROUND,
    steps: days.lastDay - days.firstDay + 1 + 2 * DAYS_AROUND,
  } as const;
  const columns = eventColumns(
    [{ name, kind, ...days }, ...others.map((each) => ({ name: other, kind, ...each }) as const)],
    span,
  );
  const { names } = columns;
  const found = judgeUplifts(
    { panel, group: new Int32Array(panel.seriesCount), columnsOf: () => columns },
    withoutUplift(names, panel.seriesCount),
  ).find(({ event, firstDay }) => event === name && firstDay === days.firstDay);
  return {
    seriesCount: found?.seriesCount ?? 0,
    usualPieces: found?.usualPieces ?? 0,
    actualPieces: found?.soldPieces ?? 0,
  };
}

/** Uplifts that expect nothing of any event: what remains is the usual demand. */
function withoutUplift(names: readonly string[], seriesCount: number): EventUplifts {
  const ones = new Float64Array(names.length).fill(1);
  const none = new Float64Array(names.length);
  return {
    names,
    overall: ones,
    overallError: none,
    group: ones,
    groupError: none,
    series: new Float32Array(names.length * seriesCount).fill(1),
    seriesError: new Float32Array(names.length * seriesCount),
    spread: { occurrence: 0, group: 0, series: 0 },
  };
}

/** Pieces that a run expected on the days judged, where demand could show itself; null where it forecast none. */
async function expectedBy(
  store: Store,
  run: { readonly as_of: string; readonly forecast_file: string | null },
  scope: ScopeIds,
  actual: ActualDemand,
  firstDay: EpochDay,
  lastDay: EpochDay,
): Promise<number | null> {
  const begin = parseDay(run.as_of) + 1;
  let pieces = 0;
  let horizonDays = 0;
  await readRunForecasts(store, run.forecast_file ?? '', scope, (batch) => {
    for (const { item, place, mean, overriddenMean } of batch) {
      horizonDays = mean.length;
      const series = actual.seriesOf(item, place);
      if (series < 0) continue;
      const expected = overriddenMean ?? mean;
      for (let day = firstDay; day <= lastDay; day++)
        if (!Number.isNaN(actual.on(series, day))) pieces += expected[day - begin] ?? 0;
    }
  });
  return lastDay - begin < horizonDays ? pieces : null;
}
