export { type BootstrapSettings, bootstrap } from './bootstrap.js';
export { conformal } from './conformal.js';
export type { ConformalSettings } from './conformal-settings.js';
export { type PathValues, remarkPaths, sortedSteps } from './path-ranks.js';
export {
  calibratedLevel,
  calibratedMarks,
  calibratedPit,
  calibratePaths,
  type PitCalibration,
  PitTally,
  type PitTallySettings,
} from './pit-calibration.js';
