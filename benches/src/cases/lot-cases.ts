import {
  eoq,
  eoqAllUnits,
  eoqBackorders,
  eoqIncremental,
  epq,
  lotCost,
} from '@stockwright/core/policy';
import type { Adapter, Inputs } from './case-shape.js';

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

export const lotCases: Readonly<Record<string, Adapter>> = {
  eoq: eoqCase,
  eoq_backorders: backorders,
  epq: production,
  eoq_all_units: discount(eoqAllUnits),
  eoq_incremental: discount(eoqIncremental),
};
