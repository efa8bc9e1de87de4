import {
  type ContinuousDemand,
  normalPdf,
  normalQuantile,
  type Pmf,
  pmfLosses,
  pmfMean,
  pmfQuantile,
  quantileOfSorted,
  requireFinite,
  requirePositive,
  requireProbability,
} from '../maths/index.js';
import { criticalRatio } from './critical-ratio.js';

/** Costs of one period that ends with stock or with demand unserved. */
export interface MismatchCosts {
  /** h, money per piece left over, > 0. */
  readonly holdingCost: number;
  /** p, money per piece of demand unserved, > 0. */
  readonly stockoutCost: number;
}

export interface NewsvendorAnswer {
  /** S*, pieces: the stock to have before demand. */
  readonly orderUpTo: number;
  /** Expected money at S*. */
  readonly cost: number;
}

/** p/(p + h) of costs that must both be positive: otherwise the best level is nothing or no end. */
export function stockoutRatio({ holdingCost, stockoutCost }: MismatchCosts): number {
  requirePositive('holdingCost', holdingCost);
  requirePositive('stockoutCost', stockoutCost);
  return criticalRatio({ underageCost: stockoutCost, overageCost: holdingCost });
}

/**
 * The stock that balances leftovers against shortage when demand has a continuous distribution F.
 *
 *     F(S*) = p/(p + h)          cost = h E[(S − D)^+] + p E[(D − S)^+]
 *
 * @throws RangeError unless both costs are positive
 * @see Snyder & Shen (2019), Fundamentals of Supply Chain Theory, chapter on stochastic inventory models
 */
export function newsvendorContinuous({
  demand,
  ...costs
}: MismatchCosts & { readonly demand: ContinuousDemand }): NewsvendorAnswer {
  const orderUpTo = demand.quantile(stockoutRatio(costs));
  const shortage = demand.expectedShortage(orderUpTo);
  const leftover = orderUpTo - demand.mean + shortage;
  return { orderUpTo, cost: costs.holdingCost * leftover + costs.stockoutCost * shortage };
}

/**
 * The newsvendor with normal demand.
 *
 *     S* = mean + z sd,  Φ(z) = p/(p + h)          cost = (h + p) φ(z) sd
 *
 * @param mean pieces
 * @param sd   pieces, > 0
 * @throws RangeError unless both costs and sd are positive and the mean is finite
 * @see Snyder & Shen (2019), Example 4.3
 * @example h 0.18, p 0.70, mean 50, sd 8: 56.6 pieces at a cost of 1.998
 */
export function newsvendorNormal({
  mean,
  sd,
  holdingCost,
  stockoutCost,
}: MismatchCosts & { readonly mean: number; readonly sd: number }): NewsvendorAnswer {
  requireFinite('mean', mean);
  requirePositive('sd', sd);
  const z = normalQuantile(stockoutRatio({ holdingCost, stockoutCost }));
  return { orderUpTo: mean + z * sd, cost: (holdingCost + stockoutCost) * normalPdf(z) * sd };
}

/**
 * The newsvendor with demand in whole pieces: the smallest S with F(S) >= p/(p + h).
 *
 * @throws RangeError unless both costs are positive
 * @see Snyder & Shen (2019), Problems 4.7(b) and 4.8(a)
 */
export function newsvendorDiscrete({
  demand,
  ...costs
}: MismatchCosts & { readonly demand: Pmf }): NewsvendorAnswer {
  const orderUpTo = pmfQuantile(demand, stockoutRatio(costs));
  const losses = pmfLosses(demand);
  const cost =
    costs.holdingCost * losses.leftover(orderUpTo) +
    costs.stockoutCost * losses.shortage(orderUpTo);
  return { orderUpTo, cost };
}

/**
 * The newsvendor on equally likely samples of demand (sample average approximation): the smallest
 * sample S with a share of at least p/(p + h) of the samples at or below it. The cost is the total over
 * the samples divided by their number.
 *
 * @param samples pieces, any order, at least one
 * @throws RangeError unless both costs are positive and there is a sample
 * @see Levi, Roundy & Shmoys (2007), "Provably near-optimal sampling-based policies"
 */
