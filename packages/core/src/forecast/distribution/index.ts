export { remarkPaths, sortedSteps } from './path-ranks.js';
export {
  calibratedLevel,
  calibratedPit,
  calibratePaths,
  type PitCalibration,
  PitTally,
  type PitTallySettings,
} from './pit-calibration.js';
