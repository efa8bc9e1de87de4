export type {
  CostSettings,
  ExpectedReceipt,
  ItemPlanInput,
  LaneTerms,
  PlaceState,
  SupplyTerms,
} from './item-plan.js';
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
