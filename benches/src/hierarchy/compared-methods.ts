import {
  averageProportions,
  bottomUp,
  CoherentPaths,
  equalVariances,
  errorVariances,
  forecastProportions,
  type JudgedForecast,
  minimumTrace,
  minimumTraceOfCovariance,
  nodeCountOf,
  proportionsOfAverages,
  quantilesOfPaths,
  type Reconciler,
  shrunkCovariance,
  structuralVariances,
  topDown,
} from '@stockwright/core/forecast';

import { PROBABILITIES } from '../forecast/method-run.js';
import type { BaseForecasts } from './base-forecasts.js';
import type { SummedSales } from './summed-sales.js';

/** Days of history that top-down takes its shares from. */
const SHARE_DAYS = 365;

/** One window: what was forecast, and how such forecasts erred before it. */
export interface Window {
  readonly base: BaseForecasts;
  readonly errors: Float64Array;
  readonly originCount: number;
  readonly horizon: number;
  readonly pathCount: number;
  readonly seed: number;
}

export const BASE = 'base';

/** Forecasts of every node by every method, in the order of the table. */
export function comparedMethods(
  data: SummedSales,
  window: Window,
): ReadonlyMap<string, readonly JudgedForecast[]> {
  const { base, horizon } = window;
  const methods = new Map<string, readonly JudgedForecast[]>();
  methods.set(
    BASE,
    base.quantiles.map((quantiles, node) => ({
      mean: row(base.mean, node, horizon),
      probabilities: PROBABILITIES,
      quantiles,
    })),
  );
  const sums = bottomUp(data.hierarchy)(base.mean, horizon);
  methods.set('bottom-up, independent paths', summedPaths(data, window, sums, false));
  for (const [name, reconcile] of reconcilers(data, window)) {
    const means = reconcile(base.mean, horizon);
    // Shares of a total say nothing of how sure it is.
    const isShared = name.startsWith('top-down');
    methods.set(
      name,
      isShared ? withoutQuantiles(means, horizon) : summedPaths(data, window, means, true),
    );
  }
  return methods;
}

function reconcilers(
  { hierarchy, sales, days }: SummedSales,
  { base, errors, originCount, horizon }: Window,
): [string, Reconciler][] {
  const count = originCount * horizon;
  const shareDays = Math.min(SHARE_DAYS, base.origin);
  const history = new Float64Array(hierarchy.bottomCount * shareDays);
  for (let j = 0; j < hierarchy.bottomCount; j++) {
    const end = (hierarchy.aggregateCount + j) * days + base.origin;
    history.set(sales.subarray(end - shareDays, end), j * shareDays);
  }
  return [
    ['bottom-up', bottomUp(hierarchy)],
    [
      'top-down, average proportions',
      topDown(hierarchy, averageProportions(hierarchy, history, shareDays)),
    ],
    [
      'top-down, proportions of averages',
      topDown(hierarchy, proportionsOfAverages(hierarchy, history, shareDays)),
    ],
    ['top-down, forecast proportions', forecastProportions(hierarchy)],
    ['MinT OLS', minimumTrace(hierarchy, equalVariances(hierarchy))],
    ['MinT WLS structural', minimumTrace(hierarchy, structuralVariances(hierarchy))],
    ['MinT WLS variance', minimumTrace(hierarchy, errorVariances(hierarchy, errors, count))],
    [
      'MinT shrinkage',
      minimumTraceOfCovariance(hierarchy, shrunkCovariance(hierarchy, errors, count).matrix),
    ],
  ];
}

const row = (values: Float64Array, node: number, horizon: number): Float64Array =>
  values.subarray(node * horizon, (node + 1) * horizon);

const withoutQuantiles = (means: Float64Array, horizon: number): JudgedForecast[] =>
  Array.from({ length: means.length / horizon }, (_, node) => ({
    mean: row(means, node, horizon),
  }));

/** Every node from the bottoms' paths, moved to reconciled means and tied by past errors, or not. */
function summedPaths(
  { hierarchy }: SummedSales,
  { base, errors, originCount, horizon, pathCount, seed }: Window,
  means: Float64Array,
  tied: boolean,
): JudgedForecast[] {
  const { aggregateCount, bottomCount } = hierarchy;
  const coherent = new CoherentPaths(hierarchy, {
    pathCount,
    horizon,
    originCount,
    seed: [seed, base.origin],
  });
  const bottoms = Array.from({ length: bottomCount }, (_, j) => {
    const node = aggregateCount + j;
    const own = tied ? row(errors, node, originCount * horizon) : null;
    return coherent.add(j, base.paths[node], own, row(means, node, horizon));
  });
  return Array.from({ length: nodeCountOf(hierarchy) }, (_, node) => {
    const paths = node < aggregateCount ? coherent.pathsOf(node) : bottoms[node - aggregateCount];
    return {
      mean: row(means, node, horizon),
      probabilities: PROBABILITIES,
      quantiles: quantilesOfPaths(paths, horizon, PROBABILITIES),
    };
  });
}
