export {
  type EndOfLifeSettings,
  endOfLife,
  fadeFactors,
  type LifeCode,
  type LifeState,
} from './end-of-life.js';
