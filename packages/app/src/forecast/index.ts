export {
  addOverride,
  type ForecastOverride,
  getOverride,
  listOverrides,
  type OverrideInput,
  type OverrideQuery,
  withdrawOverride,
} from './overrides/overrides.js';
