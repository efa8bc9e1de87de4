import { createHash } from 'node:crypto';
import {
  assembleOrders,
  type ItemPlan,
  type OrderProposals,
  type PlanLine,
} from '@stockwright/core/plan';
import {
  type Decimal,
  type EpochDay,
  formatDay,
  parseDay,
  sumDecimals,
} from '@stockwright/core/units';
import type { JobProgress } from '../../ports.js';
import { Problem } from '../../problem.js';
import type { Store } from '../../store/index.js';
import { ENGINE_VERSION } from './engine-version.js';
import { loadPlanningInputs } from './load-planning-inputs.js';
import { occurred, type PlanHistory, planHistory } from './plan-history.js';
import type { PlanningInputs } from './planning-inputs.js';
import { planOverWorkers } from './planning-pool.js';
import { PlanningSettings } from './planning-settings.js';
import type { KeptForecast, PlanningTask, TaskPlace, TaskSeries } from './planning-task.js';
import { planningTasks } from './planning-tasks.js';
import { type RunFileRow, writeRunFile } from './run-file.js';
import { salesDays } from './sales-days.js';
import { storePlan } from './store-plan.js';

export interface PlanRequest {
  /** Plan as it was known at the end of this day (YYYY-MM-DD); default: the last day of history. */
  readonly asOf?: string;
  readonly seed?: string;
  readonly settings?: Partial<PlanningSettings>;
  /** The job that this run belongs to. */
  readonly jobId?: string;
}

export interface PlanOutcome {
  readonly runId: number;
  /** False when the same inputs had been planned before: that run stands. */
  readonly created: boolean;
}

/**
 * Forecasts and plans every item-location and stores the result as one immutable run. The same data, day,
 * settings and seed give the same run. Stopped or torn at any point, it leaves nothing behind.
 *
 * @throws Problem `plan.noHistory`, `plan.mixedCurrencies`, `plan.asOfOutside`
 */
export async function runPlan(
  store: Store,
  request: PlanRequest,
  progress: JobProgress,
): Promise<PlanOutcome> {
  const started = performance.now();
  const settings = PlanningSettings.parse(request.settings ?? {});
  const seed = request.seed ?? 'stockwright';
  const { database } = store;
  progress.report('read', 0);
  const asOf = await planningDay(store, request.asOf);
  const asOfDay = formatDay(asOf);
  const inputs = await loadPlanningInputs(database, asOf, asOfDay, request.asOf !== undefined);
  const inputsHash = hashOf({ asOfDay, seed, settings, inputs });
  const standing = await database.kysely
    .selectFrom('plan_run')
    .select('id')
    .where('inputs_hash', '=', inputsHash)
    .executeTakeFirst();
  if (standing) {
    progress.log('info', `Nothing changed since plan run ${standing.id}; it stands.`);
    return { runId: standing.id, created: false };
  }

  const serviceCodes = new Set(inputs.items.filter((i) => i.isService).map((i) => i.code));
  const history = await planHistory(store, asOf, (code) => serviceCodes.has(code), progress.signal);
  progress.report('forecast', 0.1);
  const read = performance.now();
  const planned = await planItems(inputs, history, settings, asOf, seed, progress);
  const computed = performance.now();

  progress.report('assemble', 0.88);
  const proposals = assembleOrders(planned.plans, inputs.suppliers, inputs.lanes);
  progress.report('write', 0.9);
  const rows = runFileRows(planned.tasks, planned.forecasts, history, inputs);
  const forecastFile = await writeRunFile(store, `${inputsHash}.parquet`, rows, progress.signal);
  progress.signal.throwIfAborted();
  const outcome = await storePlan(database, {
    jobId: request.jobId ?? null,
    asOf: asOfDay,
    seed,
    settings: { ...settings, horizonDays: planned.horizonDays },
    inputs: {
      sources: inputs.sources,
      stockVersion: inputs.stockVersion,
      // The rows themselves never change: their numbers tell for ever what the run knew.
      eventVersions: inputs.forecast.events.map(({ version }) => version),
      overrides: inputs.forecast.overrides.map(({ override }) => override),
    },
    inputsHash,
    engineVersion: ENGINE_VERSION,
    forecastFile,
    currency: inputs.currency,
    summary: {
      ...summarise(planned.plans, planned.forecasts, proposals, inputs.currency),
      itemLocationCount: planned.itemLocationCount,
      history: occurred(history.counts),
      seconds: {
        read: seconds(read - started),
        forecastAndPlan: seconds(computed - read),
        forecastProcessor: seconds(planned.forecastMs),
        planProcessor: seconds(planned.planMs),
        total: seconds(performance.now() - started),
      },
    },
    positions: positionsOf(planned, inputs),
    orders: proposals.orders,
  });
  progress.report('done', 1);
  return outcome;
}

