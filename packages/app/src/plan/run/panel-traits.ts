import {
  type CalendarEvent,
  type EventColumns,
  eventColumns,
  type PanelTraits,
  USUAL_WINDOWS,
} from '@stockwright/core/forecast';
import type { EpochDay } from '@stockwright/core/units';
import type { ContextDriver, ContextEvent, ForecastContext } from './forecast-context.js';
import { listPrices } from './list-prices.js';
import type { PlanHistory } from './plan-history.js';
import type { PlanningInputs } from './planning-inputs.js';

/**
 * What is known of the series of a history beside their sales, as the forecast takes it: groups that move
 * alike (category × location), each location's events and flags by day, and what people expect of events
 * of one category or item.
 */
export function panelTraits(
  inputs: PlanningInputs,
  { panel, items, locations }: PlanHistory,
  context: ForecastContext,
  horizonDays: number,
): PanelTraits {
  const firstDay = panel.firstDay.reduce((a, b) => Math.min(a, b), panel.lastDay);
  const span = {
    step: 'day' as const,
    firstDay,
    steps: panel.lastDay - firstDay + 1 + horizonDays,
  };
  const itemIds = new Map(inputs.items.map(({ code, id }) => [code, id]));
  const categoryOf = new Map(context.items.map(({ item, category }) => [item, category]));
  const categories = items.map((code) => categoryOf.get(itemIds.get(code) ?? -1) ?? -1);
  const places = locations.map((code) => inputs.locationIds.get(code));
  const group = Int32Array.from(
    panel.item,
    (item, s) => panel.location[s] * (context.categories.length + 1) + categories[item] + 1,
  );
  const columns = placeColumns(context, places, span);
  const itemsById = items.map((code) => itemIds.get(code));
  const priceOf = listPrices(inputs.forecast.prices, panel, itemsById, places, horizonDays);
  const expected = context.events.filter(({ expectedUplift }) => expectedUplift !== null);
  const known = (s: number): Float64Array | undefined => {
    const place = places[panel.location[s]];
    const item = itemsById[panel.item[s]];
    const category = categories[panel.item[s]];
    const concerned = expected.filter(
      (event) =>
        (event.places === null || (place !== undefined && event.places.includes(place))) &&
        (event.item === null || event.item === item) &&
        (event.category === null || event.category === category),
    );
    if (concerned.length === 0) return undefined;
    const days = panel.offsets[s + 1] - panel.offsets[s] + horizonDays;
    return expectedFactors(concerned, panel.firstDay[s], days);
  };
  return {
    group,
    ...(expected.length > 0 && { known }),
    ...(priceOf && { priceOf }),
    ...(columns && { columnsOf: (location: number) => columns[location] }),
  };
}

/** Columns of each location, by its index; locations with the same events share one object. */
function placeColumns(
  { events, drivers }: ForecastContext,
  places: readonly (number | undefined)[],
  span: EventColumns['span'],
): EventColumns[] | null {
  // What people expect is taken as they say; the rest is learnt, where it concerns whole locations.
  const learnt = events.filter(
    ({ expectedUplift, category, item }) =>
      expectedUplift === null && category === null && item === null,
  );
  const flags = drivers.filter(isFlag);
  if (learnt.length === 0 && flags.length === 0) return null;
  const names = new Set(flags.map(({ name }) => name));
  const made = new Map<string, EventColumns>();
  return places.map((place) => {
    const at = <T>(all: readonly T[], concerns: (one: T) => boolean) =>
      all.flatMap((one, i) => (concerns(one) ? [i] : []));
    const ownEvents = at(
      learnt,
      (event) => event.places === null || (place !== undefined && event.places.includes(place)),
    );
    const ownFlags = at(flags, (flag) => flag.place === null || flag.place === place);
    const key = `${ownEvents}/${ownFlags}`;
    const known = made.get(key);
    if (known) return known;
    const columns = eventColumns(
      [
        ...ownEvents.map((i) => learnt[i]),
        ...ownFlags.flatMap((i) => flagDays(flags[i])),
        ...namesOnly(learnt, flags, span.firstDay),
      ],
      span,
      (name) => (names.has(name) ? {} : USUAL_WINDOWS),
    );
    made.set(key, columns);
    return columns;
  });
}

/** A driver of nothing but 0 and 1 marks days, as an event does: a promotion, a school holiday. */
const isFlag = ({ value }: ContextDriver): boolean =>
  value.some((one) => one === 1) && value.every((one) => one === 0 || one === 1);

const flagDays = ({ name, fromDay, toDay, value }: ContextDriver): CalendarEvent[] =>
  Array.from(value).flatMap((one, i): CalendarEvent[] =>
    one === 1 ? [{ name, kind: 'other', firstDay: fromDay[i], lastDay: toDay[i] }] : [],
  );

/** Every location needs columns of the same names: an event long before the span gives none but its name. */
const LONG_AGO = 1000;
const namesOnly = (
  events: readonly ContextEvent[],
  flags: readonly ContextDriver[],
  firstDay: EpochDay,
): CalendarEvent[] =>
  [...new Set([...events, ...flags].map(({ name }) => name))].map((name) => ({
    name,
    kind: 'other',
    firstDay: firstDay - LONG_AGO,
    lastDay: firstDay - LONG_AGO,
  }));

/** Factor per day of what people expect of events: +50 % is 1.5 on each of its days. */
function expectedFactors(
  events: readonly ContextEvent[],
  firstDay: EpochDay,
  days: number,
): Float64Array {
  const factors = new Float64Array(days).fill(1);
  for (const event of events)
    for (
      let day = Math.max(0, event.firstDay - firstDay);
      day < Math.min(days, event.lastDay - firstDay + 1);
      day++
    )
      factors[day] *= 1 + (event.expectedUplift ?? 0);
  return factors;
}
