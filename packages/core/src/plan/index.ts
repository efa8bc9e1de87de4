export { shareByValue } from './allocate.js';
export { assembleOrders } from './assemble-orders.js';
export { createPlanScratch, type PlanScratch } from './demand-sums.js';
export { expectedCost, type GapCosts } from './gap-costs.js';
export type {
  CostSettings,
  ExpectedReceipt,
  ItemPlanInput,
  LaneTerms,
  PlaceState,
  SupplyTerms,
} from './item-plan.js';
export { nextOrderDates } from './lane-dates.js';
export { chooseQuantity, type OrderQuantity } from './order-quantity.js';
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