const seconds = (milliseconds: number): number => Math.round(milliseconds) / 1000;

/** The last day of history that a plan looks at. @throws Problem `plan.noHistory`, `plan.asOfOutside` */
export async function planningDay(
  store: Pick<Store, 'database'>,
  asked: string | undefined,
): Promise<EpochDay> {
  const known = await salesDays(store.database);
  if (!known) throw new Problem('plan.noHistory');
  const { first, last } = known;
  if (asked === undefined) return parseDay(last);
  const day = parseDay(asked);
  if (day < parseDay(first)) throw new Problem('plan.asOfOutside', { day: asked, first, last });
  return day;
}

function hashOf({
  asOfDay,
  seed,
  settings,
  inputs,
}: {
  readonly asOfDay: string;
  readonly seed: string;
  readonly settings: PlanningSettings;
  readonly inputs: PlanningInputs;
}): string {
  // Items, prices and drivers change by imports alone: the versions of the sources stand for them.
  const { events, overrides } = inputs.forecast;
  const named = [
    ENGINE_VERSION,
    asOfDay,
    seed,
    settings,
    inputs.sources,
    inputs.stockVersion,
    events,
    overrides,
  ];
  return createHash('sha256').update(JSON.stringify(named)).digest('hex');
}

interface Planned {
  readonly tasks: readonly PlanningTask[];
  readonly plans: readonly ItemPlan[];
  readonly forecasts: readonly KeptForecast[];
  readonly itemLocationCount: number;
  readonly horizonDays: number;
  readonly forecastMs: number;
  readonly planMs: number;
}

async function planItems(
  inputs: PlanningInputs,
  history: PlanHistory,
  settings: PlanningSettings,
  asOf: EpochDay,
  seed: string,
  progress: JobProgress,
): Promise<Planned> {
  const { tasks, itemLocationCount, horizonDays } = await planningTasks(
    inputs,
    history,
    settings,
    asOf + 1,
    seed,
    progress.signal,
  );
  const plans: ItemPlan[][] = [];
  const forecasts: KeptForecast[][] = [];
  let forecastMs = 0;
  let planMs = 0;
  let done = 0;
  await planOverWorkers(tasks, progress.signal, (task, result) => {
    plans[task] = [...result.plans];
    forecasts[task] = [...result.forecasts];
    forecastMs += result.forecastMs;
    planMs += result.planMs;
    done += 1;
    progress.report('forecast', 0.1 + (0.78 * done) / tasks.length);
  });
  return {
    tasks,
    plans: plans.flat(),
    forecasts: forecasts.flat(),
    itemLocationCount,
    horizonDays,
    forecastMs,
    planMs,
  };
}

