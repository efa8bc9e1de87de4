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
