import { type Decimal, decimalUnits, formatDecimal, multiplyDecimal } from '../units/index.js';
import { type Allocation, allocate } from './allocate.js';
import { createPlanScratch, type PlanScratch } from './demand-sums.js';
import { type EvenOutMove, evenOut } from './even-out.js';
import { expectedCost } from './gap-costs.js';
import { buildItemModel, type ItemModel, onOrder } from './item-model.js';
import type { ItemPlanInput } from './item-plan.js';
import { chooseQuantity, leastOrder, type OrderQuantity } from './order-quantity.js';
import { type PlaceNeed, placeNeed } from './place-need.js';
import type {
  ItemPlan,
  PlanLine,
  PositionPlan,
  PositionReason,
  QuantityCosts,
  TopUpOffer,
} from './plan-result.js';
import type { SupplyEdge } from './supply-tree.js';

/** How many further packs of an item an order may be filled up with. */
const TOP_UP_STEPS = 8;

const NO_MONEY: Decimal = '0.0000';

/**
 * Plans one item over all its places: what feeders send down, what places even out among themselves,
 * what to buy, in that order; every place gets a position record, also where nothing is to be done.
 * Pure: the same input and seed give the same plan.
 *
 * @param scratch arrays to reuse from item to item; one per worker
 * @throws RangeError on paths of the wrong size or settings out of range, naming the item
 * @example One shop, 4 on hand, demand 2 a day on both paths, weekly review (7 days), supplier one day
 *   away, price 10, unit cost 4: the level is 2 × (1 + 7) = 16, the need 12; packs of 6 give 12.
 */
export function planItem(
  input: ItemPlanInput,
  scratch: PlanScratch = createPlanScratch(),
): ItemPlan {
  const model = buildItemModel(input, scratch);
  const needs = input.places.map((_, i) => placeNeed(model, i));
  const allocation = allocate(model, needs);
  const moves = evenOut(model, needs, allocation);
  for (const { giver, receiver, pieces } of moves) {
    shiftPosition(model, giver, -pieces);
    shiftPosition(model, receiver, pieces);
  }
  const buys = new Map<number, Purchase>();
  for (let i = 0; i < input.places.length; i++) {
    const edge = model.tree.edges[i];
    if (!edge?.supply) continue;
    if (model.subtrees[i].some((n) => model.evenedOut[n] !== 0)) needs[i] = placeNeed(model, i);
    const { minimumOrderQuantity, packSize } = edge.supply;
    buys.set(i, {
      edge,
      order: chooseQuantity(needs[i].costs, minimumOrderQuantity, packSize),
    });
  }
  const positions = input.places.map((_, i) =>
    positionPlan(model, i, needs[i], allocation, moves, buys.get(i)?.order.quantity ?? 0),
  );
  const lines: PlanLine[] = [];
  const topUps: TopUpOffer[] = [];
  for (const [i, purchase] of buys) {
    if (purchase.order.quantity > 0) lines.push(buyLine(model, needs[i], purchase));
    const line = purchase.order.quantity > 0 ? lines.length - 1 : -1;
    const offer = topUpOffer(model, needs[i], purchase, line, positions[i]);
    if (offer) topUps.push(offer);
  }
  for (let i = 0; i < input.places.length; i++) {
    const edge = model.tree.edges[i];
    if (edge && allocation.received[i] > 0)
      lines.push(regularTransfer(model, i, needs[i], edge, allocation));
  }
  for (const move of moves) lines.push(evenOutTransfer(model, needs[move.receiver], move));
  return { item: input.item, positions, lines, topUps };
}

interface Purchase {
  readonly edge: SupplyEdge;
  readonly order: OrderQuantity;
}

function shiftPosition(model: ItemModel, i: number, pieces: number): void {
  model.positions[i] += pieces;
  model.evenedOut[i] += pieces;
}

