export * from './accuracy/index.js';
export * from './distribution/index.js';
export * from './drivers/index.js';
export { forecastSeries, type SeriesContext } from './forecast-series.js';
export * from './hierarchy/index.js';
export * from './models/index.js';
export * from './overrides/index.js';
export { demandShares } from './panel/demand-shares.js';
export { exposureOf, type KnownEffect } from './panel/exposure.js';
export { forecastPanel, type PanelContext } from './panel/forecast-panel.js';
export { learnFromPast, learnPanel, type PastKnowledge } from './panel/learn-panel.js';
export { learnShapes, type Shapes } from './panel/learn-shapes.js';
export type { EventFactors, PanelKnowledge, PanelTraits } from './panel/panel-knowledge.js';
export { type SeriesShapes, seriesContext, seriesShapes } from './panel/series-context.js';
export { samplePanel } from './panel/sub-panel.js';
export { type WeekdayShape, weekdayShapes } from './panel/weekday-shapes.js';
export { type YearShape, yearShapes } from './panel/year-shapes.js';
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
