import {
  CoherentPaths,
  groupedHierarchy,
  incoherence,
  nodeCountOf,
} from '@stockwright/core/forecast';
import { createDice, drawNormal } from '@stockwright/core/maths';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyHierarchy } from './shapes.js';

const PATHS = 12;
const HORIZON = 3;
const ORIGINS = 5;

const demand = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 6 }), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));

const settings = { pathCount: PATHS, horizon: HORIZON, originCount: ORIGINS, seed: [1] };

test('paths add up, are not negative, and each bottom keeps the values of each of its steps', () => {
  const anyCase = anyHierarchy.chain((hierarchy) =>
    fc.record({
      paths: fc.array(demand(PATHS * HORIZON), {
        minLength: hierarchy.bottomCount,
        maxLength: hierarchy.bottomCount,
      }),
      errors: fc.array(fc.option(demand(ORIGINS * HORIZON)), {
        minLength: hierarchy.bottomCount,
        maxLength: hierarchy.bottomCount,
      }),
      blockSteps: fc.integer({ min: 1, max: HORIZON + 1 }),
      hierarchy: fc.constant(hierarchy),
    }),
  );
  fc.assert(
    fc.property(anyCase, ({ hierarchy, paths, errors, blockSteps }) => {
      const coherent = new CoherentPaths(hierarchy, { ...settings, blockSteps });
      const all = new Float64Array(nodeCountOf(hierarchy) * PATHS * HORIZON);
      let kept = true;
      paths.forEach((own, j) => {
        const tied = coherent.add(j, own, errors[j]);
        all.set(tied, (hierarchy.aggregateCount + j) * PATHS * HORIZON);
        for (let h = 0; h < HORIZON; h++) {
          const step = (values: Float64Array) => values.filter((_, i) => i % HORIZON === h).sort();
          kept &&= step(tied).join() === step(own).join();
        }
      });
      for (let a = 0; a < hierarchy.aggregateCount; a++)
        all.set(coherent.pathsOf(a), a * PATHS * HORIZON);
      expect(incoherence(hierarchy, all, PATHS * HORIZON)).toBe(0);
      return kept && Math.min(...all) >= 0;
    }),
    { numRuns: 25 },
  );
});

const pair = groupedHierarchy([{ item: '1' }, { item: '2' }], [[], ['item']]);

/** Standard deviation of the total of two bottoms whose errors correlate as asked, by step. */
function spreadOfTotal(correlation: number, pathCount = 2000, originCount = 60): number {
  const dice = createDice('spread', correlation);
  const horizon = 2;
  const errors = [0, 1].map(() => new Float64Array(originCount * horizon));
  for (let i = 0; i < originCount * horizon; i++) {
    errors[0][i] = drawNormal(dice, 0, 1);
    errors[1][i] =
      correlation * errors[0][i] + Math.sqrt(1 - correlation ** 2) * drawNormal(dice, 0, 1);
  }
  const coherent = new CoherentPaths(pair, { pathCount, horizon, originCount, seed: [2] });
  for (const j of [0, 1]) {
    const own = new Float64Array(pathCount * horizon).map(() => 20 + drawNormal(dice, 0, 1));
    coherent.add(j, own, errors[j]);
  }
  const total = coherent.pathsOf(0).filter((_, i) => i % horizon === 1);
  const mean = total.reduce((a, b) => a + b, 0) / pathCount;
  return Math.sqrt(total.reduce((a, b) => a + (b - mean) ** 2, 0) / pathCount);
}

test('sums spread as the past errors of their parts hang together', () => {
  expect(spreadOfTotal(0.95)).toBeGreaterThan(1.85);
  expect(spreadOfTotal(0)).toBeGreaterThan(1.2);
  expect(spreadOfTotal(0)).toBeLessThan(1.65);
  expect(spreadOfTotal(-0.95)).toBeLessThan(0.6);
});

test('with blocks as long as the horizon a bottom keeps its paths whole', () => {
  const dice = createDice('whole', 1);
  const own = new Float64Array(PATHS * HORIZON).map(() => Math.floor(9 * dice.next()));
  const errors = new Float64Array(ORIGINS * HORIZON).map(() => dice.next());
  const tied = new CoherentPaths(pair, { ...settings, blockSteps: HORIZON }).add(0, own, errors);
  const whole = (values: Float64Array) =>
    Array.from({ length: PATHS }, (_, k) => values.slice(k * HORIZON, (k + 1) * HORIZON).join(' '));
  expect(whole(tied).sort()).toEqual(whole(own).sort());
});

test('paths moved to a reconciled mean have it at every level, and keep days without a sale', () => {
  const coherent = new CoherentPaths(pair, settings);
  const own = new Float64Array(PATHS * HORIZON).map((_, i) => i % 4);
  const first = coherent.add(0, own, null, [3, 1, 0]);
  coherent.add(1, new Float64Array(own.length), null, [0.5, 0, 2]);
  const meanAt = (h: number) =>
    coherent.pathsOf(0).reduce((sum, value, i) => (i % HORIZON === h ? sum + value : sum), 0) /
    PATHS;
  expect([0, 1, 2].map(meanAt).map((value) => value.toFixed(9))).toEqual([
    '3.500000000',
    '1.000000000',
    '2.000000000',
  ]);
  const zeros = (values: Float64Array, h: number) =>
    values.filter((value, i) => i % HORIZON === h && value === 0).length;
  expect(zeros(first, 0)).toBe(zeros(own, 0));
  expect(coherent.quantilesOf(0, [0.1, 0.9]).length).toBe(2 * HORIZON);
});

test('the same seed gives the same paths; a bottom is added once', () => {
  const make = () => {
    const coherent = new CoherentPaths(pair, settings);
    coherent.add(
      0,
      new Float64Array(PATHS * HORIZON).map((_, i) => (7 * i) % 5),
      null,
    );
    return coherent;
  };
  expect(make().pathsOf(0)).toEqual(make().pathsOf(0));
  expect(() => make().add(0, new Float64Array(PATHS * HORIZON), null)).toThrow('added before');
  expect(() => make().add(1, new Float64Array(4), null)).toThrow(
    '4 values for 12 paths of 3 steps',
  );
});
