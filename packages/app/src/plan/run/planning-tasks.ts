import { forecastSettings, type SeriesShapes, seriesShapes } from '@stockwright/core/forecast';
import type { LaneTerms } from '@stockwright/core/plan';
import type { EpochDay } from '@stockwright/core/units';
import { contextOf, type ForecastContext, forecastContext } from './forecast-context.js';
import { learnCatalogue } from './learn-catalogue.js';
import { panelTraits } from './panel-traits.js';
import type { PlanHistory } from './plan-history.js';
import type { PlannedItem, PlanningInputs } from './planning-inputs.js';
import { learnLaunchesInWorker, learnPastInWorker } from './planning-pool.js';
import { costSettings, type PlanningSettings } from './planning-settings.js';
import type { PlanningTask, TaskItem, TaskPlace, TaskSeries } from './planning-task.js';
import { factsOfPlaces } from './retail/facts-of-places.js';
import { launchesOf } from './retail/launches.js';
import type { RetailFacts } from './retail/retail-facts.js';

/** Item-locations a task holds: tens to hundreds of milliseconds of work. */
const SERIES_PER_TASK = 60;

/** Longest horizon: forecasts beyond it repeat their last days. */
const LONGEST_HORIZON_DAYS = 300;

/** The tasks of a run, and the series that each item-location's forecast was made from. */
export interface PlannedTasks {
  readonly tasks: readonly PlanningTask[];
  readonly itemLocationCount: number;
  readonly horizonDays: number;
}

/** Cuts the items into tasks that can be worked anywhere, in the order of their numbers. */
export async function planningTasks(
  inputs: PlanningInputs,
  history: PlanHistory,
  settings: PlanningSettings,
  firstDay: EpochDay,
  seed: string,
  signal: AbortSignal,
  horizonDays: number = planningHorizon(inputs.lanes),
): Promise<PlannedTasks> {
  const context = forecastContext(inputs.forecast, history, inputs.locationIds);
  const traits = panelTraits(inputs, history, context, horizonDays);
  const { pathCount, probabilities } = settings;
  const launches = launchesOf(inputs, history, context, firstDay, horizonDays);
  const [launched, knowledge] = await Promise.all([
    learnLaunchesInWorker(launches.lesson, signal),
    learnCatalogue(
      history.panel,
      traits,
      forecastSettings({ horizonDays, pathCount, probabilities }),
      (lesson) => learnPastInWorker(lesson, signal),
    ),
  ]);
  const { pooled, spreadFactor, calibration } = knowledge;
  const common = {
    lanes: inputs.lanes,
    costs: costSettings(settings),
    past: { pooled, spreadFactor, calibration },
    launchCurve: launched?.curve ?? null,
    firstDay,
    horizonDays,
    pathCount,
    probabilities,
    seed,
  };
  const contextAt = new Map(context.items.map((each) => [each.item, each]));
  const seriesOf = seriesByItem(inputs, history, (s) =>
    seriesShapes(history.panel, traits, knowledge, s, horizonDays),
  );
  const codeOf = new Map(inputs.items.map(({ id, code }) => [id, code]));
  const soldOut = soldOutByPlace(inputs, history);
  const facts = factsOfPlaces(inputs, {
    context,
    launched,
    young: launches.young,
    seriesAt: (item, place) => seriesOf.get(codeOf.get(item) ?? '')?.places.get(place),
    soldOutAt: (item, place) => soldOut.get(`${item}/${place}`),
    firstDay,
    horizonDays,
  });
  const feeds = feedingWarehouses(inputs);
  const tasks: PlanningTask[] = [];
  let items: TaskItem[] = [];
  let waiting = 0;
  let itemLocationCount = 0;
  const close = () => {
    const ids = items.map(({ item }) => item);
    if (items.length > 0)
      tasks.push({ ...common, items, context: contextOf(context, contextAt, ids) });
    items = [];
    waiting = 0;
  };
  for (const item of inputs.items) {
    if (item.isService) continue;
    const series = seriesOf.get(item.code);
    const lastDay = firstDay + horizonDays - 1;
    const unsold = new Map(
      [...placesWithLevel(contextAt.get(item.id), firstDay, lastDay), ...facts.unsold(item.id)].map(
        (place) => [place, nothingSold(firstDay)] as const,
      ),
    );
    const taskItem = taskOf(item, inputs, series, feeds, unsold, facts.of);
    if (!taskItem) continue;
    items.push(taskItem);
    waiting += taskItem.places.length;
    itemLocationCount += taskItem.places.length;
    if (waiting >= SERIES_PER_TASK) close();
  }
  close();
  return { tasks, itemLocationCount, horizonDays: common.horizonDays };
}

/** History of one item by place, and the price that customers paid lately. */
interface ItemSeries {
  readonly places: Map<number, TaskSeries>;
  readonly recentPrice: number;
}

