import { orderUpToFromSamples } from '../policy/index.js';
import { demandUntil } from './demand-sums.js';
import { bestPieces, type GapCosts, ratioOf } from './gap-costs.js';
import {
  echelonMargin,
  echelonPrice,
  holdingCostPerDay,
  type ItemModel,
  onOrder,
  regularArrivalDays,
} from './item-model.js';
import type { NeedExplanation } from './plan-result.js';

/** What a place (with all it feeds) lacks, and what that costs. */
export interface PlaceNeed {
  /** Gaps that an order of today can still fill, ascending. */
  readonly costs: GapCosts;
  readonly need: number;
  readonly level: number;
  readonly stockOutRisk: number;
  readonly valueAtRisk: number;
  readonly hasPrice: boolean;
  readonly explanation: NeedExplanation;
}

/**
 * The need of place i by echelon order-up-to on sample paths.
 *
 * On each path an order of today arrives after wait, handling and a drawn lead time, and must last one
 * review period longer. Pieces for a place further down travel on, so its demand counts up to that many
 * days later. A piece in a place below serves only what lies below it: its surplus does not fill gaps
 * elsewhere ("stranded"). Demand before the arrival that finds no stock is lost and needs no
 * replacement: the stock is followed from receipt to receipt, in an echelon pooled over its places, as
 * though each could serve the others (they lose more, so it overstates what is still wanted). On Zipkin's lost-sales instances this is the myopic
 * policy, nearer to the optimum than ordering up to the level (tests of literature).
 *
 *     level = quantile of demand over wait + handling + lead time + review, at Cu ÷ (Cu + h·R)
 *     need  = max(0, level − position + stranded − lost before arrival) − what would lie too long
 *
 * The ratio charges a piece left over for one review period. Pieces that demand would not use up in one
 * are charged for as long as they lie (`GapCosts`); those not worth that are left out of the need.
 */
export function placeNeed(model: ItemModel, i: number): PlaceNeed {
  const { demand, gaps, fillable } = echelonGaps(model, i);
  const margin = echelonMargin(model, i);
  const hasPrice = !Number.isNaN(margin);
  const underageCost = hasPrice ? Math.max(0, margin) : 0;
  const overageCost = holdingCostPerDay(model, i) * model.reviews[i];
  const ratio = ratioOf(underageCost, overageCost);
  let dailyDemand = 0;
  for (const n of model.subtrees[i]) dailyDemand += model.dailyMean[n];
  const costs: GapCosts = {
    gaps: fillable,
    underageCost,
    overageCost,
    ...(dailyDemand > 0 ? { demandPerReview: dailyDemand * model.reviews[i] } : {}),
  };

  const stock = echelonStock(model, i);
  const level = underageCost > 0 ? orderUpToFromSamples(demand, ratio) : 0;
  const shortfall = level - stock.position - stock.evenedOut;
  const gap = underageCost > 0 ? orderUpToFromSamples(gaps, ratio) : shortfall;
  const gapFillable = underageCost > 0 ? orderUpToFromSamples(fillable, ratio) : gap;
  let missing = 0;
  for (const pieces of fillable) if (pieces > 0) missing += pieces;
  const need = bestPieces(costs);
  const wouldLieTooLong = Math.max(0, gapFillable) - need;
  return {
    costs,
    need,
    level,
    stockOutRisk: model.subtrees[i].length > 1 ? shareAboveZero(gaps) : shareThatRunsOut(model, i),
    valueAtRisk: (underageCost * missing) / fillable.length,
    hasPrice,
    explanation: {
      basis: model.subtrees[i].length > 1 ? 'echelon' : 'place',
      stock,
      demand: { ...demandNumbers(model, i, demand), quantile: level },
      costs: {
        unitPrice: hasPrice ? echelonPrice(model, i) : 0,
        landedUnitCost: model.tree.landedUnitCost[i],
        goodwillPerPiece: hasPrice ? echelonPrice(model, i) * model.input.costs.goodwillShare : 0,
        underageCost,
        holdingCostPerDay: holdingCostPerDay(model, i),
        reviewDays: model.reviews[i],
        overageCost,
        criticalRatio: ratio,
      },
      need: {
        shortfall,
        stranded: gap - shortfall,
        lostBeforeArrival: gap - gapFillable,
        wouldLieTooLong,
        need,
      },
    },
  };
}

/**
 * Demand over the protected days, gaps, and the part of them that today's order can fill; one number
 * per path, the last two ascending.
 */
