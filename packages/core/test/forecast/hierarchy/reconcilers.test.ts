import {
  averageProportions,
  bottomUp,
  equalVariances,
  errorVariances,
  forecastProportions,
  groupedHierarchy,
  type Hierarchy,
  incoherence,
  middleOut,
  minimumTrace,
  minimumTraceOfCovariance,
  nodeCountOf,
  nodesOfLevel,
  proportionsOfAverages,
  type Reconciler,
  structuralVariances,
  sumUp,
  topDown,
} from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyForecasts, anyHierarchy, textbookBottoms } from './shapes.js';

const STEPS = 2;
const anyCase = anyHierarchy.chain((hierarchy) =>
  anyForecasts(hierarchy, STEPS).map((forecasts) => ({ hierarchy, ...forecasts })),
);

/** A covariance in which nodes err together, more so the nearer their numbers are. */
const covarianceOf = (variance: Float64Array): Float64Array => {
  const nodes = variance.length;
  return Float64Array.from({ length: nodes ** 2 }, (_, i) => {
    const row = Math.floor(i / nodes);
    const column = i % nodes;
    return Math.sqrt(variance[row] * variance[column]) * 0.6 ** Math.abs(row - column);
  });
};

const largestGap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

const even = (hierarchy: Hierarchy): Float64Array =>
  new Float64Array(hierarchy.bottomCount).fill(1 / hierarchy.bottomCount);

/** All that reconcile, each in the form that keeps demand from falling below 0. */
const ALL: Record<string, (hierarchy: Hierarchy, variance: Float64Array) => Reconciler> = {
  bottomUp: (hierarchy) => bottomUp(hierarchy),
  topDown: (hierarchy) => topDown(hierarchy, even(hierarchy)),
  forecastProportions: (hierarchy) => forecastProportions(hierarchy),
  ols: (hierarchy) => minimumTrace(hierarchy, equalVariances(hierarchy)),
  structural: (hierarchy) => minimumTrace(hierarchy, structuralVariances(hierarchy)),
  variances: (hierarchy, variance) => minimumTrace(hierarchy, variance),
  covariance: (hierarchy, variance) => minimumTraceOfCovariance(hierarchy, covarianceOf(variance)),
};

const total = (hierarchy: Hierarchy) => hierarchy.levels.findIndex(({ count }) => count === 1) >= 0;

for (const [name, make] of Object.entries(ALL)) {
  test(`${name}: what comes out adds up, is not negative for demand, and stays as it is when taken again`, () => {
    fc.assert(
      fc.property(anyCase, ({ hierarchy, base, variance }) => {
        fc.pre(total(hierarchy));
        const reconcile = make(hierarchy, variance);
        const demand = name.match(/bottomUp|topDown|forecastProportions/)
          ? base.map((value) => Math.max(0, value))
          : base;
        const once = reconcile(demand, STEPS);
        expect(incoherence(hierarchy, once, STEPS)).toBeLessThan(1e-12);
        expect(Math.min(...once)).toBeGreaterThanOrEqual(0);
        if (name === 'topDown') return;
        const twice = reconcile(once, STEPS);
        expect(largestGap(once, twice)).toBeLessThanOrEqual(1e-9 * Math.max(...once));
      }),
      { numRuns: 40 },
    );
  });
}

test('forecasts that already add up are left as they are to the last digit, negative ones too where allowed', () => {
  fc.assert(
    fc.property(anyCase, ({ hierarchy, base, variance }) => {
      const whole = base.map((value) => Math.round(value) + 0);
      const coherent = sumUp(hierarchy, whole.subarray(hierarchy.aggregateCount * STEPS), STEPS);
      const settings = { nonNegative: false };
      expect(minimumTrace(hierarchy, variance, settings)(coherent, STEPS)).toEqual(coherent);
      expect(
        minimumTraceOfCovariance(hierarchy, covarianceOf(variance), settings)(coherent, STEPS),
      ).toEqual(coherent);
    }),
    { numRuns: 40 },
  );
});

