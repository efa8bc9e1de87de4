export * from './accuracy/index.js';
export { demandShares } from './demand-shares.js';
export { forecastPanel, type PanelContext } from './forecast-panel.js';
export { forecastSeries, type SeriesContext } from './forecast-series.js';
export * from './models/index.js';
export { ForecastScratch } from './scratch.js';
export {
  FORECAST_METHODS,
  type ForecastExplanation,
  type ForecastMethod,
  type SeriesForecast,
} from './series-forecast.js';
export { type ForecastSettings, forecastSettings } from './settings.js';
export { type WeekdayShape, weekdayShapes } from './weekday-shapes.js';