function echelonGaps(model: ItemModel, i: number) {
  const { demand: sums, leadTimes, handling, reviews, positions, tree } = model;
  const { pathCount } = sums;
  const subtree = model.subtrees[i];
  const supplied = tree.edges[i] !== null;
  const demand = new Float64Array(pathCount);
  const gaps = new Float64Array(pathCount);
  const fillable = new Float64Array(pathCount);
  const due = dueReceipts(model, subtree);
  let position = 0;
  for (const n of subtree) position += positions[n];
  const travel = new Int32Array(model.input.places.length);
  let path = 0;
  const wantedUntil = (day: number): number => {
    let wanted = 0;
    for (const n of subtree) wanted += demandUntil(sums, n, path, day + travel[n]);
    return wanted;
  };
  const review = new Int32Array(model.input.places.length);
  const gap = new Float64Array(model.input.places.length);
  for (let k = 0; k < pathCount; k++) {
    path = k;
    const arrival = supplied ? model.waits[i] + handling[i] + leadTimes[i][k] : 0;
    let total = 0;
    let late = 0;
    for (let t = 0; t < subtree.length; t++) {
      const n = subtree[t];
      if (t === 0) {
        travel[n] = 0;
        review[n] = reviews[n];
      } else {
        const feeder = tree.parent[n];
        travel[n] = travel[feeder] + handling[n] + leadTimes[n][k];
        review[n] = Math.max(review[feeder], reviews[n]);
      }
      const there = arrival + travel[n];
      const wanted = demandUntil(sums, n, k, there + review[n]);
      total += wanted;
      late += wanted - demandUntil(sums, n, k, there);
      gap[n] = wanted - positions[n];
    }
    for (let t = subtree.length - 1; t > 0; t--) {
      const n = subtree[t];
      if (gap[n] > 0) gap[tree.parent[n]] += gap[n];
    }
    demand[k] = total;
    gaps[k] = gap[i];
    const stranded = gap[i] - (total - position);
    const left = stockAfter(position - stranded, due, arrival, wantedUntil);
    fillable[k] = Math.min(gap[i], late - left);
  }
  return { demand, gaps: gaps.sort(), fillable: fillable.sort() };
}

function echelonStock(model: ItemModel, i: number): NeedExplanation['stock'] {
  const stock = { onHand: 0, reserved: 0, held: 0, onOrder: 0, backlog: 0, position: 0 };
  let evenedOut = 0;
  for (const n of model.subtrees[i]) {
    const place = model.input.places[n];
    stock.onHand += place.onHand;
    stock.reserved += place.reserved;
    stock.held += place.held;
    stock.onOrder += onOrder(place.receipts);
    stock.backlog += place.backlog;
    stock.position += model.positions[n] - model.evenedOut[n];
    evenedOut += model.evenedOut[n];
  }
  return { ...stock, evenedOut };
}

function demandNumbers(model: ItemModel, i: number, demand: Float64Array) {
  const lane = model.tree.edges[i]?.lane;
  const count = demand.length;
  let sum = 0;
  for (const d of demand) sum += d;
  const mean = sum / count;
  let squares = 0;
  for (const d of demand) squares += (d - mean) ** 2;
  const protectionDays = regularArrivalDays(model, i) + model.reviews[i];
  const downstreamDays = daysBelow(model, i);
  return {
    mean,
    sd: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    protectionDays,
    waitDays: model.waits[i],
    handlingDays: model.handling[i],
    leadTimeMeanDays: lane?.leadTimeMeanDays ?? 0,
    leadTimeSdDays: lane?.leadTimeSdDays ?? 0,
    reviewDays: model.reviews[i],
    downstreamDays,
    beyondHorizon: protectionDays + downstreamDays > model.input.horizonDays,
  };
}

function daysBelow(model: ItemModel, i: number): number {
  let longest = 0;
  for (const child of model.tree.children[i]) {
    const lane = model.tree.edges[child]?.lane;
    const own = model.handling[child] + Math.ceil(lane?.leadTimeMeanDays ?? 0);
    longest = Math.max(longest, own + daysBelow(model, child));
  }
  return longest;
}

function shareAboveZero(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (value > 0) count++;
  return count / values.length;
}

interface DueReceipt {
  /** Days from asOf. */
  readonly after: number;
  readonly quantity: number;
}

function dueReceipts({ input }: ItemModel, places: readonly number[]): DueReceipt[] {
  return places
    .flatMap((n) => input.places[n].receipts)
    .map(({ day, quantity }) => ({ after: Math.max(0, day - input.asOf), quantity }))
    .sort((a, b) => a.after - b.after);
}

/**
 * Stock on one path just before day `until`, with lost sales, and what is due from then on. A backlog is
 * served before new demand; demand that meets it meanwhile is lost.
 *
 * @param position everything at hand and due
 * @param wantedUntil demand from the first day up to a day, on that path
 */
function stockAfter(
  position: number,
  due: readonly DueReceipt[],
  until: number,
  wantedUntil: (day: number) => number,
): number {
  let later = 0;
  for (const { quantity } of due) later += quantity;
  let stock = position - later;
  let served = 0;
  for (const { after, quantity } of due) {
    if (after >= until) break;
    const wanted = wantedUntil(after);
    if (stock > 0) stock = Math.max(0, stock - (wanted - served));
    served = wanted;
    stock += quantity;
    later -= quantity;
  }
  if (stock > 0) stock = Math.max(0, stock - (wantedUntil(until) - served));
  return stock + later;
}

/**
 * Share of paths on which the place's own stock is used up before the receipt of the next chance to
 * order, with receipts counted on their days. It is enough to look just before each receipt and at the
 * end.
 */
function shareThatRunsOut(model: ItemModel, i: number): number {
  const { input, demand, leadTimes } = model;
  const { onHand, reserved, held, backlog } = input.places[i];
  const due = dueReceipts(model, [i]);
  let out = 0;
  for (let k = 0; k < input.pathCount; k++) {
    const end = model.waits[i] + model.handling[i] + leadTimes[i][k] + model.reviews[i];
    let stock = onHand - reserved - held - backlog;
    let ranOut = false;
    for (const { after, quantity } of due) {
      if (after >= end) break;
      if (after > 0 && demandUntil(demand, i, k, after) > stock) {
        ranOut = true;
        break;
      }
      stock += quantity;
    }
    if (ranOut || demandUntil(demand, i, k, end) > stock) out++;
  }
  return out / input.pathCount;
}
