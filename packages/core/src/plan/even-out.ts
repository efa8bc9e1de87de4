import type { Allocation } from './allocate.js';
import { demandUntil } from './demand-sums.js';
import { countAtMost, type GapCosts, piecesAlike, savingOfNextPiece } from './gap-costs.js';
import { type ItemModel, regularArrivalDays } from './item-model.js';
import type { LaneTerms } from './item-plan.js';
import { nextOrderDates } from './lane-dates.js';
import type { PlaceNeed } from './place-need.js';
import type { OrderDates } from './plan-result.js';
import { waitDays } from './supply-tree.js';

const DEFAULT_FIXED_COST_SHARE = 0.25;

/** Pieces moved from a place that can spare them to one that lacks them. */
export interface EvenOutMove {
  readonly lane: LaneTerms;
  readonly dates: OrderDates;
  readonly giver: number;
  readonly receiver: number;
  readonly pieces: number;
  /** The receiver's costs of gaps that this lane can fill; Cu counts what the giver's piece is worth. */
  readonly costs: GapCosts;
  /** Pieces that the receiver gets by other moves and by its feeder. */
  readonly otherPieces: number;
  /** Free at the giver before any move. */
  readonly freePieces: number;
  /** Money: what the receiver saves, what the giver loses, what the lane costs without its fixed cost. */
  readonly gain: number;
  readonly loss: number;
  readonly laneCost: number;
}

interface Candidate {
  readonly lane: LaneTerms;
  readonly dates: OrderDates;
  readonly giver: number;
  readonly receiver: number;
  readonly costs: GapCosts;
  /** Already counted in `costs.gaps` or not: pieces from the feeder to count against them. */
  readonly fromFeeder: number;
  pieces: number;
  gain: number;
  loss: number;
}

interface Giver {
  /** Ascending: demand to the horizon − position, with nothing reordered. */
  readonly gaps: Float64Array;
  readonly underageCost: number;
  available: number;
  given: number;
}

/**
 * Moves between places off the supply tree (shop to shop, centre to centre): always the next piece
 * where the receiver's saving most exceeds the giver's loss and the lane's cost, as long as it does and
 * as long as moving is cheaper than buying.
 *
 * The receiver's saving looks at the time until its regular supply can bring more, which is long where
 * its feeder is empty. The giver's loss is the rise of its expected lost sales up to the horizon with
 * its pipeline as it is and nothing reordered (m_ship of the design), so a piece that it would only use
 * far ahead is cheap to give and one that it needs soon is not. A lane whose whole move does not earn
 * its share of the fixed cost is left out and the rest is shared out again.
 */
export function evenOut(
  model: ItemModel,
  needs: readonly PlaceNeed[],
  allocation: Allocation,
): EvenOutMove[] {
  const lanes = candidateLanes(model, needs, allocation);
  const share = model.input.costs.fixedCostShare ?? DEFAULT_FIXED_COST_SHARE;
  while (lanes.length > 0) {
    const moved = shareOut(model, lanes, allocation);
    let worst = -1;
    let leastMargin = 0;
    moved.forEach(({ lane, pieces, gain, loss }, at) => {
      if (pieces === 0) return;
      const margin = gain - loss - pieces * Number(lane.unitCost) - share * Number(lane.fixedCost);
      if (margin <= leastMargin) {
        leastMargin = margin;
        worst = at;
      }
    });
    if (worst < 0)
      return moved.filter(({ pieces }) => pieces > 0).map((c) => toMove(c, moved, allocation));
    lanes.splice(worst, 1);
  }
  return [];
}

function toMove(move: Candidate, all: readonly Candidate[], allocation: Allocation): EvenOutMove {
  let otherPieces = move.fromFeeder;
  for (const other of all)
    if (other !== move && other.receiver === move.receiver) otherPieces += other.pieces;
  return {
    ...move,
    otherPieces,
    freePieces: allocation.free[move.giver],
    laneCost: move.pieces * Number(move.lane.unitCost),
  };
}

/** One pass of the greedy rule over the lanes; fills in their pieces, gains and losses. */
function shareOut(model: ItemModel, lanes: Candidate[], allocation: Allocation): Candidate[] {
  const givers = new Map<number, Giver>();
  const taken = new Float64Array(model.input.places.length);
  for (const lane of lanes) {
    lane.pieces = 0;
    lane.gain = 0;
    lane.loss = 0;
    if (!givers.has(lane.giver)) givers.set(lane.giver, giverOf(model, lane.giver, allocation));
  }
  for (;;) {
    let best: Candidate | null = null;
    let most = 0;
    let bestSaving = 0;
    let bestLoss = 0;
    for (const lane of lanes) {
      const giver = givers.get(lane.giver)!;
      if (giver.available <= 0) continue;
      const unitCost = Number(lane.lane.unitCost);
      const saving = savingOfNextPiece(lane.costs, lane.fromFeeder + taken[lane.receiver]);
      const loss = lossOfNextPiece(giver);
      if (unitCost + loss >= model.tree.landedUnitCost[lane.receiver]) continue;
      if (saving - loss - unitCost > most) {
        most = saving - loss - unitCost;
        best = lane;
        bestSaving = saving;
        bestLoss = loss;
      }
    }
    if (!best) return lanes;
    const giver = givers.get(best.giver)!;
    const step = Math.min(
      giver.available,
      piecesAlike(best.costs, best.fromFeeder + taken[best.receiver]),
      lossesAlike(giver),
    );
    best.pieces += step;
    best.gain += step * bestSaving;
    best.loss += step * bestLoss;
    taken[best.receiver] += step;
    giver.available -= step;
    giver.given += step;
  }
}

