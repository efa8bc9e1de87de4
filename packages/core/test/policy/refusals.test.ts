import { poissonPmf } from '@stockwright/core/maths';
import {
  baseStockDiscrete,
  eoq,
  eoqAllUnits,
  epq,
  erlangLostSales,
  fillRate,
  finiteHorizonDp,
  multiItemBudget,
  newsvendorMoqPack,
  newsvendorNormal,
  newsvendorProfit,
  newsvendorSample,
  rqEil,
  rqExactNormal,
  safetyStock,
  seasonMarkdown,
  ssExact,
  wagnerWhitin,
} from '@stockwright/core/policy';
import { expect, test } from 'vitest';

const costs = { holdingCost: 1, stockoutCost: 4 };
const demand = poissonPmf(3);
const normalReorder = {
  holdingCost: 1,
  stockoutCost: 9,
  fixedCost: 10,
  demandRate: 100,
  demandSd: 20,
  leadTime: 1,
};
const season = {
  fullPrice: 20,
  markdownPrice: 12,
  unitCost: 9,
  salvageValue: 3,
  holdingCost: 0.5,
  fullPriceDemand: demand,
  markdownDemand: demand,
};
const horizonPeriod = { demand, holdingCost: 1, shortageCost: 2, fixedCost: 0, unitCost: 1 };
const horizon = { initialInventory: 0, stockout: 'lost', periods: [horizonPeriod] } as const;
const protection = { demandMean: 10, demandSd: 2, leadTimeMean: 4, leadTimeSd: 1, reviewPeriod: 0 };
const discounts = { fixedCost: 8, holdingCostRate: 0.3, demandRate: 100 };

/** One row per way to be wrong: what it is, the call, and what the message must say. */
const refusals: readonly (readonly [string, () => unknown, RegExp])[] = [
  [
    'no cost of leftovers',
    () => newsvendorNormal({ ...costs, holdingCost: 0, mean: 5, sd: 1 }),
    /holdingCost is 0/,
  ],
  ['certain demand as normal', () => newsvendorNormal({ ...costs, mean: 5, sd: 0 }), /sd is 0/],
  ['no samples', () => newsvendorSample({ ...costs, samples: [] }), /at least one sample/],
  [
    'a price below the cost',
    () => newsvendorProfit({ revenue: 2, unitCost: 3, salvageValue: 0, demand }),
    /revenue > unitCost > salvageValue/,
  ],
  [
    'a pack of nothing',
    () => newsvendorMoqPack({ ...costs, demand, onHand: 0, minimumOrderQuantity: 0, packSize: 0 }),
    /packSize is 0/,
  ],
  [
    'half a period',
    () => baseStockDiscrete({ ...costs, demand, leadTimePeriods: 0.5 }),
    /leadTimePeriods is 0.5/,
  ],
  [
    'certain service',
    () => safetyStock({ ...protection, cycleServiceLevel: 1 }),
    /cycleServiceLevel is 1/,
  ],
  [
    'a negative spread',
    () => safetyStock({ ...protection, leadTimeSd: -1, cycleServiceLevel: 0.9 }),
    /leadTimeSd is -1/,
  ],
  ['no lot', () => fillRate({ orderQuantity: 0, safetyStock: 1, sigma: 1 }), /orderQuantity is 0/],
  [
    'a rate that is no number',
    () => eoq({ fixedCost: 1, holdingCost: 1, demandRate: Number.NaN }),
    /demandRate is NaN/,
  ],
  [
    'a machine slower than demand',
    () => epq({ fixedCost: 1, holdingCost: 1, demandRate: 9, productionRate: 9 }),
    /must exceed demandRate/,
  ],
  [
    'a price list out of order',
    () => eoqAllUnits({ ...discounts, breakpoints: [0, 50, 20], unitCosts: [3, 2, 1] }),
    /breakpoints must ascend/,
  ],
  [
    'a price list that starts late',
    () => eoqAllUnits({ ...discounts, breakpoints: [10], unitCosts: [3] }),
    /first breakpoint must be 0/,
  ],
  [
    'no lead time for a normal one',
    () => rqExactNormal({ ...normalReorder, leadTime: 0 }),
    /leadTime is 0/,
  ],
  [
    'stock-outs too cheap to avoid',
    () => rqEil({ ...normalReorder, stockoutCost: 0.01 }),
    /stockoutCost 0.01 is too low/,
  ],
  [
    'nobody buys',
    () => ssExact({ ...costs, demand: poissonPmf(0), fixedCost: 1, leadTimePeriods: 0 }),
    /nor 0 for sure/,
  ],
  [
    'lists that differ in length',
    () => wagnerWhitin({ demand: [1, 2], holdingCost: [1], fixedCost: [1, 1], unitCost: [0, 0] }),
    /holdingCost has 1 entries for 2 periods/,
  ],
  [
    'free stock-keeping',
    () => erlangLostSales({ demandRate: 1, leadTimeMean: 1, holdingCost: 0, lostSalePenalty: 1 }),
    /holdingCost is 0/,
  ],
  [
    'salvage above the cost',
    () => seasonMarkdown({ ...season, salvageValue: 10 }),
    /unitCost > salvageValue/,
  ],
  [
    'a waiting customer where sales are lost',
    () => finiteHorizonDp({ ...horizon, initialInventory: -1 }),
    /initialInventory is -1/,
  ],
  ['money that grows', () => finiteHorizonDp({ ...horizon, discountFactor: 1.1 }), /at most 1/],
  [
    'a subsidy for stock',
    () => finiteHorizonDp({ ...horizon, periods: [{ ...horizonPeriod, holdingCost: -1 }] }),
    /holdingCost is -1/,
  ],
  [
    'money finer than cents',
    () => multiItemBudget([{ ...costs, unitCost: 0.005, demand }], 10),
    /finer than 0.01/,
  ],
  [
    'a budget too fine for a table',
    () => multiItemBudget([{ ...costs, unitCost: 0.01, demand }], 1e6),
    /too many/,
  ],
];

for (const [what, call, message] of refusals)
  test(`refused: ${what}`, () => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });
