export {
  requireFinite,
  requireNonNegative,
  requirePositive,
  requireProbability,
  requireShare,
  requireWhole,
} from './arguments.js';
export { createDice, type Dice, hashSeed } from './dice.js';
export { drawGamma, drawNegativeBinomial, drawNormal, drawPoisson } from './draws.js';
export { logGamma } from './log-gamma.js';
export {
  type ContinuousDemand,
  normalCdf,
  normalDemand,
  normalLoss,
  normalLossInverse,
  normalPdf,
  normalQuantile,
} from './normal.js';
export { quantileOfSamples, quantileOfSorted } from './samples.js';
