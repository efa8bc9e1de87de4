import {
  minimiseUnimodal,
  requireFinite,
  requireNonNegative,
  requirePositive,
  requireShare,
} from '../maths/index.js';
import { eoq, type LotAnswer, type LotTerms } from './eoq.js';
import { type MismatchCosts, type NewsvendorAnswer, stockoutRatio } from './newsvendor.js';

/**
 * How much to order of known demand when the supplier delivers the order plus an error that is uniform
 * on [low, high]: d − Y is uniform, and S is its newsvendor quantile.
 *
 *     S* = d − high + (high − low) p/(p + h)          cost = (high − low)/2 · h p/(h + p)
 *
 * @param demand d, pieces
 * @param low, high ends of the error, pieces, low < high
 * @throws RangeError unless both costs are positive and low < high
 * @see Snyder & Shen (2019), Example 9.6
 */
export function newsvendorYield({
  demand,
  low,
  high,
  ...costs
}: MismatchCosts & {
  readonly demand: number;
  readonly low: number;
  readonly high: number;
}): NewsvendorAnswer {
  requireFinite('demand', demand);
  const spread = requirePositive('high − low', high - low);
  const ratio = stockoutRatio(costs);
  return {
    orderUpTo: demand - high + spread * ratio,
    cost: (spread / 2) * costs.holdingCost * ratio,
  };
}

/** What arrives of an order of Q: Q plus an error, or a share of Q. */
export interface YieldTerms {
  readonly type: 'additive' | 'multiplicative';
  /** Of the error in pieces, or of the share. */
  readonly mean: number;
  readonly sd: number;
}

/**
 * Economic order quantity when the delivery is uncertain.
 *
 *     additive:        x = sqrt(2 K d/h + sd²), Q* = x − mean, cost = h x
 *     multiplicative:  m2 = mean² + sd², Q* = sqrt(2 K d/(h m2)), cost = sqrt(2 K d h m2)/mean
 *
 * @throws RangeError unless the lot terms are positive, sd >= 0, and a share's mean is positive
 * @see Snyder & Shen (2019), Example 9.4
 */
export function eoqYield({
  supply,
  ...terms
}: LotTerms & { readonly supply: YieldTerms }): LotAnswer {
  const { orderQuantity, cost } = eoq(terms);
  requireNonNegative('sd', supply.sd);
  if (supply.type === 'additive') {
    requireFinite('mean', supply.mean);
    const received = Math.hypot(orderQuantity, supply.sd);
    return { orderQuantity: received - supply.mean, cost: terms.holdingCost * received };
  }
  requirePositive('mean', supply.mean);
  const rootOfSquares = Math.hypot(supply.mean, supply.sd);
  return {
    orderQuantity: orderQuantity / rootOfSquares,
    cost: (cost * rootOfSquares) / supply.mean,
  };
}

/**
 * Economic order quantity when the supplier is down now and then, for exponential spells: l is the rate
 * at which it fails, m that at which it recovers; demand meanwhile is lost.
 *
 *     ψ = l/(l + m)·(1 − e^{−(l+m)Q/d})          cost = (K + h Q²/(2d) + d p ψ/m)/(Q/d + ψ/m)
 *
 * The cost falls and then rises in Q; the best Q is found by search to about 8 digits.
 *
 * @param stockoutCost   p, money per lost piece, >= 0
 * @param disruptionRate l, per unit of time, > 0
 * @param recoveryRate   m, per unit of time, > 0
 * @throws RangeError on other arguments
 * @see Parlar & Berkin (1991); Berk & Arreola-Risa (1994); Snyder & Shen (2019), Problem 9.8
 */
export function eoqDisruptions({
  stockoutCost,
  disruptionRate,
  recoveryRate,
  ...terms
}: LotTerms & {
  readonly stockoutCost: number;
  readonly disruptionRate: number;
  readonly recoveryRate: number;
}): LotAnswer {
  requireNonNegative('stockoutCost', stockoutCost);
  requirePositive('disruptionRate', disruptionRate);
  requirePositive('recoveryRate', recoveryRate);
  const { fixedCost, holdingCost, demandRate } = terms;
  const eitherRate = disruptionRate + recoveryRate;
  const costOf = (quantity: number): number => {
    const downShare =
      (disruptionRate / eitherRate) * -Math.expm1((-eitherRate * quantity) / demandRate);
    return (
      (fixedCost +
        (holdingCost * quantity * quantity) / (2 * demandRate) +
        (demandRate * stockoutCost * downShare) / recoveryRate) /
      (quantity / demandRate + downShare / recoveryRate)
    );
  };
  // Losses make larger orders worth while, never larger than what they cost at most would justify.
  const { orderQuantity } = eoq(terms);
  const most =
    orderQuantity + demandRate / recoveryRate + (2 * demandRate * stockoutCost) / holdingCost;
  const { x, value } = minimiseUnimodal(
    (log) => costOf(Math.exp(log)),
    Math.log(orderQuantity) - 5,
    Math.log(most) + 1,
  );
  return { orderQuantity: Math.exp(x), cost: value };
}

/**
 * Base stock with known demand and a supplier that is up or down from period to period; nothing arrives
 * while it is down, customers wait. After n periods down the stock ends at S − (n + 1) d, so S covers
 * the spell that is long enough:
 *
 *     S* = (n + 1) d with the smallest n such that P(down for at most n periods) >= p/(p + h)
 *
 * @param demandPerPeriod d, pieces, > 0
 * @param disruptionProbability of an up supplier to be down in the next period, in (0, 1)
 * @param recoveryProbability   of a down supplier to be up in the next period, in (0, 1)
 * @throws RangeError on other arguments
 * @see Snyder & Shen (2019), Example 9.3
 */
export function baseStockDisruptions({
  demandPerPeriod,
  disruptionProbability,
  recoveryProbability,
  ...costs
}: MismatchCosts & {
  readonly demandPerPeriod: number;
  readonly disruptionProbability: number;
  readonly recoveryProbability: number;
}): NewsvendorAnswer {
  requirePositive('demandPerPeriod', demandPerPeriod);
  const fails = requireShare('disruptionProbability', disruptionProbability);
  const recovers = requireShare('recoveryProbability', recoveryProbability);
  const ratio = stockoutRatio(costs);
  let probability = recovers / (fails + recovers);
  let covered = probability;
  let leftover = 0;
  let spell = 0;
  while (covered < ratio - 1e-13) {
    leftover += covered;
    probability = spell === 0 ? probability * fails : probability * (1 - recovers);
    covered += probability;
    spell++;
  }
  // Longer spells: the tail is geometric, and each further period of it is one more demand short.
  const next = spell === 0 ? probability * fails : probability * (1 - recovers);
  const short = next / (recovers * recovers);
  return {
    orderUpTo: (spell + 1) * demandPerPeriod,
    cost: demandPerPeriod * (costs.holdingCost * leftover + costs.stockoutCost * short),
  };
}
