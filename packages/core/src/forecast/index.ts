export type { ForecastExplanation, ForecastMethod, SeriesForecast } from './series-forecast.js';
