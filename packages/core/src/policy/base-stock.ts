import { type Pmf, requireNonNegative, requireWhole, sumOfPeriods } from '../maths/index.js';
import {
  type MismatchCosts,
  type NewsvendorAnswer,
  newsvendorDiscrete,
  newsvendorNormal,
} from './newsvendor.js';

/**
 * The base-stock level where unserved demand waits: every period the inventory position is raised to S.
 * What is ordered now must last until the next order can arrive, so S covers lead time plus one review
 * period; it is a newsvendor on the demand of L + 1 periods.
 *
 *     S* = (L + 1) mean + z sd sqrt(L + 1),  Φ(z) = p/(p + h)
 *
 * @param mean              pieces per period
 * @param sd                pieces, of one period, > 0
 * @param leadTimePeriods   L, >= 0: periods from order to receipt, review period not counted
 * @returns S* and the expected cost per period (purchase excluded)
 * @throws RangeError unless costs and sd are positive, mean finite and L >= 0
 * @see Snyder & Shen (2019), Example 4.4
 * @example h 0.18, p 0.70, mean 50, sd 8, L 4: S 264.8 at 4.467 a period
 */
export function baseStockNormal({
  mean,
  sd,
  leadTimePeriods,
  ...costs
}: MismatchCosts & {
  readonly mean: number;
  readonly sd: number;
  readonly leadTimePeriods: number;
}): NewsvendorAnswer {
  const protectedPeriods = 1 + requireNonNegative('leadTimePeriods', leadTimePeriods);
  return newsvendorNormal({
    ...costs,
    mean: mean * protectedPeriods,
    sd: sd * Math.sqrt(protectedPeriods),
  });
}

/**
 * The base-stock level for demand in whole pieces, independent from period to period (see
 * baseStockNormal).
 *
 * @param demand          of one period
 * @param leadTimePeriods L, whole, >= 0
 * @throws RangeError unless both costs are positive and L is whole
 */
export function baseStockDiscrete({
  demand,
  leadTimePeriods,
  ...costs
}: MismatchCosts & { readonly demand: Pmf; readonly leadTimePeriods: number }): NewsvendorAnswer {
  requireWhole('leadTimePeriods', leadTimePeriods);
  return newsvendorDiscrete({ ...costs, demand: sumOfPeriods(demand, leadTimePeriods + 1) });
}
