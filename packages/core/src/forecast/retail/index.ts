export * from './censored/index.js';
export * from './end-of-life/index.js';
export * from './launch/index.js';
export * from './outliers/index.js';
export {
  forecastOfPaths,
  type MeanAndPaths,
  type PathForecast,
  poolForecasts,
  scaleForecast,
} from './path-forecast.js';
export * from './succession/index.js';