function positionPlan(
  model: ItemModel,
  i: number,
  need: PlaceNeed,
  allocation: Allocation,
  moves: readonly EvenOutMove[],
  bought: number,
): PositionPlan {
  const { place, onHand, receipts } = model.input.places[i];
  const edge = model.tree.edges[i];
  const { explanation } = need;
  let movedIn = allocation.received[i];
  let movedOut = allocation.given[i];
  for (const { giver, receiver, pieces } of moves) {
    if (receiver === i) movedIn += pieces;
    if (giver === i) movedOut += pieces;
  }
  return {
    place,
    onHand,
    onOrder: onOrder(receipts),
    inventoryPosition: explanation.stock.position,
    protectionDays: explanation.demand.protectionDays,
    demandMean: explanation.demand.mean,
    demandSd: explanation.demand.sd,
    criticalRatio: explanation.costs.criticalRatio,
    orderUpTo: need.level,
    need: need.need,
    stockOutRisk: need.stockOutRisk,
    valueAtRisk: need.valueAtRisk,
    supplyLane: edge?.lane.lane ?? null,
    suppliedFrom: edge?.lane.from ?? null,
    reason: positionReason(model, i, need, bought, movedIn),
    bought,
    movedIn,
    movedOut,
    explanation,
  };
}

function positionReason(
  model: ItemModel,
  i: number,
  need: PlaceNeed,
  bought: number,
  movedIn: number,
): PositionReason {
  const edge = model.tree.edges[i];
  if (bought > 0) return 'bought';
  // Where a supplier gives, moves were counted before the need that is left.
  const open = edge?.supply ? need.need : need.need - movedIn;
  if (movedIn > 0 && open <= 0) return 'supplied';
  if (need.explanation.demand.mean <= 0) return 'noDemand';
  if (!need.hasPrice) return 'noPrice';
  if (!(need.costs.underageCost > 0)) return 'noMargin';
  if (open <= 0) return 'enough';
  if (!edge) return model.tree.lacksOrderDay[i] ? 'noOrderDay' : 'noSupply';
  return edge.supply ? 'minimumNotWorth' : 'stockShort';
}

function buyLine(model: ItemModel, need: PlaceNeed, purchase: Purchase): PlanLine {
  const { edge, order } = purchase;
  const supply = edge.supply!;
  const unitCost = landedUnitCost(supply.unitCost, edge.lane.unitCost);
  return {
    kind: 'buy',
    role: 'regular',
    item: model.input.item,
    lane: edge.lane.lane,
    from: edge.lane.from,
    to: edge.lane.to,
    ...edge.dates,
    quantity: order.quantity,
    need: order.need,
    goodsUnitCost: normalDecimal(supply.unitCost),
    unitCost,
    lineCost: multiplyDecimal(unitCost, order.quantity),
    stockOutRisk: need.stockOutRisk,
    valueAtRisk: need.valueAtRisk,
    expectedSaving: order.costs.none - order.costs.chosen,
    explanation: {
      need: need.explanation,
      constraint: {
        kind: order.constraint,
        piecesBefore: order.need,
        piecesAfter: order.quantity,
        minimumOrderQuantity: supply.minimumOrderQuantity,
        packSize: supply.packSize,
      },
      expectedCost: order.costs,
      giver: null,
    },
  };
}

/**
 * The next packs of an item that is bought anyway or could be. What demand would not use up soon costs
 * the more the longer it lies, so slow movers are not what fills an order.
 */