/** What the giver's next piece is worth where it lies: Cu × share of paths that would have sold it. */
function lossOfNextPiece({ gaps, underageCost, given }: Giver): number {
  return (underageCost * (gaps.length - countAtMost(gaps, -given - 1))) / gaps.length;
}

/** For how many pieces that stays the same. */
function lossesAlike({ gaps, given }: Giver): number {
  const atMost = countAtMost(gaps, -given - 1);
  return atMost === 0 ? Number.POSITIVE_INFINITY : -gaps[atMost - 1] - given;
}

function giverOf(model: ItemModel, i: number, allocation: Allocation): Giver {
  const { input, demand, subtrees, tree, positions, margins } = model;
  const gaps = new Float64Array(input.pathCount);
  const gap = new Float64Array(input.places.length);
  const subtree = subtrees[i];
  for (let k = 0; k < gaps.length; k++) {
    for (const n of subtree) gap[n] = demandUntil(demand, n, k, input.horizonDays) - positions[n];
    for (let t = subtree.length - 1; t > 0; t--) {
      const n = subtree[t];
      if (gap[n] > 0) gap[tree.parent[n]] += gap[n];
    }
    gaps[k] = gap[i];
  }
  let margin = 0;
  for (const n of subtree) margin = Math.max(margin, margins[n] || 0);
  return {
    gaps: gaps.sort(),
    underageCost: margin,
    available: allocation.free[i] - allocation.given[i] - allocation.kept[i],
    given: 0,
  };
}

function candidateLanes(
  model: ItemModel,
  needs: readonly PlaceNeed[],
  allocation: Allocation,
): Candidate[] {
  const { input, indexOf, tree, subtrees } = model;
  const cheapest = new Map<string, Candidate>();
  let arrivals: Float64Array | null = null;
  for (const lane of input.lanes) {
    const giver = lane.from < 0 ? undefined : indexOf.get(lane.from);
    const receiver = indexOf.get(lane.to);
    if (giver === undefined || receiver === undefined || giver === receiver) continue;
    if (needs[receiver].need - allocation.received[receiver] <= 0) continue;
    if (allocation.received[giver] > 0 || tree.parent[receiver] === giver) continue;
    if (allocation.free[giver] - allocation.given[giver] - allocation.kept[giver] <= 0) continue;
    // Sending stock up to a place that feeds the giver leaves their joint position as it is.
    if (subtrees[receiver].includes(giver)) continue;
    const dates = nextOrderDates(lane, input.asOf);
    if (!dates) continue;
    const known = cheapest.get(`${giver} ${receiver}`);
    if (known && Number(known.lane.unitCost) <= Number(lane.unitCost)) continue;
    arrivals ??= supplyArrivals(model, allocation);
    const { gaps, fromFeeder } = gapsOverLane(model, needs, allocation, {
      lane,
      dates,
      receiver,
      arrival: arrivals[receiver],
    });
    const { underageCost, overageCost, demandPerReview } = needs[receiver].costs;
    const worthMore = tree.landedUnitCost[receiver] - tree.landedUnitCost[giver];
    cheapest.set(`${giver} ${receiver}`, {
      lane,
      dates,
      giver,
      receiver,
      costs: {
        gaps,
        underageCost: underageCost > 0 ? Math.max(0, underageCost + worthMore) : 0,
        overageCost,
        demandPerReview,
      },
      fromFeeder,
      pieces: 0,
      gain: 0,
      loss: 0,
    });
  }
  return [...cheapest.values()].sort((a, b) => a.lane.lane - b.lane.lane);
}

/** Gaps at a receiver between the arrival over this lane and the next regular chance after that. */
function gapsOverLane(
  model: ItemModel,
  needs: readonly PlaceNeed[],
  allocation: Allocation,
  {
    lane,
    dates,
    receiver,
    arrival,
  }: { lane: LaneTerms; dates: OrderDates; receiver: number; arrival: number },
): { gaps: Float64Array; fromFeeder: number } {
  // A place that feeds others keeps its echelon gaps: its own stock alone says little.
  if (model.subtrees[receiver].length > 1)
    return { gaps: needs[receiver].costs.gaps, fromFeeder: allocation.received[receiver] };
  const end = arrival + model.reviews[receiver];
  const start = Math.min(
    end,
    waitDays(dates, model.input.asOf) + lane.handlingDays + Math.ceil(lane.leadTimeMeanDays),
  );
  const position = model.positions[receiver] + allocation.received[receiver];
  const gaps = new Float64Array(model.input.pathCount);
  for (let k = 0; k < gaps.length; k++) {
    const wanted = demandUntil(model.demand, receiver, k, end);
    const late = wanted - demandUntil(model.demand, receiver, k, start);
    gaps[k] = Math.min(wanted - position, late);
  }
  return { gaps: gaps.sort(), fromFeeder: 0 };
}

/** Days until regular supply can bring more to each place: past an empty feeder, until it has more. */
function supplyArrivals(model: ItemModel, allocation: Allocation): Float64Array {
  const { input, tree } = model;
  const arrivals = new Float64Array(input.places.length);
  for (const i of tree.topDown) {
    const feeder = tree.parent[i];
    const lane = regularArrivalDays(model, i);
    if (tree.edges[i] === null) arrivals[i] = input.horizonDays;
    else if (feeder < 0) arrivals[i] = lane;
    else {
      const left = allocation.free[feeder] - allocation.given[feeder] - allocation.kept[feeder];
      let refilled = arrivals[feeder];
      for (const { day } of input.places[feeder].receipts)
        refilled = Math.min(refilled, Math.max(0, day - input.asOf));
      arrivals[i] = left > 0 ? lane : refilled + lane;
    }
  }
  return arrivals;
}
