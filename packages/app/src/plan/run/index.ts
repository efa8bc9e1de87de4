export { ENGINE_VERSION } from './engine-version.js';
export { planSeries } from './plan-series.js';
export { PlanningSettings } from './planning-settings.js';
export { type PlanOutcome, type PlanRequest, runPlan } from './run-plan.js';
