import { type StockState, type StockTerms, stepStock } from '@stockwright/core/policy';
import { type Adapter, type Inputs, NotUnderstood } from './case-shape.js';

function stockoutRule(inputs: Inputs): StockTerms['stockout'] {
  const rule = inputs.text('stockout');
  if (rule !== 'lost' && rule !== 'backorder') throw new NotUnderstood(`stockout rule ${rule}`);
  return rule;
}

const transitionTrace: Adapter = (inputs) => {
  const terms: StockTerms = {
    stockout: stockoutRule(inputs),
    holdingCost: inputs.number('holding_cost'),
    shortageCost: inputs.number('shortage_cost'),
    fixedCost: inputs.number('fixed_cost', 0),
    unitCost: inputs.number('purchase_cost', 0),
  };
  const orders = inputs.numbers('orders');
  let state: StockState = {
    netInventory: inputs.number('initial_on_hand'),
    pipeline: inputs.has('pipeline_oldest_first') ? inputs.numbers('pipeline_oldest_first') : [],
  };
  if (state.pipeline.length !== inputs.number('lead_time'))
    throw new NotUnderstood('the pipeline does not have lead_time entries');
  let total = 0;
  const rows = inputs.numbers('demand').map((demand, period) => {
    const step = stepStock(state, orders[period], demand, terms);
    state = step.state;
    total += step.cost;
    return [state.netInventory, step.short, step.cost];
  });
  return {
    values: {
      rows_net_inventory_short_cost: rows,
      total_cost: total,
      final_pipeline: [...state.pipeline],
    },
  };
};

export const horizonCases: Readonly<Record<string, Adapter>> = {
  transition_trace: transitionTrace,
};
