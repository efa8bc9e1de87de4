import {
  type CalendarEvent,
  EVENT_KINDS,
  type EventKind,
  type SeriesOverride,
} from '@stockwright/core/forecast';
import type { EpochDay } from '@stockwright/core/units';
import { narrowness } from '../../calendar/scope.js';
import type { DriverRuns } from '../../history/index.js';
import type { EventInput, ForecastInputs, OverrideInput } from './load-forecast-inputs.js';
import type { PlanHistory } from './plan-history.js';
import { type PriceRuns, pricesOf, type TablePrice } from './price-runs.js';

/**
 * An event with its scope resolved; `name` is what it recurs as. Items and places are numbered by their ids,
 * as in tasks.
 */
export interface ContextEvent extends CalendarEvent {
  readonly event: number;
  readonly version: number;
  /** Null = everywhere. */
  readonly places: readonly number[] | null;
  /** Index into `categories`; null = all. */
  readonly category: number | null;
  readonly item: number | null;
  /** Relative change of demand that a person expects; null = to be learnt. */
  readonly expectedUplift: number | null;
}

/** A driver; days between its runs have no value. */
export interface ContextDriver {
  readonly name: string;
  /** Null = everywhere. */
  readonly place: number | null;
  readonly fromDay: Int32Array;
  readonly toDay: Int32Array;
  readonly value: Float64Array;
}

export interface ContextOverride extends SeriesOverride {
  /** Null = everywhere. */
  readonly place: number | null;
}

export interface ContextSuccession {
  /** The item at the other end. */
  readonly item: number;
  readonly fromDay: EpochDay;
  /** Share of the predecessor's demand that goes over, in (0, 1]. */
  readonly share: number;
}

/** What is known of one item beside its sales. */
export interface ItemContext {
  readonly item: number;
  /** Index into `categories`; −1 = none. */
  readonly category: number;
  readonly brand: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly launchDay: EpochDay | null;
  readonly endOfLifeDay: EpochDay | null;
  readonly prices: readonly (PriceRuns & { readonly place: number })[];
  readonly drivers: readonly ContextDriver[];
  readonly predecessors: readonly ContextSuccession[];
  readonly successors: readonly ContextSuccession[];
  /** Of the item, its category or a place; the one that counts first. */
  readonly overrides: readonly ContextOverride[];
}

/**
 * All that a forecast knows beside the sales, as plain data that travels to a worker: the same for all
 * items of a run but for `items`.
 */
export interface ForecastContext {
  readonly categories: readonly string[];
  readonly events: readonly ContextEvent[];
  /** Drivers that concern all items. */
  readonly drivers: readonly ContextDriver[];
  readonly items: readonly ItemContext[];
}

/** Makes the context of a run from the snapshot of the database and from history. */
export function forecastContext(
  inputs: ForecastInputs,
  history: PlanHistory,
  placeOf: ReadonlyMap<string, number>,
): ForecastContext {
  const categories = [...new Set(inputs.items.flatMap(({ category }) => category ?? []))].sort();
  const categoryAt = new Map(categories.map((name, index) => [name, index]));
  const events = inputs.events.flatMap((event) => contextEvent(event, inputs, categoryAt));
  const { common, byItem } = contextDrivers(history.drivers, placeOf);
  const priceTable = groupBy(inputs.prices, ({ item }) => item);
  const paid = paidByItem(history, placeOf);
  const precursors = groupBy(inputs.successions, ({ successor }) => successor);
  const followers = groupBy(inputs.successions, ({ predecessor }) => predecessor);
  const overridesOf = overridesByScope(inputs.overrides);
  return {
    categories,
    events,
    drivers: common,
    items: inputs.items.map((traits) => ({
      item: traits.item,
      category: categoryAt.get(traits.category ?? '') ?? -1,
      brand: traits.brand,
      attributes: traits.attributes,
      launchDay: traits.launchDay,
      endOfLifeDay: traits.endOfLifeDay,
      prices: itemPrices(priceTable.get(traits.item) ?? [], paid.get(traits.code) ?? []),
      drivers: byItem.get(traits.code) ?? [],
      predecessors: (precursors.get(traits.item) ?? []).map(({ predecessor, fromDay, share }) => ({
        item: predecessor,
        fromDay,
        share,
      })),
      successors: (followers.get(traits.item) ?? []).map(({ successor, fromDay, share }) => ({
        item: successor,
        fromDay,
        share,
      })),
      overrides: overridesOf(traits.item, traits.category),
    })),
  };
}

