export { assembleOrders } from './assemble-orders.js';
export { createPlanScratch, type PlanScratch } from './demand-sums.js';
export type {
  CostSettings,
  ExpectedReceipt,
  ItemPlanInput,
  LaneTerms,
  PlaceState,
  SupplyTerms,
} from './item-plan.js';
export { nextOrderDates } from './lane-dates.js';
export { planItem } from './plan-item.js';
export type {
  BindingConstraint,
  ItemPlan,
  LineExplanation,
  NeedExplanation,
  OrderDates,
  OrderProposals,
  PlanLine,
  PositionPlan,
  PositionReason,
  ProposedOrder,
  QuantityCosts,
  SupplierTerms,
  TopUpOffer,
  WaitingOrder,
} from './plan-result.js';