test('MinT with variances is the dense formula of the paper', () => {
  fc.assert(
    fc.property(anyCase, ({ hierarchy, base, variance }) => {
      const ours = minimumTrace(hierarchy, variance, { nonNegative: false })(base, STEPS);
      for (let h = 0; h < STEPS; h++) {
        const column = Array.from({ length: variance.length }, (_, i) => base[i * STEPS + h]);
        const dense = textbookBottoms(hierarchy, (i, k) => (i === k ? 1 / variance[i] : 0), column);
        dense.forEach((value, j) => {
          const mine = ours[(hierarchy.aggregateCount + j) * STEPS + h];
          expect(Math.abs(mine - value)).toBeLessThan(1e-7);
        });
      }
    }),
    { numRuns: 40 },
  );
});

test('a diagonal covariance gives what its variances give, with and without the bound at 0', () => {
  fc.assert(
    fc.property(anyCase, fc.boolean(), ({ hierarchy, base, variance }, nonNegative) => {
      const nodes = variance.length;
      const diagonal = new Float64Array(nodes ** 2);
      variance.forEach((value, i) => {
        diagonal[i * nodes + i] = value;
      });
      // Low bottoms and high sums, so that the bound is met often.
      const low = base.map((value, i) =>
        i < hierarchy.aggregateCount * STEPS ? value : value / 5 - 5,
      );
      const sparse = minimumTrace(hierarchy, variance, { nonNegative })(low, STEPS);
      const dense = minimumTraceOfCovariance(hierarchy, diagonal, { nonNegative })(low, STEPS);
      expect(largestGap(sparse, dense)).toBeLessThan(1e-6);
    }),
    { numRuns: 40 },
  );
});

test('no forecast that is coherent and not negative lies nearer to the base than the one found', () => {
  fc.assert(
    fc.property(anyCase, fc.integer(), ({ hierarchy, base, variance }, seed) => {
      const found = minimumTrace(hierarchy, variance)(base, STEPS);
      const distance = (values: Float64Array): number =>
        values.reduce(
          (sum, value, i) => sum + (value - base[i]) ** 2 / variance[Math.floor(i / STEPS)],
          0,
        );
      const dice = createDice('nearby', seed);
      const bottoms = found.subarray(hierarchy.aggregateCount * STEPS);
      for (let trial = 0; trial < 20; trial++) {
        const moved = bottoms.map((value) =>
          Math.max(0, value + 0.05 * (dice.next() - 0.5) * (1 + value)),
        );
        const other = distance(sumUp(hierarchy, moved, STEPS));
        expect(other).toBeGreaterThanOrEqual(distance(found) * (1 - 1e-9));
      }
    }),
    { numRuns: 40 },
  );
});

test('more sums than are treated exactly: conjugate gradients still meet the dense formula', () => {
  // 300 pairs and the total: 301 sums, of which the solver factors 256.
  const bottoms = Array.from({ length: 600 }, (_, j) => ({
    pair: String(j >> 1),
    item: String(j),
  }));
  const hierarchy = groupedHierarchy(bottoms, [[], ['pair'], ['item']]);
  const dice = createDice('pairs', 1);
  const base = new Float64Array(nodeCountOf(hierarchy)).map(() => 10 * dice.next() - 3);
  const variance = base.map(() => 0.1 + dice.next());
  const reconciled = minimumTrace(hierarchy, variance, { nonNegative: false })(base, 1);
  // At the optimum the weighted misses are balanced at every bottom: Sᵀ W⁻¹ (ŷ − S b) = 0.
  const weighted = base.map((value, i) => (value - reconciled[i]) / variance[i]);
  const slack = bottoms.map(
    (_, j) => weighted[0] + weighted[1 + (j >> 1)] + weighted[hierarchy.aggregateCount + j],
  );
  expect(Math.max(...slack.map(Math.abs))).toBeLessThan(1e-8);
  const positive = minimumTrace(hierarchy, variance)(base, 1);
  bottoms.forEach((_, j) => {
    const at = (i: number) => (base[i] - positive[i]) / variance[i];
    const pull = at(0) + at(1 + (j >> 1)) + at(hierarchy.aggregateCount + j);
    if (positive[hierarchy.aggregateCount + j] > 0) expect(Math.abs(pull)).toBeLessThan(1e-7);
    else expect(pull).toBeLessThan(1e-7);
  });
});