/** The part of a context that concerns some items, small enough to travel with them. */
export function contextOf(
  context: ForecastContext,
  itemAt: ReadonlyMap<number, ItemContext>,
  items: readonly number[],
): ForecastContext {
  const own = items.flatMap((item) => itemAt.get(item) ?? []);
  const wanted = new Set(items);
  const categories = new Set(own.map(({ category }) => category));
  return {
    ...context,
    events: context.events.filter(
      ({ item, category }) =>
        (item === null || wanted.has(item)) && (category === null || categories.has(category)),
    ),
    items: own,
  };
}

const isEventKind = (kind: string): kind is EventKind =>
  (EVENT_KINDS as readonly string[]).includes(kind);

/** None where a category has no items any more. */
function contextEvent(
  given: EventInput,
  { countryOf }: ForecastInputs,
  categoryAt: ReadonlyMap<string, number>,
): ContextEvent[] {
  const { country, location, category: name } = given;
  const category = name === null ? null : categoryAt.get(name);
  if (category === undefined) return [];
  const places =
    location !== null
      ? [location]
      : country === null
        ? null
        : countryOf.filter((place) => place.country === country).map((place) => place.location);
  return [
    {
      event: given.event,
      version: given.version,
      name: given.recursAs,
      kind: isEventKind(given.kind) ? given.kind : 'other',
      firstDay: given.fromDay,
      lastDay: given.toDay,
      places,
      category,
      item: given.item,
      expectedUplift: given.expectedUplift,
    },
  ];
}

function contextDrivers(drivers: readonly DriverRuns[], placeOf: ReadonlyMap<string, number>) {
  const common: ContextDriver[] = [];
  const byItem = new Map<string, ContextDriver[]>();
  for (const { item, location, ...runs } of drivers) {
    const place = location === null ? null : placeOf.get(location);
    if (place === undefined) continue;
    const driver = { ...runs, place };
    if (item === null) common.push(driver);
    else byItem.set(item, [...(byItem.get(item) ?? []), driver]);
  }
  return { common, byItem };
}

type PaidPrice = { readonly place: number; readonly paid: PriceRuns };

function paidByItem(
  { panel, items, locations, paid }: PlanHistory,
  placeOf: ReadonlyMap<string, number>,
): Map<string, PaidPrice[]> {
  const byItem = new Map<string, PaidPrice[]>();
  for (let s = 0; s < panel.seriesCount; s++) {
    const runs = paid[s];
    const place = placeOf.get(locations[panel.location[s]]);
    if (!runs || place === undefined) continue;
    const code = items[panel.item[s]];
    const known = byItem.get(code);
    if (known) known.push({ place, paid: runs });
    else byItem.set(code, [{ place, paid: runs }]);
  }
  return byItem;
}

function itemPrices(
  table: readonly (TablePrice & { readonly location: number | null })[],
  paid: readonly PaidPrice[],
): (PriceRuns & { readonly place: number })[] {
  const general = table.filter(({ location }) => location === null);
  const places = new Set([
    ...paid.map(({ place }) => place),
    ...table.flatMap(({ location }) => location ?? []),
  ]);
  return [...places].flatMap((place) => {
    const runs = pricesOf(
      table.filter(({ location }) => location === place),
      general,
      paid.find((each) => each.place === place)?.paid ?? null,
    );
    return runs ? [{ place, ...runs }] : [];
  });
}

/** The overrides of an item in the order in which they count: the narrowest scope, then the newest. */
function overridesByScope(overrides: readonly OverrideInput[]) {
  const ranked = overrides
    .map((given) => ({ given, rank: narrowness(given) }))
    .sort((a, b) => b.rank - a.rank || b.given.override - a.given.override)
    .map(({ given }) => given);
  const toContext = (given: OverrideInput): ContextOverride => ({
    override: given.override,
    firstDay: given.fromDay,
    lastDay: given.toDay,
    kind: given.kind,
    value: given.value,
    place: given.location,
  });
  return (item: number, category: string | null): ContextOverride[] =>
    ranked.length === 0
      ? []
      : ranked
          .filter((given) =>
            given.item !== null
              ? given.item === item
              : given.category === null || given.category === category,
          )
          .map(toContext);
}

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
