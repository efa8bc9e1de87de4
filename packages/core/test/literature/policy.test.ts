import {
  discretePmf,
  negativeBinomialPmf,
  normalDemand,
  poissonPmf,
} from '@stockwright/core/maths';
import {
  baseStockDisruptions,
  baseStockNormal,
  eoq,
  eoqAllUnits,
  eoqBackorders,
  eoqIncremental,
  eoqYield,
  epq,
  fillRate,
  lotCost,
  newsvendorDiscrete,
  newsvendorNormal,
  newsvendorProfit,
  newsvendorYield,
  powerOfTwo,
  rqEil,
  rqExactNormal,
  rqExactPoisson,
  safetyStock,
  safetyStockForFillRate,
  ssExact,
  wagnerWhitin,
} from '@stockwright/core/policy';
import { expect, test } from 'vitest';

// Snyder & Shen = Fundamentals of Supply Chain Theory, 2nd ed. (2019). Digits beyond the printed ones come
// from an independent computation of the same examples (the inventory cases beside this repository).

test('EOQ agrees with Snyder & Shen, Example 3.1', () => {
  const terms = { fixedCost: 8, holdingCost: 0.225, demandRate: 1300 };
  expect(eoq(terms).orderQuantity).toBeCloseTo(304.0468, 4);
  expect(eoq(terms).cost).toBeCloseTo(68.4105, 4);
  expect(lotCost(terms, 250)).toBeCloseTo(69.725, 10);
});

test('EOQ with backorders and EPQ agree with Snyder & Shen, Example 3.8 and Problem 3.22', () => {
  const waiting = eoqBackorders({
    fixedCost: 8,
    holdingCost: 0.225,
    demandRate: 1300,
    backorderCost: 5,
  });
  expect(waiting.orderQuantity).toBeCloseTo(310.812555, 6);
  expect(waiting.stockoutFraction).toBeCloseTo(0.0430622, 7);
  expect(waiting.cost).toBeCloseTo(66.92136355, 7);
  const made = epq({ fixedCost: 4, holdingCost: 0.08, demandRate: 80, productionRate: 110 });
  expect(made.orderQuantity).toBeCloseTo(171.2697677, 6);
  expect(made.cost).toBeCloseTo(3.736794932, 8);
});

test('quantity discounts agree with Snyder & Shen, Examples 3.6 and 3.7', () => {
  const terms = {
    fixedCost: 8,
    holdingCostRate: 0.3,
    demandRate: 1300,
    breakpoints: [0, 400, 800],
    unitCosts: [0.75, 0.72, 0.68],
  };
  expect(eoqAllUnits(terms)).toMatchObject({ orderQuantity: 800, region: 2 });
  expect(eoqAllUnits(terms).cost).toBeCloseTo(978.6, 9);
  expect(eoqIncremental(terms)).toMatchObject({ region: 0 });
  expect(eoqIncremental(terms).cost).toBeCloseTo(1043.41052551, 7);
});

test('the newsvendor agrees with Snyder & Shen, Example 4.3, Problems 4.3(b) and 4.7(b)', () => {
  const normal = newsvendorNormal({ holdingCost: 0.18, stockoutCost: 0.7, mean: 50, sd: 8 });
  expect(normal.orderUpTo).toBeCloseTo(56.6039559, 6);
  expect(normal.cost).toBeCloseTo(1.9976052, 6);
  const profit = newsvendorProfit({
    revenue: 7,
    unitCost: 2.5,
    salvageValue: 1.5,
    demand: normalDemand(50, 10),
  });
  expect(profit.orderUpTo).toBeCloseTo(59.0845787, 6);
  expect(profit.expectedProfit).toBeCloseTo(210.4768083, 6);
  const demand = discretePmf(
    [1, 2, 3, 4, 5, 6, 7, 8],
    [0.25, 0.05, 0.1, 0.2, 0.15, 0.1, 0.1, 0.05],
  );
  const discrete = newsvendorDiscrete({ holdingCost: 5e5, stockoutCost: 1e6, demand });
  expect(discrete.orderUpTo).toBe(5);
  expect(discrete.cost).toBeCloseTo(1_225_000, 4);
});

test('base stock covers lead time plus one period: Snyder & Shen, Example 4.4', () => {
  const costs = { holdingCost: 0.18, stockoutCost: 0.7 };
  const { orderUpTo, cost } = baseStockNormal({ ...costs, mean: 50, sd: 8, leadTimePeriods: 4 });
  expect(orderUpTo).toBeCloseTo(264.7668944, 6);
  expect(cost).toBeCloseTo(4.466781, 6);
});

test('safety stock and fill rate agree with Chopra & Meindl, Examples 12-3, 12-4 and 12-5', () => {
  const weekly = {
    demandMean: 2500,
    demandSd: 500,
    leadTimeMean: 2,
    leadTimeSd: 0,
    reviewPeriod: 0,
  };
  const stock = safetyStock({ ...weekly, cycleServiceLevel: 0.9 });
  expect(Math.round(stock.safetyStock)).toBe(906); // printed 907
  const service = fillRate({ orderQuantity: 10_000, safetyStock: 1000, sigma: stock.sigma });
  expect(Math.round(service.expectedShortagePerCycle)).toBe(25);
  expect(service.fillRate).toBeCloseTo(0.9975, 4);
  const wanted = { orderQuantity: 10_000, sigma: stock.sigma, targetFillRate: 0.975 };
  expect(Math.round(safetyStockForFillRate(wanted))).toBe(67);
});

