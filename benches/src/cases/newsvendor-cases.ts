import { expectedLeftover, expectedShortage, poissonPmf } from '@stockwright/core/maths';
import {
  type BudgetItem,
  baseStockDiscrete,
  baseStockNormal,
  multiItemBudget,
  newsvendorContinuous,
  newsvendorMoqPack,
  newsvendorProfit,
  newsvendorSample,
  seasonMarkdown,
} from '@stockwright/core/policy';
import { type Adapter, type Inputs, NotUnderstood } from './case-shape.js';
import { isContinuous, readContinuous, readPmf } from './distributions.js';

const mismatchCosts = (inputs: Inputs) => ({
  holdingCost: inputs.number('holding_cost'),
  stockoutCost: inputs.number('stockout_cost'),
});

/** Newsvendor and base stock are one thing: a lead time of 0 protects the one period. */
const stationary: Adapter = (inputs) => {
  if (inputs.number('review_period', 1) !== 1) throw new NotUnderstood('review_period is not 1');
  const costs = mismatchCosts(inputs);
  const leadTimePeriods = inputs.number('lead_time', 0);
  const demand = inputs.inside('demand');
  if (isContinuous(demand) && demand.text('dist') !== 'normal') {
    if (leadTimePeriods !== 0) throw new NotUnderstood('lead time with this distribution');
    const answer = newsvendorContinuous({ ...costs, demand: readContinuous(demand) });
    return { values: { S: answer.orderUpTo, cost: answer.cost } };
  }
  const answer = isContinuous(demand)
    ? baseStockNormal({
        ...costs,
        mean: demand.number('mean'),
        sd: demand.number('sd'),
        leadTimePeriods,
      })
    : baseStockDiscrete({ ...costs, demand: readPmf(demand), leadTimePeriods });
  return { values: { S: answer.orderUpTo, cost: answer.cost } };
};

const profit: Adapter = (inputs) => {
  const demand = inputs.inside('demand');
  const answer = newsvendorProfit({
    revenue: inputs.number('revenue'),
    unitCost: inputs.number('purchase_cost'),
    salvageValue: inputs.number('salvage_value'),
    demand: isContinuous(demand) ? readContinuous(demand) : readPmf(demand),
  });
  return {
    values: {
      S: answer.orderUpTo,
      expected_profit: answer.expectedProfit,
      expected_mismatch_cost: answer.expectedMismatchCost,
    },
  };
};

const sample: Adapter = (inputs) => {
  const answer = newsvendorSample({
    ...mismatchCosts(inputs),
    samples: inputs.numbers('samples'),
  });
  return { values: { S: answer.orderUpTo, cost: answer.cost } };
};

const moqPack: Adapter = (inputs) => {
  const answer = newsvendorMoqPack({
    ...mismatchCosts(inputs),
    demand: readPmf(inputs.inside('demand')),
    onHand: inputs.number('on_hand', 0),
    minimumOrderQuantity: inputs.number('moq', 0),
    packSize: inputs.number('pack', 1),
  });
  return { values: { order: answer.order, expected_cost: answer.expectedCost } };
};

const budget: Adapter = (inputs) => {
  const items = inputs.list('items').map(
    (item): BudgetItem => ({
      unitCost: item.number('cost'),
      holdingCost: item.number('h'),
      stockoutCost: item.number('p'),
      demand: readPmf(item.inside('demand')),
    }),
  );
  const money = inputs.number('budget');
  const answer = multiItemBudget(items, money);
  const costOf = (_: string, decision: unknown): number => {
    const levels = decision as readonly number[];
    const spend = items.reduce((sum, { unitCost }, j) => sum + unitCost * levels[j], 0);
    if (spend > money + 1e-9) return Infinity;
    return items.reduce(
      (sum, { holdingCost, stockoutCost, demand }, j) =>
        sum +
        holdingCost * expectedLeftover(demand, levels[j]) +
        stockoutCost * expectedShortage(demand, levels[j]),
      0,
    );
  };
  return {
    values: {
      optimal_cost: answer.cost,
      order_up_to: [...answer.orderUpTo],
      lagrangian_lower_bound: answer.lowerBound,
      spend: answer.spend,
    },
    costOf,
    costEntry: 'optimal_cost',
  };
};

const season: Adapter = (inputs) => {
  const answer = seasonMarkdown({
    fullPrice: inputs.number('price'),
    markdownPrice: inputs.number('markdown_price'),
    unitCost: inputs.number('unit_cost'),
    salvageValue: inputs.number('salvage_value'),
    holdingCost: inputs.number('holding_cost_end_period1'),
    fullPriceDemand: poissonPmf(inputs.number('demand1_poisson_mean')),
    markdownDemand: poissonPmf(inputs.number('demand2_poisson_mean')),
  });
  return { values: { Q: answer.orderQuantity, expected_profit: answer.expectedProfit } };
};

export const newsvendorCases: Readonly<Record<string, Adapter>> = {
  newsvendor_normal: stationary,
  newsvendor_discrete: stationary,
  newsvendor_continuous: stationary,
  newsvendor_profit: profit,
  newsvendor_sample: sample,
  newsvendor_moq_pack: moqPack,
  base_stock: stationary,
  multi_item_budget: budget,
  season_markdown: season,
};
