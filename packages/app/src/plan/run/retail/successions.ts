import { type DailyHistory, joinSuccession } from '@stockwright/core/forecast';
import { type EpochDay, formatDay } from '@stockwright/core/units';
import type { ContextSuccession, ItemContext } from '../forecast-context.js';
import type { BasisSeries, RetailTold } from './retail-facts.js';

/** What successions do to the forecast of one item at one place. */
export interface SuccessionFacts {
  readonly basis?: BasisSeries;
  readonly factors?: Float64Array;
  readonly told: readonly RetailTold[];
}

/** Where histories and successions are found. */
export interface SuccessionSource {
  readonly known: (item: number) => ItemContext | undefined;
  readonly codeOf: (item: number) => string;
  readonly seriesAt: (item: number, place: number) => BasisSeries | undefined;
  /** First day of the horizon: the day after the last of every history. */
  readonly firstDay: EpochDay;
  readonly horizonDays: number;
}

/** Days by which the successor's own share of a joined history is judged. */
const RECENT_DAYS = 28;

/**
 * What successions do at a place. A successor is forecast from its predecessors' history carried on by its
 * own; days before the succession begins it has only its own part of that. A predecessor keeps the share
 * that nobody takes over: from the day on, or throughout where the day has passed, for then its newest
 * sales are what it kept.
 *
 * Null where none concerns the item and the days forecast.
 */
export function successionAt(
  item: number,
  place: number,
  source: SuccessionSource,
): SuccessionFacts | null {
  const known = source.known(item);
  const inReach = ({ fromDay }: ContextSuccession) =>
    fromDay < source.firstDay + source.horizonDays;
  const before = known?.predecessors.filter(
    (each) => inReach(each) && source.seriesAt(each.item, place),
  );
  const after = known?.successors.filter(inReach);
  if (!before?.length && !after?.length) return null;
  const own = source.seriesAt(item, place);
  let basis = before?.length ? carriedOn(item, place, source, new Set()) : own;
  const factors = new Float64Array(source.horizonDays).fill(1);
  const told: RetailTold[] = [];
  if (before?.length && basis) {
    const from = before.reduce((least, { fromDay }) => Math.min(least, fromDay), before[0].fromDay);
    const part = recentPieces(own, source.firstDay) / recentPieces(basis, source.firstDay);
    const days = Math.max(0, from - source.firstDay);
    factors.fill(Number.isFinite(part) ? Math.min(1, part) : 0, 0, days);
    told.push({ code: 'succeeds', facts: factsOf(before, source) });
  }
  if (after?.length) {
    for (const { fromDay, share } of after) {
      if (fromDay < source.firstDay && share < 1) {
        basis = basis && scaledBefore(basis, fromDay, 1 - share);
        continue;
      }
      for (let d = Math.max(0, fromDay - source.firstDay); d < factors.length; d++)
        factors[d] = Math.max(0, factors[d] - share);
    }
    told.push({ code: 'succeeded', facts: factsOf(after, source) });
  }
  return {
    ...(basis && basis !== own && { basis }),
    ...(factors.some((factor) => factor !== 1) && { factors }),
    told,
  };
}

/** The item's history with that of its predecessors, theirs before them included. */
function carriedOn(
  item: number,
  place: number,
  source: SuccessionSource,
  seen: ReadonlySet<number>,
): BasisSeries | undefined {
  const own = source.seriesAt(item, place);
  if (seen.has(item)) return own;
  const through = new Set([...seen, item]);
  const former = (source.known(item)?.predecessors ?? []).flatMap((succession) => {
    const history = carriedOn(succession.item, place, source, through);
    return history ? [{ ...succession, history }] : [];
  });
  if (former.length === 0) return own;
  const { firstDay: end } = source;
  const parts = former.map(({ history, fromDay, share }) =>
    share < 1 ? partOf(history, fromDay, share) : history,
  );
  const whole = former.every(({ share }) => share === 1);
  const nothing = { firstDay: end, demand: new Float64Array(0), observed: new Uint8Array(0) };
  const joined = joinSuccession(addUp(parts), own ?? nothing, whole ? {} : { scale: 1 });
  return withExposure(padded(joined, end), [...former.map(({ history }) => history), own], source);
}

/** The share of a predecessor's demand that goes over, up to the day on which it goes. */
const partOf = (history: BasisSeries, fromDay: EpochDay, share: number): DailyHistory => {
  const days = Math.max(0, Math.min(history.demand.length, fromDay - history.firstDay));
  return {
    firstDay: history.firstDay,
    demand: history.demand.subarray(0, days).map((pieces) => share * pieces),
    observed: history.observed.subarray(0, days),
  };
};

/** Sum of histories day by day; a day counts as observed where one of them was. */
function addUp(parts: readonly DailyHistory[]): DailyHistory {
  if (parts.length === 1) return parts[0];
  const firstDay = parts.reduce((first, part) => Math.min(first, part.firstDay), parts[0].firstDay);
  const end = parts.reduce((last, part) => Math.max(last, part.firstDay + part.demand.length), 0);
  const demand = new Float64Array(end - firstDay);
  const observed = new Uint8Array(end - firstDay);
  for (const part of parts)
    part.demand.forEach((pieces, t) => {
      if (part.observed?.[t] === 0) return;
      demand[part.firstDay - firstDay + t] += pieces;
      observed[part.firstDay - firstDay + t] = 1;
    });
  return { firstDay, demand, observed };
}

/** Days up to `end` that nobody saw are added: a history ends where the forecast begins. */
function padded({ firstDay, demand, observed }: DailyHistory, end: EpochDay): BasisSeries {
  const days = end - firstDay;
  const all = new Float64Array(days);
  const seen = new Uint8Array(days);
  all.set(demand);
  seen.set(observed ?? new Uint8Array(demand.length).fill(1));
  return { firstDay, demand: all, observed: seen };
}

/** Exposures end together, so the item's own is laid over the newest days of its predecessors'. */
function withExposure(
  basis: BasisSeries,
  parts: readonly (BasisSeries | undefined)[],
  { horizonDays }: SuccessionSource,
): BasisSeries {
  const length = basis.demand.length + horizonDays;
  const given = parts.flatMap((part) => part?.exposure ?? []);
  if (given.length === 0) return basis;
  const exposure = new Float64Array(length).fill(1);
  for (const one of given)
    exposure.set(one.subarray(Math.max(0, one.length - length)), Math.max(0, length - one.length));
  return { ...basis, exposure };
}

const scaledBefore = (basis: BasisSeries, day: EpochDay, factor: number): BasisSeries => ({
  ...basis,
  demand: basis.demand.map((pieces, t) => (basis.firstDay + t < day ? factor * pieces : pieces)),
});

function recentPieces(series: BasisSeries | undefined, firstDay: EpochDay): number {
  if (!series) return 0;
  const from = Math.max(0, firstDay - RECENT_DAYS - series.firstDay);
  return series.demand.subarray(from).reduce((sum, pieces) => sum + pieces, 0);
}

const factsOf = (
  successions: readonly ContextSuccession[],
  { codeOf }: SuccessionSource,
): RetailTold['facts'] => ({
  items: successions.map(({ item }) => codeOf(item)).join(', '),
  day: formatDay(Math.min(...successions.map(({ fromDay }) => fromDay))),
  percent: Math.min(100, Math.round(100 * successions.reduce((sum, { share }) => sum + share, 0))),
});
