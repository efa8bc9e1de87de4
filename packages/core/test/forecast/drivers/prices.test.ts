import type { DemandPanel } from '@stockwright/core/demand';
import { type PriceData, priceExposure, priceResponse } from '@stockwright/core/forecast';
import { createDice, type Dice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const DAYS = 730;

/** Usual price 10, promotions of a week or two now and then, and one rise for good. */
function pricesOf(dice: Dice): Float64Array {
  const prices = new Float64Array(DAYS + 28).fill(10);
  for (let t = 400; t < prices.length; t++) prices[t] = 10.5;
  for (let t = 20; t < DAYS; t += 40 + Math.floor(60 * dice.next())) {
    const cut = 0.03 + 0.37 * dice.next();
    const end = Math.min(prices.length, t + (dice.next() < 0.5 ? 7 : 14));
    for (let u = t; u < end; u++) prices[u] *= 1 - cut;
  }
  return prices;
}

interface Truth {
  readonly elasticity: number;
  readonly promotion: number;
}

/** Slow and fast sellers whose level drifts, and whose demand answers to prices as their group's does. */
function simulate(seriesCount: number, truths: readonly Truth[], seed = 1): PriceData {
  const dice = createDice('prices', seed);
  const demand = new Float64Array(seriesCount * DAYS);
  const prices: Float64Array[] = [];
  for (let s = 0; s < seriesCount; s++) {
    const own = pricesOf(dice);
    prices.push(own);
    const { elasticity, promotion } = truths[s % truths.length];
    const base = 0.3 * 2 ** (s % 6);
    let usual = 10;
    for (let t = 0; t < DAYS; t++) {
      if (t === 445) usual = 10.5;
      const level = base * (1 + 0.5 * Math.sin((2 * Math.PI * (t + 11 * s)) / 365));
      const isPromotion = own[t] / usual <= 0.95;
      const mean = level * (own[t] / usual) ** elasticity * (isPromotion ? promotion : 1);
      demand[s * DAYS + t] = drawPoisson(dice, mean);
    }
  }
  const panel: DemandPanel = {
    seriesCount,
    item: Int32Array.from({ length: seriesCount }, (_, s) => s),
    location: new Int32Array(seriesCount),
    firstDay: new Int32Array(seriesCount).fill(19_000),
    lastDay: 19_000 + DAYS - 1,
    offsets: Int32Array.from({ length: seriesCount + 1 }, (_, s) => s * DAYS),
    demand,
    returned: new Float64Array(demand.length),
    observed: new Uint8Array(demand.length).fill(1),
  };
  const group = Int32Array.from({ length: seriesCount }, (_, s) => s % truths.length);
  return { panel, group, priceOf: (s) => prices[s] };
}

test('elasticities and promotions of groups are found within three standard errors of the truth', () => {
  const truths = [
    { elasticity: -2.5, promotion: 1.3 },
    { elasticity: -0.8, promotion: 1 },
  ];
  const { groups } = priceResponse(simulate(160, truths));
  truths.forEach((truth, g) => {
    const { elasticity, elasticityError, promotion, promotionError } = groups[g];
    expect(Math.abs(elasticity - truth.elasticity)).toBeLessThan(3 * elasticityError);
    expect(Math.abs(Math.log(promotion / truth.promotion))).toBeLessThan(3 * promotionError);
    expect(elasticityError).toBeLessThan(0.35);
    expect(promotionError).toBeLessThan(0.1);
  });
});

test('a group whose prices never moved has the effect of all', () => {
  const data = simulate(60, [{ elasticity: -2, promotion: 1.2 }]);
  const still = new Float64Array(DAYS).fill(7);
  const { overall, groups } = priceResponse({
    ...data,
    group: Int32Array.from({ length: 60 }, (_, s) => (s < 50 ? 0 : 1)),
    priceOf: (s) => (s < 50 ? data.priceOf(s) : still),
  });
  expect(groups[1].elasticity).toBe(overall.elasticity);
  expect(groups[1].promotion).toBe(overall.promotion);
  expect(groups[1].elasticityError).toBeGreaterThan(groups[0].elasticityError);
});

test('where prices do nothing, little is found, and never that a dearer item sells more', () => {
  for (let seed = 1; seed <= 3; seed++) {
    const { overall, groups } = priceResponse(
      simulate(30, [{ elasticity: 0, promotion: 1 }], seed),
    );
    for (const { elasticity, promotion } of [overall, ...groups]) {
      expect(elasticity).toBeLessThanOrEqual(0);
      expect(elasticity).toBeGreaterThan(-0.5);
      expect(promotion).toBeGreaterThanOrEqual(1);
      expect(promotion).toBeLessThan(1.15);
    }
  }
});

test('a few bulk orders hardly move what is learnt', () => {
  const data = simulate(80, [{ elasticity: -1.5, promotion: 1 }]);
  const calm = priceResponse(data).overall;
  const dice = createDice('bulk');
  const demand = data.panel.demand.slice();
  for (let i = 0; i < 80; i++) demand[Math.floor(dice.next() * demand.length)] += 150;
  const bulk = priceResponse({ ...data, panel: { ...data.panel, demand } }).overall;
  const off = Math.log(0.8) * (bulk.elasticity - calm.elasticity);
  expect(Math.abs(off + Math.log(bulk.promotion / calm.promotion))).toBeLessThan(0.1);
});

test('at the usual price the exposure is 1, whatever was learnt', () => {
  const response = priceResponse(simulate(60, [{ elasticity: -2, promotion: 1.2 }]));
  const usual = new Float64Array(200).fill(3.5);
  expect(priceExposure(response, 0, usual)).toEqual(new Float64Array(200).fill(1));
  const unknown = new Float64Array(20).fill(Number.NaN);
  expect(priceExposure(response, 0, unknown)).toEqual(new Float64Array(20).fill(1));
});

test('an exposure follows elasticity and promotion, and a price that stays becomes the usual one', () => {
  const effect = { elasticity: -2, elasticityError: 0, promotion: 1.2, promotionError: 0 };
  const response = { overall: effect, groups: [], usualSteps: 11, promotionDepth: 0.05 };
  const prices = new Float64Array(40).fill(10).fill(9, 20);
  const exposure = priceExposure(response, 0, prices);
  expect(exposure[19]).toBe(1);
  expect(exposure[20]).toBeCloseTo(0.9 ** -2 * 1.2, 12);
  expect(exposure[39]).toBe(1);
});
