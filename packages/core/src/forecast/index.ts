export * from './accuracy/index.js';
export { demandShares } from './demand-shares.js';
export * from './drivers/index.js';
export { forecastPanel, type PanelContext } from './forecast-panel.js';
export { forecastSeries, type SeriesContext } from './forecast-series.js';
export * from './models/index.js';
export * from './overrides/index.js';
export { learnPooled, type PooledSample } from './pooled/learn-pooled.js';
export type { PooledRegression } from './pooled/pooled-regression.js';
export * from './retail/index.js';
export { ForecastScratch } from './scratch.js';
export {
  FORECAST_METHODS,
  type ForecastExplanation,
  type ForecastMethod,
  type SeriesForecast,
} from './series-forecast.js';
export { type ForecastSettings, forecastSettings } from './settings.js';
export { TIME_STEPS, type TimeStep } from './steps.js';
export { type WeekdayShape, weekdayShapes } from './weekday-shapes.js';
