import type { EpochDay } from '../units/index.js';
import type { CostSettings, ItemPlanInput, LaneTerms, SupplyTerms } from './item-plan.js';
import { nextOrderDates } from './lane-dates.js';
import type { OrderDates } from './plan-result.js';

export const DAYS_PER_YEAR = 365;

/** How a place is regularly supplied. */
export interface SupplyEdge {
  readonly lane: LaneTerms;
  readonly dates: OrderDates;
  /** Set where a supplier gives. */
  readonly supply: SupplyTerms | null;
}

/** Regular supply of one item: a forest over the places; indices are positions in `input.places`. */
export interface SupplyTree {
  /** Index of the feeding place, or −1. */
  readonly parent: Int32Array;
  /** Null where nothing supplies the place. */
  readonly edges: readonly (SupplyEdge | null)[];
  /** Money per piece: supplier's price and lanes down to the place. */
  readonly landedUnitCost: Float64Array;
  /** Indices, every feeder before those it feeds. */
  readonly topDown: readonly number[];
  readonly children: readonly (readonly number[])[];
  /** 1 where lanes exist but none has an order day within a year. */
  readonly lacksOrderDay: Uint8Array;
}

/** Index of a place in `input.places` by its number; undefined = not part of this plan. */
export const placeIndices = (input: ItemPlanInput): Map<number, number> =>
  new Map(input.places.map(({ place }, index) => [place, index]));

/**
 * Picks for every place its cheapest supply: landed cost plus holding the goods on their way. A
 * supplier may supply any place; only a warehouse feeds others regularly. Shortest paths from the
 * suppliers (Dijkstra; costs are not negative), so the choice is a forest; among equals the lower lane
 * number wins. A warehouse that no supplier reaches roots its own tree, valued at the standard cost.
 */
export function supplyTree(input: ItemPlanInput, indexOf: Map<number, number>): SupplyTree {
  const count = input.places.length;
  const parent = new Int32Array(count).fill(-1);
  const edges: (SupplyEdge | null)[] = new Array(count).fill(null);
  const landed = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const weighed = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const lacksOrderDay = new Uint8Array(count);
  const settled = new Uint8Array(count);
  const topDown: number[] = [];
  const children: number[][] = input.places.map(() => []);
  const lanesFrom: { to: number; lane: LaneTerms; dates: OrderDates }[][] = input.places.map(
    () => [],
  );
  const offer = (
    to: number,
    from: number,
    edge: SupplyEdge,
    landedThere: number,
    weighedThere: number,
  ) => {
    const tied = weighedThere === weighed[to] && edge.lane.lane < (edges[to]?.lane.lane ?? -1);
    if (settled[to] || !(weighedThere < weighed[to] || tied)) return;
    parent[to] = from;
    edges[to] = edge;
    landed[to] = landedThere;
    weighed[to] = weighedThere;
  };

  for (const lane of input.lanes) {
    const to = indexOf.get(lane.to);
    if (to === undefined) continue;
    const supply =
      lane.from < 0 ? input.supply.find(({ supplier }) => supplier === -1 - lane.from) : null;
    const from = lane.from < 0 ? -1 : indexOf.get(lane.from);
    if (supply === undefined || from === undefined || from === to) continue;
    if (from >= 0 && !input.places[from].isWarehouse) continue;
    const dates = nextOrderDates(lane, input.asOf);
    if (!dates) {
      lacksOrderDay[to] = 1;
      continue;
    }
    if (supply === null) {
      lanesFrom[from].push({ to, lane, dates });
      continue;
    }
    const landedThere = Number(supply.unitCost) + Number(lane.unitCost);
    const weighedThere = landedThere + onTheWay(lane, landedThere, input.costs);
    offer(to, -1, { lane, dates, supply }, landedThere, weighedThere);
  }

  const settleReached = () => {
    for (;;) {
      let next = -1;
      for (let i = 0; i < count; i++)
        if (!settled[i] && weighed[i] < (next < 0 ? Number.POSITIVE_INFINITY : weighed[next]))
          next = i;
      if (next < 0) return;
      settled[next] = 1;
      topDown.push(next);
      if (parent[next] >= 0) children[parent[next]].push(next);
      for (const { to, lane, dates } of lanesFrom[next]) {
        const landedThere = landed[next] + Number(lane.unitCost);
        const weighedThere =
          weighed[next] + Number(lane.unitCost) + onTheWay(lane, landedThere, input.costs);
        offer(to, next, { lane, dates, supply: null }, landedThere, weighedThere);
      }
    }
  };
  settleReached();
  const fallback = fallbackUnitCost(input, landed);
  const rootAlone = (wantWarehouse: boolean) => {
    for (let i = 0; i < count; i++) {
      if (settled[i] || input.places[i].isWarehouse !== wantWarehouse) continue;
      landed[i] = fallback;
      weighed[i] = fallback;
      settleReached();
    }
  };
  rootAlone(true);
  rootAlone(false);
  return { parent, edges, landedUnitCost: landed, topDown, children, lacksOrderDay };
}

/** Money per piece for holding it from dispatch order to arrival. */
const onTheWay = (lane: LaneTerms, landed: number, costs: CostSettings): number =>
  (landed * costs.holdingRatePerYear * (lane.handlingDays + lane.leadTimeMeanDays)) / DAYS_PER_YEAR;

/** What a piece is worth where nobody supplies it: its standard cost, else what is paid elsewhere. */
function fallbackUnitCost(input: ItemPlanInput, landed: Float64Array): number {
  if (input.standardUnitCost != null) return Number(input.standardUnitCost);
  const known = [...landed].filter(Number.isFinite);
  const quoted = input.supply.map(({ unitCost }) => Number(unitCost));
  if (known.length > 0) return Math.max(...known);
  return quoted.length > 0 ? Math.min(...quoted) : 0;
}

/** Days from asOf to the order day. */
export const waitDays = (dates: OrderDates, asOf: EpochDay): number => dates.orderOn - asOf;
