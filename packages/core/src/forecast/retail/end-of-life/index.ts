export {
  type EndOfLifeSettings,
  endOfLife,
  fadeFactors,
  type LifeChances,
  type LifeCode,
  type LifeState,
} from './end-of-life.js';
