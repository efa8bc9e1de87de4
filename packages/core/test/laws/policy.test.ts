import {
  discretePmf,
  expectedLeftover,
  expectedShortage,
  negativeBinomialPmf,
  type Pmf,
  pmfLast,
  pmfQuantile,
  pointPmf,
  poissonPmf,
  quantileOfSamples,
} from '@stockwright/core/maths';
import {
  finiteHorizonDp,
  multiItemBudget,
  newsvendorDiscrete,
  newsvendorMoqPack,
  newsvendorSample,
  rqExactPoisson,
  type StockState,
  ssExact,
  stepStock,
  wagnerWhitin,
} from '@stockwright/core/policy';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const cost = fc.integer({ min: 1, max: 200 }).map((tenths) => tenths / 10);
const weights = fc
  .array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 12 })
  .filter((list) => list.some((weight, pieces) => pieces > 0 && weight > 0));
/** Demand of 0 to 11 pieces with arbitrary probabilities, not 0 for sure. */
const smallDemand = weights.map((list): Pmf => {
  const total = list.reduce((sum, weight) => sum + weight, 0);
  return discretePmf(
    list.map((_, pieces) => pieces),
    list.map((weight) => weight / total),
  );
});

const mismatch = (demand: Pmf, h: number, p: number, level: number): number =>
  h * expectedLeftover(demand, level) + p * expectedShortage(demand, level);

test('quantiles ascend, of distributions and of samples', () => {
  const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2 });
  fc.assert(
    fc.property(
      smallDemand,
      fc.array(fc.integer(), { minLength: 1 }),
      probabilities,
      (pmf, samples, list) => {
        const sorted = [...list].sort((a, b) => a - b);
        for (let i = 1; i < sorted.length; i++) {
          expect(pmfQuantile(pmf, sorted[i])).toBeGreaterThanOrEqual(
            pmfQuantile(pmf, sorted[i - 1]),
          );
          expect(quantileOfSamples(samples, sorted[i])).toBeGreaterThanOrEqual(
            quantileOfSamples(samples, sorted[i - 1]),
          );
        }
      },
    ),
  );
});

test('newsvendor cost is convex in the level, and no level beats the answer', () => {
  fc.assert(
    fc.property(smallDemand, cost, cost, (demand, h, p) => {
      const answer = newsvendorDiscrete({ holdingCost: h, stockoutCost: p, demand });
      const levels = Array.from({ length: pmfLast(demand) + 4 }, (_, level) => level - 1);
      const costs = levels.map((level) => mismatch(demand, h, p, level));
      for (let i = 1; i < costs.length - 1; i++)
        expect(costs[i + 1] - costs[i]).toBeGreaterThanOrEqual(costs[i] - costs[i - 1] - 1e-9);
      expect(answer.cost).toBeCloseTo(Math.min(...costs), 9);
      expect(mismatch(demand, h, p, answer.orderUpTo)).toBeCloseTo(answer.cost, 9);
    }),
  );
});

test('on samples the newsvendor is the best of all levels', () => {
  const samples = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(samples, cost, cost, (list, h, p) => {
      const meanCost = (level: number): number =>
        list.reduce((sum, d) => sum + (d < level ? h * (level - d) : p * (d - level)), 0) /
        list.length;
      const least = Math.min(...Array.from({ length: 32 }, (_, level) => meanCost(level)));
      expect(newsvendorSample({ holdingCost: h, stockoutCost: p, samples: list }).cost).toBeCloseTo(
        least,
        9,
      );
    }),
  );
});

