export { DAY_STATE, statesOfClosingStock, statesOfOpeningStock } from './day-states.js';
export {
  type UncensorContext,
  type UncensoredDemand,
  type UncensorSettings,
  uncensorDemand,
} from './uncensor-demand.js';
