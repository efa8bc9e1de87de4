import { inventoryPosition } from '../policy/index.js';
import { type DemandSums, demandUntil, type PlanScratch, sumDemand } from './demand-sums.js';
import type { ItemPlanInput } from './item-plan.js';
import { rememberedLeadTimes } from './lead-times.js';
import {
  DAYS_PER_YEAR,
  placeIndices,
  type SupplyTree,
  supplyTree,
  waitDays,
} from './supply-tree.js';

/**
 * One item made ready for planning. Places are indices into `input.places`; per-place arrays follow it.
 */
export interface ItemModel {
  readonly input: ItemPlanInput;
  readonly indexOf: Map<number, number>;
  readonly tree: SupplyTree;
  /** A place and all it feeds, feeders first. */
  readonly subtrees: readonly (readonly number[])[];
  readonly demand: DemandSums;
  /** Days on the regular lane without wait and handling, per place and path. */
  readonly leadTimes: readonly Int32Array[];
  /** Days from asOf to the order day, and from there to dispatch. */
  readonly waits: Int32Array;
  readonly handling: Int32Array;
  /** R of the regular lane; the whole horizon where nothing supplies the place. */
  readonly reviews: Int32Array;
  /** The place's own inventory position; moves that even out change it. */
  readonly positions: Float64Array;
  readonly evenedOut: Float64Array;
  /** Own mean demand, pieces per day. */
  readonly dailyMean: Float64Array;
  /** Price + goodwill − landed unit cost of a piece sold here, money; NaN where there is no price. */
  readonly margins: Float64Array;
}

/** @throws RangeError on path arrays of the wrong size and on numbers that no plan can use. */
export function buildItemModel(input: ItemPlanInput, scratch: PlanScratch): ItemModel {
  checkInput(input);
  const { places, pathCount, horizonDays } = input;
  const indexOf = placeIndices(input);
  const tree = supplyTree(input, indexOf);
  const count = places.length;
  const model: ItemModel = {
    input,
    indexOf,
    tree,
    subtrees: subtreesOf(tree, count),
    demand: sumDemand(places, pathCount, horizonDays, scratch),
    leadTimes: tree.edges.map((edge) =>
      edge
        ? rememberedLeadTimes(scratch.leadTimes, edge.lane, input.seed, pathCount)
        : new Int32Array(pathCount),
    ),
    waits: new Int32Array(count),
    handling: new Int32Array(count),
    reviews: new Int32Array(count).fill(horizonDays),
    positions: Float64Array.from(places, (place) =>
      inventoryPosition({ ...place, onOrder: onOrder(place.receipts) }),
    ),
    evenedOut: new Float64Array(count),
    dailyMean: new Float64Array(count),
    margins: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const edge = tree.edges[i];
    if (edge) {
      model.waits[i] = waitDays(edge.dates, input.asOf);
      model.handling[i] = edge.lane.handlingDays;
      model.reviews[i] = edge.lane.reviewPeriodDays;
    }
    let total = 0;
    for (let k = 0; k < pathCount; k++) total += demandUntil(model.demand, i, k, horizonDays);
    model.dailyMean[i] = total / pathCount / horizonDays;
    const price = places[i].unitPrice;
    model.margins[i] =
      price > 0 ? price * (1 + input.costs.goodwillShare) - tree.landedUnitCost[i] : Number.NaN;
  }
  return model;
}

export const onOrder = (receipts: readonly { readonly quantity: number }[]): number =>
  receipts.reduce((sum, { quantity }) => sum + quantity, 0);

/** Pieces that could leave the place today. */
export function freePieces({ input }: ItemModel, i: number): number {
  const { onHand, reserved, held, backlog } = input.places[i];
  return Math.max(0, onHand - reserved - held - backlog);
}

/** h, money per piece and day. */
export const holdingCostPerDay = ({ input, tree }: ItemModel, i: number): number =>
  (tree.landedUnitCost[i] * input.costs.holdingRatePerYear) / DAYS_PER_YEAR;

/** Mean days from asOf until what is ordered now on the regular lane arrives. */
export const regularArrivalDays = (model: ItemModel, i: number): number =>
  model.waits[i] + model.handling[i] + Math.ceil(model.tree.edges[i]?.lane.leadTimeMeanDays ?? 0);

/** Cu of a place with all it feeds: margins weighed by demand; NaN where no place has a price. */
export function echelonMargin(model: ItemModel, i: number): number {
  return weighByDemand(model, i, model.margins);
}

/** Sale price of a place with all it feeds, weighed alike. */
export function echelonPrice(model: ItemModel, i: number): number {
  return weighByDemand(
    model,
    i,
    model.input.places.map(({ unitPrice }) => (unitPrice > 0 ? unitPrice : Number.NaN)),
  );
}

function weighByDemand(model: ItemModel, i: number, values: ArrayLike<number>): number {
  let weighed = 0;
  let weight = 0;
  let plain = 0;
  let known = 0;
  for (const n of model.subtrees[i]) {
    if (Number.isNaN(values[n])) continue;
    weighed += values[n] * model.dailyMean[n];
    weight += model.dailyMean[n];
    plain += values[n];
    known++;
  }
  return weight > 0 ? weighed / weight : plain / known;
}

function subtreesOf(tree: SupplyTree, count: number): number[][] {
  const subtrees: number[][] = Array.from({ length: count }, (_, i) => [i]);
  for (let t = tree.topDown.length - 1; t >= 0; t--) {
    const i = tree.topDown[t];
    for (const child of tree.children[i]) subtrees[i].push(...subtrees[child]);
  }
  return subtrees;
}

function checkInput({ item, places, supply, pathCount, horizonDays, costs }: ItemPlanInput): void {
  const refuse = (what: string) => {
    throw new RangeError(`item ${item}: ${what}`);
  };
  if (!(Number.isInteger(pathCount) && pathCount >= 1)) refuse(`pathCount is ${pathCount}`);
  if (!(Number.isInteger(horizonDays) && horizonDays >= 1)) refuse(`horizonDays is ${horizonDays}`);
  if (!(costs.holdingRatePerYear >= 0 && costs.goodwillShare >= 0))
    refuse('holdingRatePerYear and goodwillShare must be >= 0');
  for (const { supplier, packSize, minimumOrderQuantity } of supply)
    if (!(Number.isInteger(packSize) && packSize >= 1 && minimumOrderQuantity >= 0))
      refuse(`supplier ${supplier} has pack size ${packSize}, minimum ${minimumOrderQuantity}`);
  if (new Set(places.map(({ place }) => place)).size !== places.length)
    refuse('a place is given twice');
}