function seriesByItem(
  inputs: PlanningInputs,
  history: PlanHistory,
  shapesOf: (series: number) => SeriesShapes,
): Map<string, ItemSeries> {
  const { panel, items, locations, recentPrices } = history;
  const found = new Map<string, ItemSeries>();
  for (let s = 0; s < panel.seriesCount; s++) {
    const place = inputs.locationIds.get(locations[panel.location[s]]);
    if (place === undefined) continue;
    const index = panel.item[s];
    const series = found.get(items[index]) ?? {
      places: new Map<number, TaskSeries>(),
      recentPrice: recentPrices[index],
    };
    found.set(items[index], series);
    // Copies: a view of the whole panel would travel to the worker as a whole.
    series.places.set(place, {
      firstDay: panel.firstDay[s],
      demand: panel.demand.slice(panel.offsets[s], panel.offsets[s + 1]),
      observed: panel.observed.slice(panel.offsets[s], panel.offsets[s + 1]),
      shapes: shapesOf(s),
    });
  }
  return found;
}

/**
 * One item's task: every place that sold it or holds it, and the warehouses through which it could come.
 * Null where there is neither.
 */
function taskOf(
  item: PlannedItem,
  inputs: PlanningInputs,
  series: ItemSeries | undefined,
  feeds: ReadonlySet<number>,
  unsold: ReadonlyMap<number, TaskSeries>,
  factsOf: (item: number, place: number) => RetailFacts | undefined,
): TaskItem | null {
  const stockAt = new Map(item.stock.map((stock) => [stock.place, stock]));
  const concerned = inputs.places.filter(
    ({ id }) => series?.places.has(id) || unsold.has(id) || holdsAnything(stockAt.get(id)),
  );
  if (concerned.length === 0) return null;
  const places = inputs.places
    .filter((place) => concerned.includes(place) || feeds.has(place.id))
    .map((place): TaskPlace => {
      const stock = stockAt.get(place.id);
      const own = series?.places.get(place.id) ?? unsold.get(place.id);
      const retail = own && factsOf(item.id, place.id);
      return {
        place: place.id,
        code: place.code,
        isWarehouse: place.isWarehouse,
        onHand: stock?.onHand ?? 0,
        held: stock?.held ?? 0,
        reserved: stock?.reserved ?? 0,
        backlog: 0,
        receipts: stock?.receipts ?? [],
        unitPrice:
          item.prices.get(place.id) ?? item.prices.get(null) ?? series?.recentPrice ?? Number.NaN,
        // An item that is no longer kept is not bought for: its stock only sells out.
        series: item.isActive && own ? { ...own, ...(retail && { retail }) } : null,
      };
    });
  return {
    item: item.id,
    code: item.code,
    places,
    supply: item.isActive ? item.supply : [],
    standardUnitCost: item.unitCost,
  };
}

/** Places for which a person set a level: they have a forecast though nothing was ever sold there. */
function placesWithLevel(
  known: ForecastContext['items'][number] | undefined,
  firstDay: EpochDay,
  lastDay: EpochDay,
): number[] {
  return (known?.overrides ?? []).flatMap(({ kind, place, firstDay: from, lastDay: to }) =>
    kind === 'level' && place !== null && from <= lastDay && to >= firstDay ? place : [],
  );
}

/** The history of a place that sold nothing yet. */
const nothingSold = (firstDay: EpochDay): TaskSeries => ({
  firstDay,
  demand: new Float64Array(0),
  observed: new Uint8Array(0),
  shapes: {},
});

/** Days that ended sold out, by item and place. */
function soldOutByPlace(
  inputs: PlanningInputs,
  { panel, items, locations, soldOut }: PlanHistory,
): Map<string, Int32Array> {
  if (soldOut.size === 0) return new Map();
  const itemIds = new Map(inputs.items.map(({ code, id }) => [code, id]));
  return new Map(
    [...soldOut].map(([s, days]) => {
      const place = inputs.locationIds.get(locations[panel.location[s]]);
      return [`${itemIds.get(items[panel.item[s]])}/${place}`, days] as const;
    }),
  );
}

const holdsAnything = (stock: PlannedItem['stock'][number] | undefined): boolean =>
  stock !== undefined && (stock.onHand !== 0 || stock.receipts.length > 0);

/** Warehouses that some lane leads out of. */
function feedingWarehouses({ places, lanes }: PlanningInputs): Set<number> {
  const givers = new Set(lanes.map((lane) => lane.from));
  return new Set(
    places.filter((place) => place.isWarehouse && givers.has(place.id)).map((p) => p.id),
  );
}

/**
 * Days that a forecast must reach: the longest supply lane in an unlucky case (mean + 2 standard
 * deviations) with its review period and a week of waiting for an order day, then the longest way on.
 */
export function planningHorizon(lanes: readonly LaneTerms[]): number {
  const reach = (lane: LaneTerms) =>
    7 + lane.handlingDays + lane.leadTimeMeanDays + 2 * lane.leadTimeSdDays + lane.reviewPeriodDays;
  const longest = (some: readonly LaneTerms[]) =>
    some.reduce((days, lane) => Math.max(days, reach(lane)), 0);
  const supply = longest(lanes.filter((lane) => lane.from < 0));
  const onward = longest(lanes.filter((lane) => lane.from >= 0));
  return Math.max(28, Math.min(LONGEST_HORIZON_DAYS, Math.ceil(supply + onward)));
}
