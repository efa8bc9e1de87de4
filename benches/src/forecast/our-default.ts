import type { DemandPanel } from '@stockwright/core/demand';
import {
  ALL_MODELS,
  type FittedModel,
  forecastPanel,
  forecastSettings,
} from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import type { EventCalendar, Step } from './sets/evaluation-set.js';

/** One window of a set: what was known at its origin. */
export interface KnownSet {
  readonly step: Step;
  /** Oldest first, up to the origin; NaN = not observed. */
  readonly series: readonly {
    readonly values: Float64Array;
    /** Days since 1970 for days, months since 1970-01 for months, else 0. */
    readonly firstStep: number;
    readonly keys: Readonly<Record<string, string>>;
    /** One per step and on into the horizon, since prices are known ahead. */
    readonly price?: Float64Array;
  }[];
  /** Reaches into the horizon. */
  readonly calendar?: EventCalendar;
  readonly horizon: number;
  /** Ascending. */
  readonly probabilities: readonly number[];
  readonly pathCount: number;
  readonly seed: number;
}

export interface SetForecast {
  readonly mean: Float64Array;
  /** quantiles[p * horizon + h] */
  readonly quantiles: Float64Array;
  /** paths[k * horizon + h] */
  readonly paths?: ArrayLike<number>;
}

/** The configuration that every set is forecast with, for people to read. */
export function describeDefault(): string {
  const { originCount, testDays, methods } = forecastSettings();
  return `days: forecastPanel, ${originCount} origins of ${testDays} days, ${methods.join(', ')}; other steps: mean of ${MEMBERS.map(({ name }) => name).join(', ')}`;
}

/** Stockwright's default forecast of all series of one window. */
export function forecastSet(set: KnownSet): SetForecast[] {
  return set.step === 'day' ? forecastDays(set) : set.series.map((_, s) => combine(set, s));
}

function forecastDays(set: KnownSet): SetForecast[] {
  const { series, horizon, pathCount, probabilities, seed } = set;
  const stores: string[] = [];
  const location = series.map(({ keys }) => {
    const store = keys.store_id ?? '';
    if (!stores.includes(store)) stores.push(store);
    return stores.indexOf(store);
  });
  const offsets = new Int32Array(series.length + 1);
  series.forEach(({ values }, s) => {
    offsets[s + 1] = offsets[s] + values.length;
  });
  const total = offsets[series.length];
  const panel: DemandPanel = {
    seriesCount: series.length,
    item: Int32Array.from(series.keys()),
    location: Int32Array.from(location),
    firstDay: Int32Array.from(series, ({ firstStep }) => firstStep),
    lastDay: Math.max(...series.map(({ firstStep, values }) => firstStep + values.length - 1)),
    offsets,
    demand: new Float64Array(total),
    returned: new Float64Array(total),
    observed: new Uint8Array(total),
  };
  series.forEach(({ values }, s) => {
    values.forEach((value, t) => {
      panel.demand[offsets[s] + t] = Number.isNaN(value) ? 0 : value;
      panel.observed[offsets[s] + t] = Number.isNaN(value) ? 0 : 1;
    });
  });
  const forecasts: SetForecast[] = [];
  forecastPanel(
    panel,
    { seed: (s) => [seed, s] },
    { horizonDays: horizon, pathCount, probabilities },
    (_, { mean, quantiles, paths }) => forecasts.push({ mean, quantiles, paths }),
  );
  return forecasts;
}

const SEASONS: Readonly<Partial<Record<Step, number>>> = { month: 12, quarter: 4, hour: 24 };
const NAMES = ['theta', 'dynamicOptimisedTheta', 'ets', 'ses', 'imapa', 'tsb'];
const MEMBERS = ALL_MODELS.filter(({ name }) => NAMES.includes(name));

function combine({ series, step, horizon, probabilities, seed }: KnownSet, s: number): SetForecast {
  const season = SEASONS[step];
  const { values } = series[s];
  const fits = MEMBERS.map((model) => model.fit({ values, ...(season && { periods: [season] }) }));
  const average = (size: number, of: (fitted: FittedModel) => Float64Array): Float64Array => {
    const sum = new Float64Array(size);
    for (const fitted of fits)
      of(fitted).forEach((value, i) => {
        sum[i] += value / fits.length;
      });
    return sum;
  };
  return {
    mean: average(horizon, (fitted) => fitted.mean(horizon)),
    quantiles: average(horizon * probabilities.length, (fitted) =>
      fitted.quantiles(horizon, probabilities, createDice('combination', seed, s)),
    ),
  };
}
