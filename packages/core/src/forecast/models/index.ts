export { ALL_MODELS } from './all-models.js';
export type {
  Component,
  FittedModel,
  ForecastModel,
  Likelihood,
  ModelLaws,
} from './forecast-model.js';
export type { Driver, TimeSeries } from './time-series.js';
