export { condenseBelief } from './condense-belief.js';
export {
  type Analogue,
  forecastLaunches,
  type LaunchForecast,
  type LaunchForecasts,
  type LaunchLessons,
  type LaunchSettings,
} from './forecast-launches.js';
export { forecastYoung, levelWeeks, type YoungItem } from './forecast-young.js';
export type { ItemAttributes, KnownItem } from './known-item.js';
export { type LaunchCurve, launchCurve } from './launch-curve.js';
export { drawLaunchPaths, type LevelBelief, learnFromSales, meanLevel } from './level-belief.js';
export { RESPECTS, type Respect } from './likeness.js';