test('(r, Q) policies agree with Snyder & Shen, Problem 5.2, Example 5.6 and Problem 5.1', () => {
  const poisson = rqExactPoisson({
    holdingCost: 4,
    stockoutCost: 28,
    fixedCost: 4,
    demandRate: 12,
    leadTime: 0.5,
  });
  expect(poisson).toMatchObject({ reorderPoint: 6, orderQuantity: 7 });
  expect(poisson.cost).toBeCloseTo(28.2413128, 6);
  const normal = rqExactNormal({
    holdingCost: 0.225,
    stockoutCost: 7.5,
    fixedCost: 8,
    demandRate: 1300,
    demandSd: 150,
    leadTime: 1 / 12,
  });
  expect(normal.reorderPoint).toBeCloseTo(126.867, 2);
  expect(normal.orderQuantity).toBeCloseTo(328.449, 2);
  expect(normal.cost).toBeCloseTo(78.0711463, 6);
  const approximate = rqEil({
    holdingCost: 3.1,
    stockoutCost: 45,
    fixedCost: 50,
    demandRate: 800,
    demandSd: 40,
    leadTime: 4 / 365,
  });
  expect(approximate.reorderPoint).toBeCloseTo(17.9726, 3);
  expect(approximate.orderQuantity).toBeCloseTo(162.1232, 3);
});

test('(s, S) policies agree with the table of Zheng & Federgruen (1991), h 1, p 9, K 64', () => {
  const printed = [
    [21, 15, 65, 50.406],
    [22, 16, 68, 51.632],
    [23, 17, 52, 52.757],
    [55, 47, 118, 74.149],
    [64, 55, 74, 78.402],
  ] as const;
  for (const [mean, s, S, cost] of printed) {
    const answer = ssExact({
      holdingCost: 1,
      stockoutCost: 9,
      fixedCost: 64,
      leadTimePeriods: 0,
      demand: poissonPmf(mean),
    });
    expect([mean, answer.reorderPoint, answer.orderUpTo]).toEqual([mean, s, S]);
    expect(answer.cost).toBeCloseTo(cost, 3);
  }
});

test('lot sizing agrees with Snyder & Shen, Problem 3.29, and Silver, Pyke & Peterson (1998), chapter 6', () => {
  const plan = (demand: number[], h: number, K: number) =>
    wagnerWhitin({
      demand,
      holdingCost: demand.map(() => h),
      fixedCost: demand.map(() => K),
      unitCost: demand.map(() => 0),
    });
  const five = plan([730, 580, 445, 650, 880], 0.1, 100);
  expect(five.orders).toEqual([1310, 0, 1095, 0, 880]);
  expect(five.cost).toBeCloseTo(423, 9);
  const months = [10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41];
  expect(plan(months, 0.4, 54).cost).toBeCloseTo(501.2, 9);
});

test('a power-of-two interval never costs more than 6.07 % above the EOQ (Roundy 1985)', () => {
  for (let i = 0; i < 200; i++) {
    const base = 1.013 ** i / 10;
    const { costRatio } = powerOfTwo({
      fixedCost: 8,
      holdingCost: 0.225,
      demandRate: 1300,
      basePeriod: base,
    });
    expect(costRatio).toBeLessThanOrEqual(3 / (2 * Math.SQRT2) + 1e-12);
  }
});

test('uncertain supply agrees with Snyder & Shen, Examples 9.3, 9.4 and 9.6', () => {
  const disrupted = baseStockDisruptions({
    holdingCost: 0.25,
    stockoutCost: 3,
    demandPerPeriod: 2000,
    disruptionProbability: 0.04,
    recoveryProbability: 0.25,
  });
  expect(disrupted.orderUpTo).toBe(8000);
  expect(disrupted.cost).toBeCloseTo(2737.069, 4);
  const additive = eoqYield({
    fixedCost: 18_500,
    holdingCost: 0.06,
    demandRate: 75_000,
    supply: { type: 'additive', mean: -15_000, sd: 9000 },
  });
  expect(additive.orderQuantity).toBeCloseTo(230_246.37, 2);
  const uniform = newsvendorYield({
    holdingCost: 15e6,
    stockoutCost: 75e6,
    demand: 1.5,
    low: -0.5,
    high: 0.5,
  });
  expect(uniform.orderUpTo).toBeCloseTo(11 / 6, 12);
  expect(uniform.cost).toBeCloseTo(6_250_000, 6);
});

test('overdispersed demand and a lead time raise both s and S', () => {
  const costs = { holdingCost: 1, stockoutCost: 19, fixedCost: 20, leadTimePeriods: 1 };
  const steady = ssExact({ ...costs, demand: poissonPmf(4) });
  const bursty = ssExact({ ...costs, demand: negativeBinomialPmf(2, 4) });
  expect(bursty.reorderPoint).toBeGreaterThan(steady.reorderPoint);
  expect(bursty.cost).toBeGreaterThan(steady.cost);
});