function topUpOffer(
  model: ItemModel,
  need: PlaceNeed,
  { edge, order }: Purchase,
  line: number,
  position: PositionPlan,
): TopUpOffer | null {
  if (!(need.costs.demandPerReview && need.costs.underageCost > 0)) return null;
  const supply = edge.supply!;
  const firstStepPieces =
    line < 0 ? leastOrder(supply.minimumOrderQuantity, supply.packSize) : supply.packSize;
  const stepCosts: number[] = [];
  let pieces = order.quantity;
  let before = expectedCost(need.costs, pieces);
  for (let step = 0; step < TOP_UP_STEPS; step++) {
    pieces += step === 0 ? firstStepPieces : supply.packSize;
    const after = expectedCost(need.costs, pieces);
    stepCosts.push(after - before);
    before = after;
  }
  return {
    item: model.input.item,
    lane: edge.lane.lane,
    supplier: supply.supplier,
    to: edge.lane.to,
    ...edge.dates,
    line,
    firstStepPieces,
    packSize: supply.packSize,
    goodsUnitCost: normalDecimal(supply.unitCost),
    unitCost: landedUnitCost(supply.unitCost, edge.lane.unitCost),
    stepCosts,
    costOfNone: order.costs.none,
    position,
  };
}

function regularTransfer(
  model: ItemModel,
  i: number,
  need: PlaceNeed,
  edge: SupplyEdge,
  allocation: Allocation,
): PlanLine {
  const pieces = allocation.received[i];
  const costs: QuantityCosts = {
    none: expectedCost(need.costs, 0),
    onePackLess: expectedCost(need.costs, pieces - 1),
    chosen: expectedCost(need.costs, pieces),
    onePackMore: expectedCost(need.costs, pieces + 1),
  };
  const feeder = model.tree.parent[i];
  return {
    ...transferLine(model, edge, pieces, need),
    role: 'regular',
    expectedSaving: costs.none - costs.chosen,
    explanation: {
      need: need.explanation,
      constraint: pieceConstraint(need.need, pieces),
      expectedCost: costs,
      giver: {
        freePieces: allocation.free[feeder],
        keptPieces: allocation.kept[feeder],
        expectedLoss: 0,
        lossDays: 0,
      },
    },
  };
}

function evenOutTransfer(model: ItemModel, need: PlaceNeed, move: EvenOutMove): PlanLine {
  const { pieces, lane, costs, otherPieces, gain, loss, laneCost } = move;
  const costWith = (quantity: number) =>
    expectedCost(costs, otherPieces + quantity) + quantity * Number(lane.unitCost);
  return {
    ...transferLine(model, move, pieces, need),
    role: 'evenOut',
    expectedSaving: gain - loss - laneCost,
    explanation: {
      need: need.explanation,
      constraint: pieceConstraint(pieces, pieces),
      expectedCost: {
        none: costWith(0),
        onePackLess: costWith(pieces - 1),
        chosen: costWith(pieces),
        onePackMore: costWith(pieces + 1),
      },
      giver: {
        freePieces: move.freePieces,
        keptPieces: 0,
        expectedLoss: loss,
        lossDays: model.input.horizonDays,
      },
    },
  };
}

const transferLine = (
  model: ItemModel,
  { lane, dates }: Pick<SupplyEdge, 'lane' | 'dates'>,
  pieces: number,
  need: PlaceNeed,
) => ({
  kind: 'transfer' as const,
  item: model.input.item,
  lane: lane.lane,
  from: lane.from,
  to: lane.to,
  ...dates,
  quantity: pieces,
  need: need.need,
  goodsUnitCost: NO_MONEY,
  unitCost: normalDecimal(lane.unitCost),
  lineCost: multiplyDecimal(lane.unitCost, pieces),
  stockOutRisk: need.stockOutRisk,
  valueAtRisk: need.valueAtRisk,
});

const pieceConstraint = (wanted: number, pieces: number) => ({
  kind: pieces < wanted ? ('stockShort' as const) : ('none' as const),
  piecesBefore: wanted,
  piecesAfter: pieces,
  minimumOrderQuantity: 1,
  packSize: 1,
});

const normalDecimal = (amount: Decimal): Decimal => formatDecimal(decimalUnits(amount));

const landedUnitCost = (goods: Decimal, lane: Decimal): Decimal =>
  formatDecimal(decimalUnits(goods) + decimalUnits(lane));
