import { pointPmf } from '@stockwright/core/maths';
import {
  finiteHorizonDp,
  type HorizonTerms,
  type StockState,
  type StockTerms,
  stepStock,
  wagnerWhitin,
} from '@stockwright/core/policy';
import { type Adapter, type Inputs, NotUnderstood } from './case-shape.js';
import { readPmf } from './distributions.js';

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

const wagnerWhitinCase: Adapter = (inputs) => {
  const demand = inputs.numbers('demand');
  const periods = demand.length;
  if (inputs.number('initial_inventory', 0) !== 0) throw new NotUnderstood('initial inventory');
  const terms = {
    demand,
    holdingCost: inputs.perPeriod('holding_cost', periods),
    fixedCost: inputs.perPeriod('fixed_cost', periods),
    unitCost: inputs.perPeriod('purchase_cost', periods, 0),
  };
  const { orders, cost } = wagnerWhitin(terms);
  const costOf = (_: string, decision: unknown): number => {
    let stock = 0;
    let sum = 0;
    for (const [t, order] of (decision as readonly number[]).entries()) {
      stock += order - demand[t];
      if (stock < -1e-9) return Infinity;
      sum += (order > 0 ? terms.fixedCost[t] : 0) + terms.unitCost[t] * order;
      sum += terms.holdingCost[t] * stock;
    }
    return sum;
  };
  return { values: { cost, Q: [...orders] }, costOf };
};

/** What the core model's two kinds and the finite-horizon programme share. */
function horizonTerms(inputs: Inputs, demand: HorizonTerms['periods'][number]['demand'][]) {
  const count = demand.length;
  const shortage = inputs.has('shortage_cost') ? 'shortage_cost' : 'stockout_cost';
  const holdingCost = inputs.perPeriod('holding_cost', count);
  const shortageCost = inputs.perPeriod(shortage, count);
  const fixedCost = inputs.perPeriod('fixed_cost', count, 0);
  const unitCost = inputs.perPeriod('purchase_cost', count, 0);
  if (inputs.number('lead_time', 0) !== 0) throw new NotUnderstood('a lead time');
  const basis = inputs.text('holding_basis', 'end');
  if (basis !== 'end' && basis !== 'start') throw new NotUnderstood(`holding basis ${basis}`);
  return {
    periods: demand.map((each, t) => ({
      demand: each,
      holdingCost: holdingCost[t],
      shortageCost: shortageCost[t],
      fixedCost: fixedCost[t],
      unitCost: unitCost[t],
    })),
    initialInventory: inputs.number('initial_inventory', 0),
    stockout: inputs.has('stockout') ? stockoutRule(inputs) : 'backorder',
    holdingBasis: basis,
    discountFactor: inputs.number('discount_factor', inputs.number('gamma', 1)),
    minimumOrderQuantity: inputs.number('moq', 0),
    packSize: inputs.number('pack', 1),
    capacity: inputs.number('cap', Infinity),
    terminal: {
      holdingCost: inputs.number('terminal_holding_cost', 0),
      shortageCost: inputs.number('terminal_stockout_cost', 0),
    },
  } satisfies HorizonTerms;
}

const coreDeterministic: Adapter = (inputs) => {
  const demand = inputs.numbers('demand');
  const terms = horizonTerms(inputs, demand.map(pointPmf));
  const plan = finiteHorizonDp(terms);
  /** The cost of a rule, period by period, by the same transition as everywhere. */
  const follow = (rule: (period: number, inventory: number) => number) => {
    let state: StockState = { netInventory: terms.initialInventory, pipeline: [] };
    let cost = 0;
    const orders = demand.map((pieces, t) => {
      const order = rule(t, state.netInventory);
      const step = stepStock(state, order, pieces, { ...terms, ...terms.periods[t] });
      state = step.state;
      cost += step.cost;
      return order;
    });
    return { orders, cost };
  };
  const feasible = (order: number): boolean =>
    order === 0 ||
    (order % terms.packSize === 0 &&
      order >= terms.minimumOrderQuantity &&
      order <= terms.capacity);
  return {
    values: { cost: plan.cost, Q: follow(plan.order).orders },
    costOf: (_, decision) => {
      const orders = decision as readonly number[];
      return orders.every(feasible) ? follow((t) => orders[t]).cost : Infinity;
    },
  };
};

const coreStochastic: Adapter = (inputs) => {
  const terms = horizonTerms(inputs, inputs.list('demand').map(readPmf));
  const plan = finiteHorizonDp(terms);
  return {
    values: {
      cost: plan.cost,
      first_order: plan.order(0, terms.initialInventory),
      s: plan.reorderPoint,
      S: plan.orderUpTo,
      order_up_to: plan.orderUpTo,
      reorder_point: plan.reorderPoint,
    },
  };
};

export const horizonCases: Readonly<Record<string, Adapter>> = {
  transition_trace: transitionTrace,
  wagner_whitin: wagnerWhitinCase,
  core_deterministic: coreDeterministic,
  core_stochastic: coreStochastic,
  finite_horizon_dp: coreStochastic,
};