test('under MOQ and pack no feasible order beats the answer', () => {
  const terms = fc.record({
    onHand: fc.integer({ min: -5, max: 15 }),
    minimumOrderQuantity: fc.integer({ min: 0, max: 12 }),
    packSize: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(
    fc.property(smallDemand, cost, cost, terms, (demand, h, p, supply) => {
      const answer = newsvendorMoqPack({ holdingCost: h, stockoutCost: p, demand, ...supply });
      const feasible = Array.from({ length: 61 }, (_, order) => order).filter(
        (order) =>
          order === 0 || (order % supply.packSize === 0 && order >= supply.minimumOrderQuantity),
      );
      const costs = feasible.map((order) => mismatch(demand, h, p, supply.onHand + order));
      expect(feasible).toContain(answer.order);
      expect(answer.expectedCost).toBeCloseTo(Math.min(...costs), 9);
    }),
  );
});

/** Long-run cost of an (s, S) policy from the stationary distribution of its position, by iteration. */
function simulatedMinMaxCost(
  demand: Pmf,
  h: number,
  p: number,
  K: number,
  s: number,
  S: number,
): number {
  // Positions after ordering are s + 1 … S.
  let share = new Float64Array(S - s).fill(1 / (S - s));
  for (let round = 0; round < 4000; round++) {
    const next = new Float64Array(S - s);
    for (let i = 0; i < share.length; i++)
      for (let d = 0; d < demand.probabilities.length; d++) {
        const left = s + 1 + i - demand.offset - d;
        next[left > s ? left - s - 1 : S - s - 1] += share[i] * demand.probabilities[d];
      }
    // Half a step keeps a policy that comes back at fixed intervals from swinging for ever.
    share = next.map((each, i) => (each + share[i]) / 2);
  }
  let total = 0;
  for (let i = 0; i < share.length; i++) {
    const level = s + 1 + i;
    let orders = 0;
    for (let d = 0; d < demand.probabilities.length; d++)
      if (level - demand.offset - d <= s) orders += demand.probabilities[d];
    total += share[i] * (mismatch(demand, h, p, level) + K * orders);
  }
  return total;
}

test('the (s, S) cost is that of running the policy, and no neighbour is better', () => {
  const small = weights
    .map((list) => list.slice(0, 6))
    .filter((l) => l.some((w, d) => d > 0 && w > 0));
  fc.assert(
    fc.property(small, cost, cost, fc.integer({ min: 0, max: 40 }), (list, h, p, K) => {
      const total = list.reduce((sum, weight) => sum + weight, 0);
      const demand = discretePmf(
        list.map((_, d) => d),
        list.map((weight) => weight / total),
      );
      const answer = ssExact({
        holdingCost: h,
        stockoutCost: p,
        fixedCost: K,
        demand,
        leadTimePeriods: 0,
      });
      const { reorderPoint: s, orderUpTo: S } = answer;
      if (S - s > 25 || p / h > 20 || h / p > 20) return;
      expect(simulatedMinMaxCost(demand, h, p, K, s, S)).toBeCloseTo(answer.cost, 5);
      for (const [ds, dS] of [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
        [-1, 1],
        [1, -1],
        [-1, -1],
        [1, 1],
      ])
        if (S + dS > s + ds)
          expect(simulatedMinMaxCost(demand, h, p, K, s + ds, S + dS)).toBeGreaterThan(
            answer.cost - 1e-5,
          );
    }),
    { numRuns: 25 },
  );
});

test('no (r, Q) near the answer costs less', () => {
  fc.assert(
    fc.property(cost, cost, cost, fc.integer({ min: 1, max: 12 }), (h, p, K, rate) => {
      const answer = rqExactPoisson({
        holdingCost: h,
        stockoutCost: p,
        fixedCost: K,
        demandRate: rate,
        leadTime: 1,
      });
      const demand = poissonPmf(rate);
      const costOf = (r: number, Q: number): number => {
        let sum = K * rate;
        for (let level = r + 1; level <= r + Q; level++) sum += mismatch(demand, h, p, level);
        return sum / Q;
      };
      const { reorderPoint: r, orderQuantity: Q } = answer;
      expect(costOf(r, Q)).toBeCloseTo(answer.cost, 7);
      for (let dr = -3; dr <= 3; dr++)
        for (let dQ = -3; dQ <= 3; dQ++)
          if (Q + dQ >= 1) expect(costOf(r + dr, Q + dQ)).toBeGreaterThan(answer.cost - 1e-7);
    }),
  );
});

const horizonDemand = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 });

