export { ALL_MODELS } from './all-models.js';
export { type ArimaSettings, arima } from './arima/arima.js';
export { type AutoArimaSettings, autoArima } from './arima/auto-arima.js';
export {
  type AutomaticChoice,
  type AutomaticFit,
  type AutomaticModel,
  type AutomaticSettings,
  automatic,
} from './automatic/automatic.js';
export type { CandidateReason } from './automatic/candidates.js';
export { type SeriesCharacter, seriesCharacter } from './automatic/character.js';
export { type CesSettings, ces } from './ces/ces.js';
export { combination } from './combination/combination.js';
export type { CombinationSettings } from './combination/settings.js';
export { discountedCounts } from './counts/discounted-counts.js';
export { type HurdleSettings, hurdle } from './counts/hurdle.js';
export {
  type CountModelSettings,
  type FittedCountModel,
  negativeBinomial,
  poissonCounts,
} from './counts/negative-binomial.js';
export { dampedTrend, ets, holt, ses } from './ets/ets.js';
export type { EtsSettings } from './ets/settings.js';
export type {
  Component,
  FittedModel,
  ForecastModel,
  Likelihood,
  ModelLaws,
} from './forecast-model.js';
export { adida, imapa } from './intermittent/aggregation.js';
export { type CrostonSettings, croston, optimisedCroston, sba } from './intermittent/croston.js';
export {
  type DemandCharacter,
  type DemandClass,
  demandClass,
} from './intermittent/demand-class.js';
export type { WeightBounds } from './intermittent/smoothing.js';
export { type TsbSettings, tsb } from './intermittent/tsb.js';
export { type Decomposition, decompose, type MstlSettings } from './mstl/decompose.js';
export { type MstlModelSettings, mstl } from './mstl/mstl.js';
export { type Strengths, seasonalStrengths, strengths } from './mstl/strength.js';
export { meanModel } from './naive/mean.js';
export { drift, naive, seasonalNaive } from './naive/naive.js';
export { type WindowAverageSettings, windowAverage } from './naive/window-average.js';
export {
  dynamicSafetyStock,
  type SafetyStockSettings,
  type SmoothingSettings,
} from './smoothing/safety-stock.js';
export { smoothing } from './smoothing/smoothing.js';
export { quantilesOfPaths } from './spread.js';
export {
  autoTheta,
  dynamicOptimisedTheta,
  dynamicTheta,
  optimisedTheta,
  theta,
} from './theta/theta.js';
export type { ThetaSettings } from './theta/theta-settings.js';
export type { Driver, TimeSeries } from './time-series.js';
export type { TrendSeasonsSettings } from './trend-seasons/settings.js';
export { trendSeasons } from './trend-seasons/trend-seasons.js';