function runFileRows(
  tasks: readonly PlanningTask[],
  forecasts: readonly KeptForecast[],
  { panel, items, locations }: PlanHistory,
  inputs: PlanningInputs,
): RunFileRow[] {
  const itemIds = new Map(inputs.items.map(({ code, id }) => [code, id]));
  const returned = new Map<string, Float64Array>();
  for (let s = 0; s < panel.seriesCount; s++) {
    const key = `${itemIds.get(items[panel.item[s]])}/${inputs.locationIds.get(locations[panel.location[s]])}`;
    returned.set(key, panel.returned.subarray(panel.offsets[s], panel.offsets[s + 1]));
  }
  const series = new Map<string, TaskSeries>(
    tasks.flatMap((task) =>
      task.items.flatMap((item) =>
        item.places.flatMap((place) =>
          place.series ? [[`${item.item}/${place.place}`, place.series] as const] : [],
        ),
      ),
    ),
  );
  return forecasts.flatMap((forecast) => {
    const key = `${forecast.item}/${forecast.place}`;
    const own = series.get(key);
    return own
      ? [{ forecast, series: own, returned: returned.get(key) ?? new Float64Array(0) }]
      : [];
  });
}

function positionsOf({ plans, forecasts, tasks }: Planned, inputs: PlanningInputs) {
  const forecastOf = new Map<string, KeptForecast>(
    forecasts.map((each) => [`${each.item}/${each.place}`, each]),
  );
  const receiptsOf = new Map<string, TaskPlace['receipts']>(
    tasks.flatMap((task) =>
      task.items.flatMap((item) =>
        item.places.map((place) => [`${item.item}/${place.place}`, place.receipts] as const),
      ),
    ),
  );
  const supplierOf = (from: number | null) => (from === null ? null : from < 0 ? -1 - from : from);
  return plans.flatMap((plan) =>
    plan.positions.map((position) => {
      const key = `${plan.item}/${position.place}`;
      const forecast = forecastOf.get(key);
      return {
        item: plan.item,
        plan: position,
        forecastMethod: forecast?.method ?? 'none',
        explanation: {
          ...position.explanation,
          reason: position.reason,
          shortfall: position.need,
          bought: position.bought,
          movedIn: position.movedIn,
          movedOut: position.movedOut,
          suppliedFromLocationId: supplierOf(position.suppliedFrom),
          valueAtRisk: position.valueAtRisk,
          receipts: (receiptsOf.get(key) ?? []).map(({ day, quantity }) => ({
            day: formatDay(day),
            quantity,
          })),
          forecast: forecast?.explanation ?? null,
          overrides: forecast?.overridden?.applied ?? [],
          currency: inputs.currency,
        },
      };
    }),
  );
}

function summarise(
  plans: readonly ItemPlan[],
  forecasts: readonly KeptForecast[],
  { orders, waiting }: OrderProposals,
  currency: string,
) {
  const lines = orders.flatMap((order) => order.lines);
  const cost = (kind: 'buy' | 'transfer'): Decimal =>
    sumDecimals(orders.filter((order) => order.kind === kind).map((order) => order.totalCost));
  const methods: Record<string, number> = {};
  for (const { method } of forecasts) methods[method] = (methods[method] ?? 0) + 1;
  return {
    itemCount: plans.length,
    buyLineCount: lines.filter((line) => line.kind === 'buy').length,
    transferLineCount: lines.filter((line) => line.kind === 'transfer').length,
    purchaseOrderCount: orders.filter((order) => order.kind === 'buy').length,
    transferOrderCount: orders.filter((order) => order.kind === 'transfer').length,
    buyCost: cost('buy'),
    transferCost: cost('transfer'),
    valueAtRisk: Math.round(100 * valueAtRisk(lines)) / 100,
    waitingOrderCount: waiting.length,
    currency,
    methods,
  };
}

/** Ignored lines that bring the same item to the same place put the same margin at risk: it counts once. */
function valueAtRisk(lines: readonly PlanLine[]): number {
  const byPlace = new Map<string, number>();
  for (const { item, to, valueAtRisk } of lines)
    byPlace.set(`${item}/${to}`, Math.max(valueAtRisk, byPlace.get(`${item}/${to}`) ?? 0));
  let sum = 0;
  for (const value of byPlace.values()) sum += value;
  return sum;
}
