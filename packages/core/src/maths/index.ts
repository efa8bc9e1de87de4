export {
  requireFinite,
  requireNonNegative,
  requirePositive,
  requireProbability,
  requireShare,
  requireWhole,
} from './arguments.js';
export {
  choleskyFactor,
  choleskyLogDeterminant,
  choleskySolve,
  solveLower,
  solveLowerTransposed,
} from './cholesky.js';
export { ConjugateGradients, type LinearMap, type StopRule } from './conjugate-gradients.js';
export {
  type ContinuousDemand,
  gammaDemand,
  lognormalDemand,
  normalDemand,
} from './continuous-demand.js';
export { createDice, type Dice, hashSeed } from './dice.js';
export { drawGamma, drawNegativeBinomial, drawNormal, drawPoisson } from './draws.js';
export { incompleteGamma, poissonDensity } from './incomplete-gamma.js';
export { type LeastSquaresFit, leastSquares, ridge } from './least-squares.js';
export {
  type LeastSquaresMinimum,
  type LevenbergMarquardtSettings,
  levenbergMarquardt,
} from './levenberg-marquardt.js';
export { logGamma } from './log-gamma.js';
export { minimiseUnimodal } from './minimise.js';
export { type Minimum, type NelderMeadSettings, nelderMead } from './nelder-mead.js';
export {
  normalCdf,
  normalLoss,
  normalLossInverse,
  normalPdf,
  normalQuantile,
} from './normal.js';
export {
  convolve,
  expectedLeftover,
  expectedShortage,
  type Pmf,
  type PmfLosses,
  pmfAt,
  pmfCdf,
  pmfLast,
  pmfLosses,
  pmfMean,
  pmfQuantile,
  pmfVariance,
  pointPmf,
  sumOfPeriods,
} from './pmf.js';
export {
  discretePmf,
  geometricPmf,
  negativeBinomialPmf,
  poissonPmf,
  roundedGammaPmf,
  roundedNormalPmf,
  uniformPmf,
} from './pmf-families.js';
export {
  minimiseSmooth,
  type QuasiNewtonSettings,
  type SmoothFunction,
  type SmoothMinimum,
} from './quasi-newton.js';
export { quantileOfSamples, quantileOfSorted } from './samples.js';
export { studentQuantile } from './student.js';
