import {
  type Pmf,
  pmfLast,
  pmfLosses,
  requireNonNegative,
  requirePositive,
  requireWhole,
} from '../maths/index.js';
import { smallestOrder } from './newsvendor-moq-pack.js';
import type { HoldingBasis, StockoutRule } from './stock-transition.js';

/** One period of a finite horizon. */
export interface HorizonPeriod {
  /** Whole pieces, not below 0. */
  readonly demand: Pmf;
  /** h, money per piece held. */
  readonly holdingCost: number;
  /** p, money per lost piece, or per piece waiting at the end of the period. */
  readonly shortageCost: number;
  /** K, money per order. */
  readonly fixedCost: number;
  /** c, money per piece ordered. */
  readonly unitCost: number;
}

export interface HorizonTerms {
  readonly periods: readonly HorizonPeriod[];
  /** Net inventory before the first order, whole. */
  readonly initialInventory: number;
  readonly stockout: StockoutRule;
  readonly holdingBasis?: HoldingBasis;
  /** γ: what money of the next period is worth now, in (0, 1]; 1 when left out. */
  readonly discountFactor?: number;
  /** Money per piece left, or still waiting, after the last period. */
  readonly terminal?: { readonly holdingCost: number; readonly shortageCost: number };
  readonly minimumOrderQuantity?: number;
  readonly packSize?: number;
  /** The greatest order of a period, pieces. */
  readonly capacity?: number;
}

export interface HorizonPlan {
  /** Expected money over the horizon from the initial inventory. */
  readonly cost: number;
  /** By period: the level at which cost from there on is least, were ordering free of K. */
  readonly orderUpTo: readonly number[];
  /** By period: the largest inventory at which an order is placed; null where none is ever placed. */
  readonly reorderPoint: readonly (number | null)[];
  /** The best order in a period (from 0) at a net inventory within reach. @throws RangeError outside */
  order(period: number, inventory: number): number;
}

/** The best order by inventory, and the cost from here on, over the inventories within reach. */
interface Stage {
  readonly low: number;
  readonly cost: Float64Array;
  readonly order: Int32Array;
  readonly orderUpTo: number;
  readonly reorderPoint: number | null;
}

/** An order must win by more than rounding; a tie means to wait. */
const WINS = 1e-11;

/**
 * The best orders over a finite horizon with uncertain demand that changes from period to period, orders
 * that arrive at once, and fixed costs: backward induction over every whole inventory within reach.
 *
 *     V_t(x) = min_y K_t·1[y > x] + c_t (y − x) + W_t(y)
 *     W_t(y) = E[h_t X + p_t (D_t − y)^+ + γ V_{t+1}(y − D_t, or its positive part when sales are lost)]
 *
 * X is the stock left after demand (`end`) or before it (`start`). V is the cost before today's order, W
 * that after it. Levels beyond everything that demand could still take are not tried: with costs that
 * are not negative they cannot be better.
 *
 * @throws RangeError on negative costs, demand below 0, quantities that are not whole, γ outside (0, 1]
 * @see Scarf (1960), "The optimality of (S, s) policies"
 */
export function finiteHorizonDp(terms: HorizonTerms): HorizonPlan {
  const { periods, initialInventory, stockout, terminal } = terms;
  const { minimumOrderQuantity = 0, packSize = 1, capacity = Infinity } = terms;
  requireWhole('initialInventory', initialInventory, Number.MIN_SAFE_INTEGER);
  const discount = requirePositive('discountFactor', terms.discountFactor ?? 1);
  if (discount > 1) throw new RangeError(`discountFactor is ${discount}; it must be at most 1`);
  if (stockout === 'lost') requireNonNegative('initialInventory', initialInventory);
  if (!(capacity >= 0)) throw new RangeError(`capacity is ${capacity}; it must not be negative`);
  for (const period of periods) {
    for (const name of ['holdingCost', 'shortageCost', 'fixedCost', 'unitCost'] as const)
      requireNonNegative(name, period[name]);
    if (period.demand.offset < 0) throw new RangeError('demand must not be negative');
  }
  const smallest = smallestOrder({ minimumOrderQuantity, packSize });
  const largest = capacity === Infinity ? Infinity : Math.floor(capacity / packSize) * packSize;

  // The inventories that can be met: as low as the greatest demands push, as high as is worth ordering
  // for what demand may still take.
  const remaining = new Float64Array(periods.length + 1);
  for (let t = periods.length - 1; t >= 0; t--)
    remaining[t] = remaining[t + 1] + pmfLast(periods[t].demand);
  const lowest = (t: number): number =>
    stockout === 'lost' ? 0 : initialInventory - (remaining[0] - remaining[t]);
  const highest = Math.max(initialInventory, remaining[0] + smallest);

  let next = terminalCosts(lowest(periods.length), highest, terminal);
  const stages: Stage[] = [];
  for (let t = periods.length - 1; t >= 0; t--) {
    const low = lowest(t);
    const after = costsAfterOrder(periods[t], low, highest, terms, discount, next);
    const stage = bestOrders(periods[t], low, after, { smallest, packSize, largest });
    stages[t] = stage;
    next = stage;
  }
  return {
    cost:
      periods.length === 0
        ? next.cost[initialInventory - next.low]
        : stages[0].cost[initialInventory - stages[0].low],
    orderUpTo: stages.map((stage) => stage.orderUpTo),
    reorderPoint: stages.map((stage) => stage.reorderPoint),
    order(period, inventory) {
      const order = stages[period]?.order[inventory - stages[period].low];
      if (order === undefined)
        throw new RangeError(`inventory ${inventory} is out of reach in period ${period}`);
      return order;
    },
  };
}

