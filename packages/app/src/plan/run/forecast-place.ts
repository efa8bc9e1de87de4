import { applyOverrides, type ForecastScratch, forecastSeries } from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import type { KeptForecast, PlanningTask, TaskItem } from './planning-task.js';
import { forecastBasis } from './retail/forecast-basis.js';
import { retailForecast } from './retail/retail-forecast.js';

/** What a worker makes of one item at one place: what is kept, and the paths that the plan goes by. */
export interface PlaceForecast {
  readonly kept: KeptForecast;
  /** paths[k * horizonDays + d], people's overrides included. */
  readonly paths: Float32Array;
}

/** Forecasts one item at one place, as computed and as people set it; null where nothing was ever sold. */
export function forecastPlace(
  task: PlanningTask,
  item: TaskItem,
  { place, code, series }: TaskItem['places'][number],
  scratch: ForecastScratch,
): PlaceForecast | null {
  if (!series) return null;
  const basis = forecastBasis(series);
  const own = forecastSeries(
    basis.demand,
    basis.observed,
    {
      ...series.shapes,
      exposure: basis.exposure,
      firstDay: basis.firstDay,
      pooled: task.past.pooled ?? undefined,
      spreadFactor: task.past.spreadFactor,
      calibration: task.past.calibration ?? undefined,
      seed: [task.seed, item.code, code],
    },
    {
      horizonDays: task.horizonDays,
      pathCount: task.pathCount,
      probabilities: task.probabilities,
    },
    scratch,
  );
  const forecast = retailForecast(
    own,
    series,
    task.launchCurve,
    task.firstDay,
    createDice('retail', task.seed, item.code, code),
  );
  const known = task.context.items.find((each) => each.item === item.item);
  const overridden = applyOverrides(
    forecast,
    task.firstDay,
    (known?.overrides ?? []).filter((each) => each.place === null || each.place === place),
    createDice('override', task.seed, item.code, code),
  );
  return {
    kept: {
      item: item.item,
      place,
      method: series.retail?.launch ? 'launch' : own.method,
      explanation: {
        ...own.explanation,
        told: [...(series.retail?.told ?? []), ...basis.told],
      },
      mean: Float32Array.from(forecast.mean),
      quantiles: Float32Array.from(forecast.quantiles),
      overridden: overridden && {
        mean: Float32Array.from(overridden.mean),
        quantiles: Float32Array.from(overridden.quantiles),
        applied: overridden.applied,
      },
    },
    paths: overridden?.paths ?? forecast.paths,
  };
}
