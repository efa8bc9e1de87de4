import { formatDay } from '@stockwright/core/units';
import type { ForecastContext } from '../forecast-context.js';
import type { PlanningInputs } from '../planning-inputs.js';
import type { TaskSeries } from '../planning-task.js';
import type { LaunchKnowledge } from './launch-lesson.js';
import type { YoungPlace } from './launches.js';
import type { RetailFacts, RetailTold } from './retail-facts.js';
import { type SuccessionSource, successionAt } from './successions.js';

/** Where the facts of a run are found, item by item and place by place. */
export interface FactsOfPlaces {
  /** Places where an item has not sold but is to be forecast: it launches there or replaces another. */
  readonly unsold: (item: number) => readonly number[];
  /** Undefined where there is nothing to know. */
  readonly of: (item: number, place: number) => RetailFacts | undefined;
}

export interface FactSources {
  readonly context: ForecastContext;
  readonly launched: LaunchKnowledge | null;
  readonly young: readonly YoungPlace[];
  readonly seriesAt: (item: number, place: number) => TaskSeries | undefined;
  /** Days that ended sold out, where there are any. */
  readonly soldOutAt: (item: number, place: number) => Int32Array | undefined;
  readonly firstDay: number;
  readonly horizonDays: number;
}

/** Gathers what successions, launches, ends and sold-out days say of each item at each place. */
export function factsOfPlaces(
  inputs: PlanningInputs,
  { context, launched, young, seriesAt, soldOutAt, firstDay, horizonDays }: FactSources,
): FactsOfPlaces {
  const knownOf = new Map(context.items.map((known) => [known.item, known]));
  const codeOf = new Map(inputs.items.map(({ id, code }) => [id, code]));
  const youngAt = new Map(young.map((each, i) => [`${each.item}/${each.place}`, i]));
  const source: SuccessionSource = {
    known: (item) => knownOf.get(item),
    codeOf: (item) => codeOf.get(item) ?? '',
    seriesAt: (item, place) => {
      const series = seriesAt(item, place);
      return series && { ...series, exposure: series.shapes.exposure };
    },
    firstDay,
    horizonDays,
  };
  const launching = new Map<number, number[]>();
  if (launched)
    for (const { item, place, days } of young)
      if (days === 0) launching.set(item, [...(launching.get(item) ?? []), place]);
  return {
    unsold: (item) => [
      ...(launching.get(item) ?? []),
      ...(knownOf.get(item)?.predecessors.length
        ? inputs.places.flatMap(({ id }) =>
            !seriesAt(item, id) && successionAt(item, id, source)?.basis ? id : [],
          )
        : []),
    ],
    of: (item, place) => {
      const told: RetailTold[] = [];
      const succession = successionAt(item, place, source);
      told.push(...(succession?.told ?? []));
      const at = youngAt.get(`${item}/${place}`);
      const belief = at === undefined ? undefined : launched?.young[at];
      if (at !== undefined && belief)
        told.push({
          code: 'launch',
          facts: { days: young[at].days, items: belief.alike.join(', ') },
        });
      const end = knownOf.get(item)?.endOfLifeDay ?? null;
      const ends = end !== null && end < firstDay + horizonDays - 1;
      if (ends) told.push({ code: 'endOfLife', facts: { day: formatDay(end) } });
      const soldOut = soldOutAt(item, place);
      if (told.length === 0 && !soldOut) return undefined;
      const factors =
        succession?.factors ?? (ends ? new Float64Array(horizonDays).fill(1) : undefined);
      if (ends) factors?.fill(0, Math.max(0, end + 1 - firstDay));
      return {
        ...(succession?.basis && { basis: succession.basis }),
        ...(at !== undefined &&
          belief && { launch: { belief: belief.belief, waitDays: young[at].waitDays } }),
        ...(soldOut && { soldOut }),
        ...(factors && { factors }),
        told,
      };
    },
  };
}
