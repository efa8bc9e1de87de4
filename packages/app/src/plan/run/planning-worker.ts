import { ForecastScratch, forecastSeries } from '@stockwright/core/forecast';
import { createPlanScratch, type PlaceState, planItem } from '@stockwright/core/plan';
import type { KeptForecast, PlanningResult, PlanningTask, TaskItem } from './planning-task.js';

const forecastScratch = new ForecastScratch();
const planScratch = createPlanScratch();

/** Forecasts and plans a chunk of items. Runs in a worker thread; the same task gives the same result anywhere. */
export default function planChunk(task: PlanningTask): PlanningResult {
  const forecasts: KeptForecast[] = [];
  let forecastMs = 0;
  let planMs = 0;
  const plans = task.items.map((item) => {
    const started = performance.now();
    const places = item.places.map((place) => forecastPlace(task, item, place, forecasts));
    const forecast = performance.now();
    const plan = planItem(
      {
        item: item.item,
        asOf: task.firstDay,
        places,
        lanes: task.lanes,
        supply: item.supply,
        standardUnitCost: item.standardUnitCost,
        costs: task.costs,
        pathCount: task.pathCount,
        horizonDays: task.horizonDays,
        // One seed for all items: a late ship is late for everything aboard, and draws are reused.
        seed: task.seed,
      },
      planScratch,
    );
    forecastMs += forecast - started;
    planMs += performance.now() - forecast;
    return plan;
  });
  return { plans, forecasts, forecastMs, planMs };
}

function forecastPlace(
  task: PlanningTask,
  item: TaskItem,
  { series, code, ...state }: TaskItem['places'][number],
  kept: KeptForecast[],
): PlaceState {
  if (!series) return { ...state, paths: null };
  const forecast = forecastSeries(
    series.demand,
    series.observed,
    {
      firstDay: series.firstDay,
      weekdayShape: task.weekdayShapes.get(state.place),
      demandShare: task.demandShares.get(state.place),
      seed: [task.seed, item.code, code],
    },
    {
      horizonDays: task.horizonDays,
      pathCount: task.pathCount,
      probabilities: task.probabilities,
    },
    forecastScratch,
  );
  kept.push({
    item: item.item,
    place: state.place,
    method: forecast.method,
    explanation: forecast.explanation,
    mean: Float32Array.from(forecast.mean),
    quantiles: Float32Array.from(forecast.quantiles),
  });
  return { ...state, paths: forecast.paths };
}
