import {
  baseStockDisruptions,
  eoq,
  eoqAllUnits,
  eoqBackorders,
  eoqDisruptions,
  eoqIncremental,
  eoqYield,
  epq,
  lotCost,
  newsvendorYield,
  powerOfTwo,
} from '@stockwright/core/policy';
import { type Adapter, type Inputs, NotUnderstood } from './case-shape.js';

const lotTerms = (inputs: Inputs) => ({
  fixedCost: inputs.number('fixed_cost'),
  holdingCost: inputs.number('holding_cost'),
  demandRate: inputs.number('demand_rate'),
});

const eoqCase: Adapter = (inputs) => {
  const terms = lotTerms(inputs);
  const { orderQuantity, cost } = eoq(terms);
  const at = inputs.has('evaluate_Q') ? lotCost(terms, inputs.number('evaluate_Q')) : undefined;
  return { values: { Q: orderQuantity, cost, cost_at_Q: at } };
};

const backorders: Adapter = (inputs) => {
  const answer = eoqBackorders({
    ...lotTerms(inputs),
    backorderCost: inputs.number('backorder_cost'),
  });
  return {
    values: {
      Q: answer.orderQuantity,
      stockout_fraction: answer.stockoutFraction,
      cost: answer.cost,
    },
  };
};

const production: Adapter = (inputs) => {
  const answer = epq({ ...lotTerms(inputs), productionRate: inputs.number('production_rate') });
  return { values: { Q: answer.orderQuantity, cost: answer.cost } };
};

const discount =
  (solve: typeof eoqAllUnits): Adapter =>
  (inputs) => {
    const answer = solve({
      fixedCost: inputs.number('fixed_cost'),
      holdingCostRate: inputs.number('holding_cost_rate'),
      demandRate: inputs.number('demand_rate'),
      breakpoints: inputs.numbers('breakpoints'),
      unitCosts: inputs.numbers('unit_costs'),
    });
    return {
      values: { Q: answer.orderQuantity, region_index: answer.region, cost: answer.cost },
    };
  };

const powerOfTwoCase: Adapter = (inputs) => {
  const answer = powerOfTwo({ ...lotTerms(inputs), basePeriod: inputs.number('base_period') });
  return {
    values: {
      k: answer.exponent,
      T: answer.interval,
      cost: answer.cost,
      cost_ratio_to_eoq: answer.costRatio,
      ratio_bound: answer.costRatio,
    },
  };
};

const yieldCase: Adapter = (inputs) => {
  const supply = inputs.inside('yield');
  const type = supply.text('type');
  if (type !== 'additive' && type !== 'multiplicative') throw new NotUnderstood(`yield ${type}`);
  const answer = eoqYield({
    ...lotTerms(inputs),
    supply: { type, mean: supply.number('mean'), sd: supply.number('sd') },
  });
  return { values: { Q: answer.orderQuantity, cost: answer.cost } };
};

const newsvendorYieldCase: Adapter = (inputs) => {
  const supply = inputs.inside('yield');
  if (supply.text('type') !== 'additive_uniform')
    throw new NotUnderstood(`yield ${supply.text('type')}`);
  const answer = newsvendorYield({
    holdingCost: inputs.number('holding_cost'),
    stockoutCost: inputs.number('stockout_cost'),
    demand: inputs.number('demand'),
    low: supply.number('low'),
    high: supply.number('high'),
  });
  return { values: { S: answer.orderUpTo, cost: answer.cost } };
};

const eoqDisruptionsCase: Adapter = (inputs) => {
  const answer = eoqDisruptions({
    ...lotTerms(inputs),
    stockoutCost: inputs.number('stockout_cost_per_unit'),
    disruptionRate: inputs.number('disruption_rate'),
    recoveryRate: inputs.number('recovery_rate'),
  });
  return { values: { Q: answer.orderQuantity, cost: answer.cost } };
};

const baseStockDisruptionsCase: Adapter = (inputs) => {
  const answer = baseStockDisruptions({
    holdingCost: inputs.number('holding_cost'),
    stockoutCost: inputs.number('backorder_cost'),
    demandPerPeriod: inputs.number('demand_per_period'),
    disruptionProbability: inputs.number('disruption_prob'),
    recoveryProbability: inputs.number('recovery_prob'),
  });
  return { values: { S: answer.orderUpTo, cost: answer.cost } };
};

export const lotCases: Readonly<Record<string, Adapter>> = {
  eoq: eoqCase,
  eoq_backorders: backorders,
  epq: production,
  eoq_all_units: discount(eoqAllUnits),
  eoq_incremental: discount(eoqIncremental),
  power_of_two: powerOfTwoCase,
  eoq_yield: yieldCase,
  newsvendor_yield: newsvendorYieldCase,
  eoq_disruptions: eoqDisruptionsCase,
  base_stock_disruptions: baseStockDisruptionsCase,
};
