import { requireFinite, requireNonNegative } from '../maths/index.js';

/** What becomes of demand that finds no stock. */
export type StockoutRule = 'lost' | 'backorder';

/** Whether holding is charged on what is left after demand, or on the stock before it. */
export type HoldingBasis = 'end' | 'start';

/** One item at one place between two periods. */
export interface StockState {
  /** On hand less backlog, pieces. */
  readonly netInventory: number;
  /** Orders on their way, oldest first; as many as the lead time has periods. */
  readonly pipeline: readonly number[];
}

export interface StockTerms {
  readonly stockout: StockoutRule;
  /** h, money per piece and period. */
  readonly holdingCost: number;
  /** p, money per lost piece, or per waiting piece and period. */
  readonly shortageCost: number;
  /** K, money per order placed. */
  readonly fixedCost?: number;
  /** c, money per piece ordered, paid when ordered. */
  readonly unitCost?: number;
  readonly holdingBasis?: HoldingBasis;
}

export interface StockStep {
  readonly state: StockState;
  readonly received: number;
  /** Pieces served in this period, waiting customers included. */
  readonly sold: number;
  /** Lost pieces of the period, or the backlog at its end. */
  readonly short: number;
  readonly cost: number;
}

/**
 * One period of stock-keeping, the one transition that simulation, dynamic programme and accounts
 * share. In this order: 1 the order placed L periods ago arrives; 2 the new order is placed; with L = 0
 * it arrives at once; 3 demand is served as far as stock reaches; 4 costs.
 *
 *     cost = h·(leftover, or stock before demand) + p·short + K·1[order > 0] + c·order
 *
 * L is the length of the pipeline. It need not be whole pieces, but nothing may be negative.
 *
 * @param state  before the period
 * @param order  pieces ordered in it, >= 0
 * @param demand pieces wanted in it, >= 0
 * @throws RangeError on a negative order or demand, or a backlog where demand is lost
 */
export function stepStock(
  state: StockState,
  order: number,
  demand: number,
  terms: StockTerms,
): StockStep {
  requireNonNegative('order', order);
  requireNonNegative('demand', demand);
  requireFinite('netInventory', state.netInventory);
  if (terms.stockout === 'lost') requireNonNegative('netInventory', state.netInventory);
  const queue = [...state.pipeline, order];
  const received = queue[0];
  const before = state.netInventory + received;
  const after = before - demand;
  const short = Math.max(0, -after);
  const waiting = Math.max(0, -state.netInventory);
  const held = Math.max(0, terms.holdingBasis === 'start' ? before : after);
  return {
    state: {
      netInventory: terms.stockout === 'lost' ? Math.max(0, after) : after,
      pipeline: queue.slice(1),
    },
    received,
    sold: waiting + demand - short,
    short,
    cost:
      terms.holdingCost * held +
      terms.shortageCost * short +
      (order > 0 ? (terms.fixedCost ?? 0) : 0) +
      (terms.unitCost ?? 0) * order,
  };
}