export function newsvendorSample({
  samples,
  ...costs
}: MismatchCosts & { readonly samples: ArrayLike<number> }): NewsvendorAnswer {
  const sorted = Float64Array.from(samples).sort();
  const orderUpTo = quantileOfSorted(sorted, stockoutRatio(costs));
  let total = 0;
  for (const demand of sorted)
    total +=
      demand < orderUpTo
        ? costs.holdingCost * (orderUpTo - demand)
        : costs.stockoutCost * (demand - orderUpTo);
  return { orderUpTo, cost: total / sorted.length };
}

/**
 * The order-up-to level when demand is known by some of its quantiles only, straight between them and
 * level beyond the outermost: a forecast of 0.1, 0.5 and 0.9 cannot tell more than that.
 *
 * @param probabilities ascending, each in [0, 1], at least one
 * @param quantiles     pieces, as many, not descending
 * @throws RangeError on lists that differ in length or do not ascend
 * @example quantiles 10, 20, 40 at 0.1, 0.5, 0.9 and ratio 0.8: 35
 */
export function newsvendorQuantiles({
  probabilities,
  quantiles,
  ratio,
}: {
  readonly probabilities: readonly number[];
  readonly quantiles: readonly number[];
  readonly ratio: number;
}): number {
  requireProbability('ratio', ratio);
  if (probabilities.length === 0 || probabilities.length !== quantiles.length)
    throw new RangeError(
      `${probabilities.length} probabilities and ${quantiles.length} quantiles; need as many of each, at least one`,
    );
  for (const [i, probability] of probabilities.entries()) {
    requireProbability('probability', probability);
    requireFinite('quantile', quantiles[i]);
    if (i > 0 && !(probability > probabilities[i - 1] && quantiles[i] >= quantiles[i - 1]))
      throw new RangeError('probabilities must ascend and quantiles must not descend');
  }
  const above = probabilities.findIndex((probability) => probability >= ratio);
  if (above === -1) return quantiles[quantiles.length - 1];
  if (above === 0) return quantiles[0];
  const low = probabilities[above - 1];
  const share = (ratio - low) / (probabilities[above] - low);
  return quantiles[above - 1] + share * (quantiles[above] - quantiles[above - 1]);
}

export interface NewsvendorProfitAnswer {
  readonly orderUpTo: number;
  readonly expectedProfit: number;
  /** Expected loss against knowing the demand beforehand: (r − c) E[D] − expected profit. */
  readonly expectedMismatchCost: number;
}

/**
 * One buy for a season, in terms of profit: max r E[min(S, D)] − c S + v E[(S − D)^+].
 *
 *     Cu = r − c, Co = c − v          F(S*) = Cu/(Cu + Co)
 *
 * @param revenue      r, money per piece sold, > unitCost
 * @param unitCost     c, money per piece bought, > salvageValue
 * @param salvageValue v, money per piece left over; negative when it costs to be rid of it
 * @param demand       a continuous distribution, or one on whole pieces
 * @throws RangeError unless revenue > unitCost > salvageValue
 * @see Snyder & Shen (2019), Problem 4.3(b)
 */
export function newsvendorProfit({
  revenue,
  unitCost,
  salvageValue,
  demand,
}: {
  readonly revenue: number;
  readonly unitCost: number;
  readonly salvageValue: number;
  readonly demand: ContinuousDemand | Pmf;
}): NewsvendorProfitAnswer {
  if (!(revenue > unitCost && unitCost > salvageValue))
    throw new RangeError(
      `need revenue > unitCost > salvageValue, got ${revenue}, ${unitCost}, ${salvageValue}`,
    );
  const costs = { holdingCost: unitCost - salvageValue, stockoutCost: revenue - unitCost };
  const discrete = 'probabilities' in demand;
  const { orderUpTo, cost } = discrete
    ? newsvendorDiscrete({ ...costs, demand })
    : newsvendorContinuous({ ...costs, demand });
  const mean = discrete ? pmfMean(demand) : demand.mean;
  return {
    orderUpTo,
    expectedProfit: costs.stockoutCost * mean - cost,
    expectedMismatchCost: cost,
  };
}
