export {
  type AppliedOverride,
  applyOverrides,
  type OverriddenForecast,
  type SeriesOverride,
} from './apply-overrides.js';
