import { nodeCountOf } from '@stockwright/core/forecast';
import { PROBABILITIES } from '../forecast/method-run.js';
import { forecastSet } from '../forecast/our-default.js';
import type { SummedSales } from './summed-sales.js';

/** Every node forecast by itself from one origin. */
export interface BaseForecasts {
  /** Days known. */
  readonly origin: number;
  /** mean[node * horizon + h] */
  readonly mean: Float64Array;
  /** Of each node, quantiles[p * horizon + h] of PROBABILITIES and paths[k * horizon + h]. */
  readonly quantiles: readonly Float64Array[];
  readonly paths: readonly ArrayLike<number>[];
}

/** The default forecaster's forecasts of every node, each from its first sale on. */
export function baseForecasts(
  data: SummedSales,
  origin: number,
  horizon: number,
  pathCount: number,
  seed: number,
): BaseForecasts {
  const { hierarchy, sales, days, firstDay, keys, calendar } = data;
  const nodes = Array.from({ length: nodeCountOf(hierarchy) }, (_, node) => node);
  const series = nodes.map((node) => {
    const known = sales.subarray(node * days, node * days + origin);
    const begin = Math.max(
      0,
      known.findIndex((value) => value > 0),
    );
    return { values: known.slice(begin), firstStep: firstDay + begin, keys: keys[node] };
  });
  const forecasts = forecastSet({
    step: 'day',
    series,
    ...(calendar && { calendar }),
    horizon,
    probabilities: PROBABILITIES,
    pathCount,
    seed,
  });
  const mean = new Float64Array(nodes.length * horizon);
  forecasts.forEach((forecast, node) => {
    mean.set(forecast.mean, node * horizon);
  });
  return {
    origin,
    mean,
    quantiles: forecasts.map(({ quantiles }) => quantiles),
    paths: forecasts.map(({ paths }) => paths ?? []),
  };
}

/** errors[(node * origins + o) * horizon + h]: what came less what was forecast, from past origins. */
export function pastErrors(
  { hierarchy, sales, days }: SummedSales,
  past: readonly BaseForecasts[],
  horizon: number,
): Float64Array {
  const nodes = nodeCountOf(hierarchy);
  const errors = new Float64Array(nodes * past.length * horizon);
  for (let node = 0; node < nodes; node++)
    past.forEach(({ origin, mean }, o) => {
      for (let h = 0; h < horizon; h++)
        errors[(node * past.length + o) * horizon + h] =
          sales[node * days + origin + h] - mean[node * horizon + h];
    });
  return errors;
}
