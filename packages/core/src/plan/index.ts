export type {
  CostSettings,
  ExpectedReceipt,
  LaneTerms,
  PlaceState,
  SupplyTerms,
} from './item-plan.js';