test('with known demand the finite-horizon programme finds what trying every plan finds', () => {
  const terms = fc.record({
    stockout: fc.constantFrom('lost' as const, 'backorder' as const),
    holdingBasis: fc.constantFrom('end' as const, 'start' as const),
    minimumOrderQuantity: fc.integer({ min: 0, max: 5 }),
    packSize: fc.integer({ min: 1, max: 3 }),
    capacity: fc.constantFrom(6, 9, 12, Infinity),
  });
  fc.assert(
    fc.property(horizonDemand, terms, cost, cost, cost, cost, (demand, rules, h, p, K, c) => {
      const each = { holdingCost: h, shortageCost: p, fixedCost: K, unitCost: c };
      const plan = finiteHorizonDp({
        ...rules,
        initialInventory: 2,
        periods: demand.map((pieces) => ({ ...each, demand: pointPmf(pieces) })),
      });
      const most = demand.reduce((sum, pieces) => sum + pieces, 0) + 6;
      const orders = Array.from({ length: most + 1 }, (_, order) => order).filter(
        (order) =>
          order === 0 ||
          (order % rules.packSize === 0 &&
            order >= rules.minimumOrderQuantity &&
            order <= rules.capacity),
      );
      const least = (state: StockState, t: number): number =>
        t === demand.length
          ? 0
          : Math.min(
              ...orders.map((order) => {
                const step = stepStock(state, order, demand[t], { ...rules, ...each });
                return step.cost + least(step.state, t + 1);
              }),
            );
      expect(plan.cost).toBeCloseTo(least({ netInventory: 2, pipeline: [] }, 0), 7);
    }),
    { numRuns: 40 },
  );
});

test('where running out is forbidden by price, the programme and Wagner-Whitin agree', () => {
  fc.assert(
    fc.property(horizonDemand, cost, cost, (demand, h, K) => {
      const each = { holdingCost: h, fixedCost: K, unitCost: 1 };
      const lots = wagnerWhitin({
        demand,
        holdingCost: demand.map(() => h),
        fixedCost: demand.map(() => K),
        unitCost: demand.map(() => 1),
      });
      const plan = finiteHorizonDp({
        stockout: 'backorder',
        initialInventory: 0,
        periods: demand.map((pieces) => ({ ...each, shortageCost: 1e6, demand: pointPmf(pieces) })),
      });
      expect(plan.cost).toBeCloseTo(lots.cost, 6);
    }),
  );
});

test('a larger budget never costs more, and no answer beats the Lagrangian bound', () => {
  const items = [
    { unitCost: 12, holdingCost: 2, stockoutCost: 9, demand: poissonPmf(8) },
    { unitCost: 7.5, holdingCost: 1, stockoutCost: 5, demand: negativeBinomialPmf(2, 5) },
    { unitCost: 20, holdingCost: 3, stockoutCost: 30, demand: poissonPmf(2) },
  ];
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 60 }),
      (budget, more) => {
        const tight = multiItemBudget(items, budget);
        const loose = multiItemBudget(items, budget + more);
        expect(tight.spend).toBeLessThanOrEqual(budget);
        expect(loose.cost).toBeLessThanOrEqual(tight.cost + 1e-9);
        expect(tight.lowerBound).toBeLessThanOrEqual(tight.cost + 1e-9);
      },
    ),
    { numRuns: 30 },
  );
});

test('stock-keeping makes and loses no pieces', () => {
  const path = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 1, maxLength: 20 });
  const rule = fc.constantFrom('lost' as const, 'backorder' as const);
  fc.assert(
    fc.property(path, fc.array(fc.nat(5), { maxLength: 3 }), rule, (steps, pipeline, stockout) => {
      let state: StockState = { netInventory: 3, pipeline };
      let pieces = 3 + pipeline.reduce((sum, each) => sum + each, 0);
      for (const [order, demand] of steps) {
        const step = stepStock(state, order, demand, { stockout, holdingCost: 1, shortageCost: 2 });
        state = step.state;
        const lost = stockout === 'lost' ? step.short : 0;
        pieces += order - demand + lost;
        const here = state.netInventory + state.pipeline.reduce((sum, each) => sum + each, 0);
        expect(here).toBe(pieces);
        expect(step.sold).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