test('a sum without a forecast of its own has no say', () => {
  const hierarchy = groupedHierarchy(
    [
      { store: 'A', item: '1' },
      { store: 'A', item: '2' },
      { store: 'B', item: '1' },
    ],
    [[], ['store'], ['store', 'item']],
  );
  expect(hierarchy.keys).toEqual([[], ['A'], ['B']]);
  const variance = Float64Array.of(1, Infinity, Infinity, 1, 1, 1);
  const reconciled = minimumTrace(hierarchy, variance)(
    Float64Array.of(10, Number.NaN, Number.NaN, 1, 2, 3),
    1,
  );
  // 4 too many, shared by the total and three bottoms.
  expect([...reconciled].map((value) => Math.round(1e9 * value) / 1e9)).toEqual([9, 5, 4, 2, 3, 4]);
});

test('shares of history: the mean of shares and the share of sums are two things', () => {
  const hierarchy = groupedHierarchy([{ item: '1' }, { item: '2' }], [[], ['item']]);
  // Day one 1 and 1, day two 9 and 1; day three nobody sold, day four is not known of item 2.
  const history = Float64Array.of(1, 9, 0, 5, 1, 1, 0, Number.NaN);
  expect([...averageProportions(hierarchy, history, 4)]).toEqual([0.7, 0.3]);
  expect([...proportionsOfAverages(hierarchy, history, 4)]).toEqual([10 / 12, 2 / 12]);
  expect([...topDown(hierarchy, Float64Array.of(0.7, 0.3))(Float64Array.of(20, 0, 0), 1)]).toEqual([
    20, 14, 6,
  ]);
});

test('middle-out keeps the forecasts of its level; forecast proportions keep the total and go down by the base', () => {
  const hierarchy = groupedHierarchy(
    [
      { store: 'A', item: '1' },
      { store: 'A', item: '2' },
      { store: 'B', item: '1' },
      { store: 'B', item: '2' },
    ],
    [[], ['store'], ['item'], ['store', 'item']],
  );
  const base = Float64Array.of(100, 30, 10, 0, 0, 1, 3, 0, 0);
  const shares = proportionsOfAverages(hierarchy, Float64Array.of(1, 3, 1, 1), 1, 1);
  expect([...middleOut(hierarchy, 1, shares)(base, 1)]).toEqual([
    40, 30, 10, 12.5, 27.5, 7.5, 22.5, 5, 5,
  ]);
  // Stores split the total, store-items the stores; items do not split the stores and are passed over.
  expect([...forecastProportions(hierarchy)(base, 1)]).toEqual([
    100, 75, 25, 31.25, 68.75, 18.75, 56.25, 12.5, 12.5,
  ]);
  expect(() => forecastProportions(hierarchy, [1, 2])).toThrow('does not split');
  expect([...nodesOfLevel(hierarchy, 2)]).toEqual([3, 4, 3, 4]);
});

test('wrong use is told by name and number', () => {
  const hierarchy = groupedHierarchy([{ item: '1' }, { item: '2' }], [[], ['item']]);
  const three = Float64Array.of(1, 2, 3);
  expect(() => groupedHierarchy([{ item: '1' }], [['store']])).toThrow('no column "store"');
  expect(() => bottomUp(hierarchy)(three, 2)).toThrow('3 forecasts for 3 nodes and 2 steps');
  expect(() => bottomUp(hierarchy)(Float64Array.of(0, 1, Number.NaN), 1)).toThrow('node 2 is NaN');
  expect(() => minimumTrace(hierarchy, Float64Array.of(1, 0, 1))).toThrow(
    'variance of node 1 is 0',
  );
  expect(() => minimumTrace(hierarchy, three, { tolerance: 2 })).toThrow('tolerance is 2');
  expect(() => minimumTraceOfCovariance(hierarchy, new Float64Array(9))).toThrow(
    'not positive definite',
  );
});

test('error variances leave out what is not known and never fall to 0', () => {
  const hierarchy = groupedHierarchy([{ item: '1' }, { item: '2' }], [[], ['item']]);
  const errors = Float64Array.of(2, Number.NaN, 1, 3, 0, 0);
  expect([...errorVariances(hierarchy, errors, 2)]).toEqual([4, 5, 3e-6]);
});
