import {
  erlangLostSales,
  type NormalReorderTerms,
  type ReorderPoint,
  rqEil,
  rqExactNormal,
  rqExactPoisson,
  ssExact,
} from '@stockwright/core/policy';
import { type Adapter, type Inputs, NotUnderstood, type Produced } from './case-shape.js';
import { readPmf } from './distributions.js';

const costs = (inputs: Inputs) => ({
  holdingCost: inputs.number('holding_cost'),
  stockoutCost: inputs.number('stockout_cost'),
  fixedCost: inputs.number('fixed_cost'),
});

const produced = ({ reorderPoint, orderQuantity, cost }: ReorderPoint): Produced => ({
  values: { r: reorderPoint, Q: orderQuantity, cost },
});

const requireDist = (demand: Inputs, dist: string): void => {
  if (demand.text('dist') !== dist) throw new NotUnderstood(`demand ${demand.text('dist')}`);
};

const poisson: Adapter = (inputs) => {
  const demand = inputs.inside('demand');
  requireDist(demand, 'poisson');
  return produced(
    rqExactPoisson({
      ...costs(inputs),
      demandRate: demand.number('rate'),
      leadTime: inputs.number('lead_time'),
    }),
  );
};

const normal =
  (solve: (terms: NormalReorderTerms) => ReorderPoint): Adapter =>
  (inputs) => {
    const demand = inputs.inside('demand');
    requireDist(demand, 'normal');
    return produced(
      solve({
        ...costs(inputs),
        demandRate: demand.number('mean_per_time'),
        demandSd: demand.number('sd_per_sqrt_time'),
        leadTime: inputs.number('lead_time'),
      }),
    );
  };

const minMax: Adapter = (inputs) => {
  const answer = ssExact({
    ...costs(inputs),
    demand: readPmf(inputs.inside('demand')),
    leadTimePeriods: inputs.number('lead_time', 0),
  });
  return { values: { s: answer.reorderPoint, S: answer.orderUpTo, cost: answer.cost } };
};

const erlang: Adapter = (inputs) => {
  const demand = inputs.inside('demand');
  requireDist(demand, 'poisson');
  const answer = erlangLostSales({
    demandRate: demand.number('rate'),
    leadTimeMean: inputs.number('lead_time_mean'),
    holdingCost: inputs.number('holding_cost'),
    lostSalePenalty: inputs.number('lost_sale_penalty'),
  });
  return {
    values: { S: answer.baseStock, cost: answer.cost, lost_fraction: answer.lostFraction },
  };
};

export const reorderCases: Readonly<Record<string, Adapter>> = {
  rq_exact_poisson: poisson,
  rq_exact_normal: normal(rqExactNormal),
  rq_eil: normal(rqEil),
  ss_exact: minMax,
  erlang_lost_sales: erlang,
};
