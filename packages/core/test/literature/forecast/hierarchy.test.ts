import { readFileSync } from 'node:fs';
import {
  averageProportions,
  equalVariances,
  errorVariances,
  groupedHierarchy,
  minimumTrace,
  minimumTraceOfCovariance,
  proportionsOfAverages,
  type Reconciler,
  shrunkCovariance,
  structuralVariances,
  topDown,
} from '@stockwright/core/forecast';
import { expect, test } from 'vitest';

interface Fixture {
  readonly bottoms: readonly Record<string, string>[];
  readonly steps: number;
  readonly count: number;
  readonly base: readonly number[];
  readonly errors: readonly number[];
  readonly history: readonly number[];
  readonly reconciled: Readonly<Record<string, readonly number[]>>;
  readonly nonNegative: Readonly<Record<string, readonly number[]>>;
  readonly topDown: Readonly<Record<string, readonly number[]>>;
}

// Made by hierarchy.py beside it.
const made: Fixture = JSON.parse(readFileSync(new URL('hierarchy.json', import.meta.url), 'utf8'));
const { steps, count } = made;
const base = Float64Array.from(made.base);
const errors = Float64Array.from(made.errors);
const hierarchy = groupedHierarchy(made.bottoms, [
  [],
  ['store'],
  ['category'],
  ['store', 'category'],
]);

const METHODS: Record<string, (nonNegative: boolean) => Reconciler> = {
  ols: (nonNegative) => minimumTrace(hierarchy, equalVariances(hierarchy), { nonNegative }),
  wls_struct: (nonNegative) =>
    minimumTrace(hierarchy, structuralVariances(hierarchy), { nonNegative }),
  wls_var: (nonNegative) =>
    minimumTrace(hierarchy, errorVariances(hierarchy, errors, count), { nonNegative }),
  mint_shrink: (nonNegative) =>
    minimumTraceOfCovariance(hierarchy, shrunkCovariance(hierarchy, errors, count).matrix, {
      nonNegative,
    }),
};

const gap = (ours: Float64Array, theirs: readonly number[]): number =>
  ours.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i])), 0);

for (const [name, make] of Object.entries(METHODS)) {
  test(`${name} gives the numbers of hierarchicalforecast 1.5.3`, () => {
    expect(gap(make(false)(base, steps), made.reconciled[name])).toBeLessThan(1e-6);
  });

  test(`${name} kept from falling below 0 gives the numbers of its quadratic programme`, () => {
    expect(Math.min(...made.reconciled[name])).toBeLessThan(-0.1);
    expect(gap(make(true)(base, steps), made.nonNegative[name])).toBeLessThan(1e-5);
  });
}

test('top-down by both kinds of proportions gives the numbers of hierarchicalforecast 1.5.3', () => {
  const items = groupedHierarchy(
    made.bottoms.map((_, j) => ({ item: String(j) })),
    [[], ['item']],
  );
  const history = Float64Array.from(made.history);
  const top = Float64Array.of(...made.base.slice(0, steps), ...made.base.slice(-6 * steps));
  expect(
    gap(topDown(items, averageProportions(items, history, count))(top, steps), [
      ...made.topDown.average_proportions,
    ]),
  ).toBeLessThan(1e-9);
  expect(
    gap(topDown(items, proportionsOfAverages(items, history, count))(top, steps), [
      ...made.topDown.proportion_averages,
    ]),
  ).toBeLessThan(1e-9);
});
