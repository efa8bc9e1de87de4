import {
  baseStockDiscrete,
  baseStockNormal,
  newsvendorContinuous,
  newsvendorMoqPack,
  newsvendorProfit,
  newsvendorSample,
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

export const newsvendorCases: Readonly<Record<string, Adapter>> = {
  newsvendor_normal: stationary,
  newsvendor_discrete: stationary,
  newsvendor_continuous: stationary,
  newsvendor_profit: profit,
  newsvendor_sample: sample,
  newsvendor_moq_pack: moqPack,
  base_stock: stationary,
};
