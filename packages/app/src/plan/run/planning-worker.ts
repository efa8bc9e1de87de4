import { ForecastScratch } from '@stockwright/core/forecast';
import { createPlanScratch, type PlaceState, planItem } from '@stockwright/core/plan';
import { forecastPlace } from './forecast-place.js';
import type { KeptForecast, PlanningResult, PlanningTask } from './planning-task.js';

const forecastScratch = new ForecastScratch();
const planScratch = createPlanScratch();

/** Forecasts and plans a chunk of items. Runs in a worker thread; the same task gives the same result anywhere. */
export default function planChunk(task: PlanningTask): PlanningResult {
  const forecasts: KeptForecast[] = [];
  let forecastMs = 0;
  let planMs = 0;
  const plans = task.items.map((item) => {
    const started = performance.now();
    const places = item.places.map((place): PlaceState => {
      const made = forecastPlace(task, item, place, forecastScratch);
      if (made) forecasts.push(made.kept);
      const { series: _, code: __, ...state } = place;
      return { ...state, paths: made?.paths ?? null };
    });
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

/** Forecasts a chunk of items and plans nothing. */
export const forecastChunk = (task: PlanningTask): KeptForecast[] =>
  task.items.flatMap((item) =>
    item.places.flatMap((place) => forecastPlace(task, item, place, forecastScratch)?.kept ?? []),
  );

export { learnPastLesson } from './learn-catalogue.js';
export { learnLaunchLesson } from './retail/launch-lesson.js';
