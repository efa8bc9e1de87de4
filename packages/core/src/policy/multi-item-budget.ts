import {
  type Pmf,
  type PmfLosses,
  pmfLosses,
  pmfQuantile,
  requireNonNegative,
  requirePositive,
} from '../maths/index.js';
import { type MismatchCosts, stockoutRatio } from './newsvendor.js';

export interface BudgetItem extends MismatchCosts {
  /** c, money per piece, > 0, at most two decimals. */
  readonly unitCost: number;
  readonly demand: Pmf;
}

export interface BudgetAnswer {
  /** Pieces of each item, in the order given. */
  readonly orderUpTo: readonly number[];
  readonly cost: number;
  readonly spend: number;
  /** No choice within the budget costs less than this (Lagrangian relaxation). */
  readonly lowerBound: number;
}

interface Choice {
  readonly item: BudgetItem;
  readonly losses: PmfLosses;
  /** The level wanted without a budget. */
  readonly most: number;
}

const levelCost = ({ item, losses }: Choice, level: number): number =>
  item.holdingCost * losses.leftover(level) + item.stockoutCost * losses.shortage(level);

/** The level that is best when each piece costs `price` times its unit cost on top. */
const levelAtPrice = ({ item }: Choice, price: number): number => {
  const { holdingCost, stockoutCost, unitCost, demand } = item;
  const ratio = (stockoutCost - price * unitCost) / (stockoutCost + holdingCost);
  return ratio <= 0 ? 0 : Math.max(0, pmfQuantile(demand, ratio));
};

/** max over price >= 0 of Σ min_S [G(S) + price·c S] − price·budget, by bisection on the spend. */
function lagrangianBound(choices: readonly Choice[], budget: number): number {
  const spendAt = (price: number): number =>
    choices.reduce((sum, choice) => sum + choice.item.unitCost * levelAtPrice(choice, price), 0);
  if (spendAt(0) <= budget)
    return choices.reduce((sum, choice) => sum + levelCost(choice, choice.most), 0);
  let low = 0;
  let high = Math.max(...choices.map(({ item }) => item.stockoutCost / item.unitCost));
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (spendAt(middle) > budget) low = middle;
    else high = middle;
  }
  return choices.reduce((sum, choice) => {
    const level = levelAtPrice(choice, high);
    return sum + levelCost(choice, level) + high * choice.item.unitCost * level;
  }, -high * budget);
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Cells of the exact search; beyond it the table would not fit a laptop. */
const MOST_CELLS = 20_000_000;

/**
 * One-shot buys of several items under one budget, exactly: a table over the money spent, in steps of
 * the greatest common divisor of the unit costs.
 *
 *     min Σ_j h_j E[(S_j − D_j)^+] + p_j E[(D_j − S_j)^+]  with  Σ_j c_j S_j <= budget,  S_j whole, >= 0
 *
 * @param budget money, >= 0
 * @throws RangeError on costs that are not positive, unit costs finer than 0.01, or a table of more than
 *   20 million cells (budget ÷ step × items)
 * @see Hadley & Whitin (1963), Analysis of Inventory Systems; Bellman (1957) for the table
 */
export function multiItemBudget(items: readonly BudgetItem[], budget: number): BudgetAnswer {
  requireNonNegative('budget', budget);
  const choices = items.map((item): Choice => {
    requirePositive('unitCost', item.unitCost);
    const most = Math.max(0, pmfQuantile(item.demand, stockoutRatio(item)));
    return { item, losses: pmfLosses(item.demand), most };
  });
  const cents = items.map(({ unitCost }) => {
    const whole = Math.round(unitCost * 100);
    if (Math.abs(whole - unitCost * 100) > 1e-6)
      throw new RangeError(`unitCost ${unitCost} is finer than 0.01`);
    return whole;
  });
  const step = cents.reduce((divisor, each) => gcd(divisor, each), 0) || 1;
  const steps = Math.floor((budget * 100 + 1e-6) / step);
  if ((steps + 1) * items.length > MOST_CELLS)
    throw new RangeError(`the budget is ${steps} steps of ${step / 100}; too many to try them all`);
  // least[m]: cost of the items so far when at most m steps may be spent.
  let least = new Float64Array(steps + 1);
  const chosen = choices.map((choice, j) => {
    const price = cents[j] / step;
    const next = new Float64Array(steps + 1).fill(Infinity);
    const levels = new Int32Array(steps + 1);
    for (let level = 0; level <= choice.most && level * price <= steps; level++) {
      const cost = levelCost(choice, level);
      for (let m = level * price; m <= steps; m++) {
        const total = least[m - level * price] + cost;
        if (total < next[m]) {
          next[m] = total;
          levels[m] = level;
        }
      }
    }
    least = next;
    return levels;
  });
  const orderUpTo = new Array<number>(items.length).fill(0);
  let spend = 0;
  for (let j = items.length - 1, m = steps; j >= 0; j--) {
    orderUpTo[j] = chosen[j][m];
    m -= (orderUpTo[j] * cents[j]) / step;
    spend += orderUpTo[j] * items[j].unitCost;
  }
  return { orderUpTo, cost: least[steps], spend, lowerBound: lagrangianBound(choices, budget) };
}
