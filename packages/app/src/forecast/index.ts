export {
  type CatalogueOutcome,
  type CatalogueRequest,
  forecastCatalogue,
} from './catalogue.js';
export { type ChangeCode, changeCodes } from './explain/changes.js';
export {
  explainForecast,
  type ForecastExplained,
  type KnownEvent,
} from './explain/explain-forecast.js';
export { type Told, type WhyCode, whyCodes } from './explain/why.js';
export {
  type Accuracy,
  type AccuracyQuery,
  forecastAccuracy,
  type RunAccuracy,
  type SeriesAccuracy,
} from './judgement/forecast-accuracy.js';
export {
  judgeOverride,
  judgeOverrides,
  type OverrideJudgement,
  type OverrideRecord,
} from './judgement/judge-overrides.js';
export {
  addOverride,
  type ForecastOverride,
  getOverride,
  listOverrides,
  type OverrideInput,
  type OverrideQuery,
  withdrawOverride,
} from './overrides/overrides.js';
export {
  type SuggestedSuccession,
  suggestedSuccessions,
} from './successions/suggested-successions.js';
