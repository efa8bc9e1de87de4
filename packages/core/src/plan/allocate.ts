import { demandUntil } from './demand-sums.js';
import { type GapCosts, piecesAlike, savingOfNextPiece } from './gap-costs.js';
import { freePieces, holdingCostPerDay, type ItemModel, regularArrivalDays } from './item-model.js';
import type { PlaceNeed } from './place-need.js';

/** What each place gets from its feeder, and what feeders had to give; indices follow the places. */
export interface Allocation {
  readonly received: Float64Array;
  readonly given: Float64Array;
  /** Free on hand at a feeder before it gave. */
  readonly free: Float64Array;
  /** Of that, kept for the feeder's own customers. */
  readonly kept: Float64Array;
}

/**
 * Shares out the stock of every feeding place among the places below and its own customers: always the
 * next piece to whoever it saves most expected cost. Savings of further pieces at one place never
 * rise, so the greedy choice is the best one; when stock is short everyone's shortage is weighed by
 * value. The place's own customers compete over the longest protection that it gives to others.
 */
export function allocate(model: ItemModel, needs: readonly PlaceNeed[]): Allocation {
  const count = model.input.places.length;
  const allocation: Allocation = {
    received: new Float64Array(count),
    given: new Float64Array(count),
    free: Float64Array.from({ length: count }, (_, i) => freePieces(model, i)),
    kept: new Float64Array(count),
  };
  for (const feeder of model.tree.topDown) {
    const fed = model.tree.children[feeder];
    if (fed.length === 0 || allocation.free[feeder] <= 0) continue;
    const asking: GapCosts[] = fed.map((place) => needs[place].costs);
    asking.push(ownCustomers(model, feeder));
    const shares = shareByValue(asking, allocation.free[feeder]);
    fed.forEach((place, at) => {
      allocation.received[place] = shares[at];
      allocation.given[feeder] += shares[at];
    });
    allocation.kept[feeder] = shares[fed.length];
  }
  return allocation;
}

/**
 * Gives pieces one by one to the asker whose next piece saves most; ties go to the first. It stops when
 * the stock is used up or no further piece saves anything.
 *
 * @example 4 pieces; one asker with gaps 2, 4 at Cu 10, one with gaps 1, 5 at Cu 6, both Co 0: savings
 *   10, 10, 5, 5 and 6, 3, 3, 3, 3, so they get 3 and 1
 */
export function shareByValue(asking: readonly GapCosts[], pieces: number): number[] {
  const shares = asking.map(() => 0);
  let left = pieces;
  while (left > 0) {
    let best = -1;
    let most = 0;
    for (let a = 0; a < asking.length; a++) {
      const saving = savingOfNextPiece(asking[a], shares[a]);
      if (saving > most) {
        most = saving;
        best = a;
      }
    }
    if (best < 0) break;
    const step = Math.min(left, piecesAlike(asking[best], shares[best]));
    shares[best] += step;
    left -= step;
  }
  return shares;
}

function ownCustomers(model: ItemModel, feeder: number): GapCosts {
  const { demand, tree, reviews, margins, input } = model;
  let days = 0;
  let review = 1;
  for (const place of tree.children[feeder]) {
    days = Math.max(days, regularArrivalDays(model, place) + reviews[place]);
    review = Math.max(review, reviews[place]);
  }
  const gaps = new Float64Array(input.pathCount);
  for (let k = 0; k < gaps.length; k++) gaps[k] = demandUntil(demand, feeder, k, days);
  return {
    gaps: gaps.sort(),
    underageCost: Math.max(0, margins[feeder] || 0),
    overageCost: holdingCostPerDay(model, feeder) * review,
    ...(model.dailyMean[feeder] > 0 ? { demandPerReview: model.dailyMean[feeder] * review } : {}),
  };
}
