export {
  coverage,
  type QuantileCoverage,
  quantileMiss,
  randomisedPit,
  uniformDistance,
} from './calibration.js';
export { crpsOfQuantiles, crpsOfSamples } from './crps.js';
export {
  type ErrorRow,
  type ErrorSummary,
  meanOfWindows,
  summariseErrors,
} from './error-summary.js';
export { naive2 } from './naive2.js';
export { type PairedComparison, pairedComparison } from './paired-comparison.js';
export { bias, mase, owa, rmsse, smape, weightedScore, wrmsse } from './point-errors.js';
export { M5_PROBABILITIES, meanPinball, msis, pinball, spl } from './quantile-losses.js';
export {
  type EvaluatedWindow,
  type RollingSettings,
  rollingEvaluation,
} from './rolling-evaluation.js';
export { absoluteScale, type ScaleSettings, squaredScale } from './scale.js';
export { type JudgedForecast, type WindowErrors, windowErrors } from './window-errors.js';
