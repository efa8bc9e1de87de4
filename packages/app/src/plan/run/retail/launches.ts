import type { ItemAttributes, KnownItem } from '@stockwright/core/forecast';
import type { EpochDay } from '@stockwright/core/units';
import type { ForecastContext } from '../forecast-context.js';
import type { PlanHistory } from '../plan-history.js';
import type { PlannedItem, PlanningInputs } from '../planning-inputs.js';
import { type LaunchLesson, MOST_ESTABLISHED, MOST_LAUNCHES, YOUNG_DAYS } from './launch-lesson.js';

/** A first sale so soon after the history begins is no launch: the item was there before. */
const UNSEEN_DAYS = 60;
/** An item that has not sold so long after its launch day is not about to launch. */
const LATE_DAYS = 28;
/** Days of a launch that are read: as many again as it is young for show how it goes on. */
const READ_DAYS = 2 * YOUNG_DAYS;

/** A young item at one place. */
export interface YoungPlace {
  readonly item: number;
  readonly place: number;
  /** Days that it has sold for; 0 = not yet. */
  readonly days: number;
  /** Days of the horizon before it comes on sale. */
  readonly waitDays: number;
}

/** The young places of a catalogue, and in the same order what is asked about them. */
export interface Launches {
  readonly lesson: LaunchLesson;
  readonly young: readonly YoungPlace[];
}

/**
 * Looks for items that are young at a place: first sold there within the last eight weeks; or not sold
 * there yet but with a launch day that is near, where stock lies or comes or a person set a level. Items with a
 * predecessor are none: they have its history. The earlier launches of the same history come with them.
 */
export function launchesOf(
  inputs: PlanningInputs,
  { panel, items, locations, recentPrices }: PlanHistory,
  context: ForecastContext,
  firstDay: EpochDay,
  horizonDays: number,
): Launches {
  const itemOf = new Map(inputs.items.map((item) => [item.code, item]));
  const knownOf = new Map(context.items.map((known) => [known.item, known]));
  const nameOf = new Map(inputs.forecast.items.map(({ item, name }) => [item, name]));
  const codeOf = new Map(inputs.places.map(({ id, code }) => [id, code]));
  const attributes = (
    { id, code, prices }: PlannedItem,
    place: number,
    recentPrice: number,
    launchDay: number | undefined,
  ): ItemAttributes => {
    const price = prices.get(place) ?? prices.get(null) ?? recentPrice;
    const category = context.categories[knownOf.get(id)?.category ?? -1];
    const serial = Number.parseInt(code, 10);
    return {
      item: code,
      location: codeOf.get(place),
      name: nameOf.get(id),
      launchDay,
      ...(price > 0 && { price }),
      ...(category !== undefined && { category }),
      ...(Number.isFinite(serial) && { serial }),
    };
  };
  const begin = panel.firstDay.reduce((a, b) => Math.min(a, b), firstDay);
  const asked: ItemAttributes[] = [];
  const young: YoungPlace[] = [];
  const launched: number[] = [];
  const established: number[] = [];
  const sold = new Set<string>();
  const selling = new Set<number>();
  const of = (s: number) => {
    const item = itemOf.get(items[panel.item[s]]);
    const place = inputs.locationIds.get(locations[panel.location[s]]);
    return item && !item.isService && place !== undefined ? { item, place } : null;
  };
  for (let s = 0; s < panel.seriesCount; s++) {
    const own = of(s);
    if (!own) continue;
    sold.add(`${own.item.id}/${own.place}`);
    selling.add(own.place);
    const first = panel.firstDay[s];
    const days = firstDay - first;
    if (first < begin + UNSEEN_DAYS) established.push(s);
    else if (days >= YOUNG_DAYS) launched.push(s);
    else if (own.item.isActive && !knownOf.get(own.item.id)?.predecessors.length) {
      asked.push(attributes(own.item, own.place, recentPrices[panel.item[s]], first));
      young.push({ item: own.item.id, place: own.place, days, waitDays: 0 });
    }
  }
  for (const item of inputs.items) {
    const known = knownOf.get(item.id);
    const day = known?.launchDay ?? null;
    if (!item.isActive || item.isService || known?.predecessors.length) continue;
    if (day === null || day < firstDay - LATE_DAYS || day >= firstDay + horizonDays) continue;
    const places = new Set([
      ...item.stock.flatMap(({ place, onHand, receipts }) =>
        onHand > 0 || receipts.length > 0 ? place : [],
      ),
      ...(known?.overrides ?? []).flatMap(({ kind, place }) =>
        kind === 'level' && place !== null ? place : [],
      ),
    ]);
    for (const place of places) {
      // A place that sells nothing at all is no place where a launch would.
      if (sold.has(`${item.id}/${place}`) || !selling.has(place)) continue;
      asked.push(attributes(item, place, Number.NaN, day));
      young.push({ item: item.id, place, days: 0, waitDays: Math.max(0, day - firstDay) });
    }
  }
  const readKnown = (s: number, from: EpochDay, to: EpochDay): KnownItem[] => {
    const own = of(s);
    if (!own) return [];
    const start = panel.offsets[s] - panel.firstDay[s];
    const first = from === panel.firstDay[s] ? from : undefined;
    return [
      {
        ...attributes(own.item, own.place, recentPrices[panel.item[s]], first),
        sales: panel.demand.slice(start + from, start + to),
        ...(first === undefined && { established: true }),
      },
    ];
  };
  const newest = launched
    .sort((a, b) => panel.firstDay[b] - panel.firstDay[a] || a - b)
    .slice(0, MOST_LAUNCHES);
  const known =
    asked.length === 0
      ? []
      : [
          ...newest.flatMap((s) => {
            const first = panel.firstDay[s];
            return readKnown(s, first, Math.min(firstDay, first + READ_DAYS));
          }),
          ...evenly(established, MOST_ESTABLISHED).flatMap((s) =>
            panel.firstDay[s] < firstDay - YOUNG_DAYS
              ? readKnown(s, firstDay - YOUNG_DAYS, firstDay)
              : [],
          ),
        ];
  return { lesson: { known, asked }, young };
}

/** At most `most` of a list, evenly spread over it. */
const evenly = <T>(list: readonly T[], most: number): readonly T[] =>
  list.length <= most
    ? list
    : Array.from({ length: most }, (_, k) => list[Math.floor((k * list.length) / most)]);