function terminalCosts(
  low: number,
  high: number,
  { holdingCost, shortageCost } = { holdingCost: 0, shortageCost: 0 },
): { low: number; cost: Float64Array } {
  const cost = new Float64Array(high - low + 1);
  for (let i = 0; i < cost.length; i++)
    cost[i] = low + i > 0 ? holdingCost * (low + i) : -shortageCost * (low + i);
  return { low, cost };
}

/** W of every level from low to high. */
function costsAfterOrder(
  { demand, holdingCost, shortageCost }: HorizonPeriod,
  low: number,
  high: number,
  { stockout, holdingBasis }: HorizonTerms,
  discount: number,
  next: { readonly low: number; readonly cost: Float64Array },
): Float64Array {
  const { offset, probabilities } = demand;
  const losses = pmfLosses(demand);
  const cost = new Float64Array(high - low + 1);
  for (let i = 0; i < cost.length; i++) {
    const level = low + i;
    const held = holdingBasis === 'start' ? Math.max(0, level) : losses.leftover(level);
    let future = 0;
    if (stockout === 'lost') {
      // From some demand on nothing is left, whatever more is asked.
      const inStock = Math.max(0, Math.min(probabilities.length, level - offset + 1));
      let served = 0;
      for (let d = 0; d < inStock; d++) {
        future += probabilities[d] * next.cost[level - offset - d - next.low];
        served += probabilities[d];
      }
      if (inStock < probabilities.length) future += (1 - served) * next.cost[0 - next.low];
    } else {
      const top = level - offset - next.low;
      for (let d = 0; d < probabilities.length; d++)
        future += probabilities[d] * next.cost[top - d];
    }
    cost[i] = holdingCost * held + shortageCost * losses.shortage(level) + discount * future;
  }
  return cost;
}

/** V and the best order of every inventory, from W. */
function bestOrders(
  { fixedCost, unitCost }: HorizonPeriod,
  low: number,
  after: Float64Array,
  { smallest, packSize, largest }: { smallest: number; packSize: number; largest: number },
): Stage {
  const count = after.length;
  const total = after.map((cost, i) => cost + unitCost * (low + i));
  let orderUpTo = 0;
  for (let i = 1; i < count; i++) if (total[i] < total[orderUpTo]) orderUpTo = i;
  // bestFrom[i]: the level with the least total among i, i + pack, i + 2 packs, …
  const bestFrom = new Int32Array(count);
  for (let i = count - 1; i >= 0; i--) {
    const further = i + packSize < count ? bestFrom[i + packSize] : i;
    bestFrom[i] = total[further] < total[i] ? further : i;
  }
  const cost = new Float64Array(count);
  const order = new Int32Array(count);
  let reorderPoint: number | null = null;
  for (let i = 0; i < count; i++) {
    let to = -1;
    if (largest === Infinity) to = i + smallest < count ? bestFrom[i + smallest] : -1;
    else
      for (let y = i + smallest; y < count && y <= i + largest; y += packSize)
        if (to === -1 || total[y] < total[to]) to = y;
    const staying = total[i];
    const ordering = to === -1 ? Infinity : fixedCost + total[to];
    const orders = ordering < staying - WINS * Math.abs(staying);
    cost[i] = (orders ? ordering : staying) - unitCost * (low + i);
    if (orders) {
      order[i] = to - i;
      reorderPoint = low + i;
    }
  }
  return { low, cost, order, orderUpTo: low + orderUpTo, reorderPoint };
}
