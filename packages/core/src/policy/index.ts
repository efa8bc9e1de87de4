export { baseStockDiscrete, baseStockNormal } from './base-stock.js';
export { criticalRatio, lostSalesCriticalRatio } from './critical-ratio.js';
export { eoq, eoqBackorders, epq, type LotAnswer, type LotTerms, lotCost } from './eoq.js';
export {
  type DiscountAnswer,
  type DiscountTerms,
  eoqAllUnits,
  eoqIncremental,
} from './eoq-discounts.js';
export { erlangLostSales } from './erlang-lost-sales.js';
export { fillRate, safetyStockForFillRate } from './fill-rate.js';
export {
  finiteHorizonDp,
  type HorizonPeriod,
  type HorizonPlan,
  type HorizonTerms,
} from './finite-horizon.js';
export { inventoryPosition, type StockPosition } from './inventory-position.js';
export { type BudgetAnswer, type BudgetItem, multiItemBudget } from './multi-item-budget.js';
export {
  type MismatchCosts,
  type NewsvendorAnswer,
  type NewsvendorProfitAnswer,
  newsvendorContinuous,
  newsvendorDiscrete,
  newsvendorNormal,
  newsvendorProfit,
  newsvendorQuantiles,
  newsvendorSample,
} from './newsvendor.js';
export { newsvendorMoqPack, type OrderTerms, smallestOrder } from './newsvendor-moq-pack.js';
export { orderUpToFromSamples } from './order-up-to.js';
export { powerOfTwo } from './power-of-two.js';
export {
  type NormalReorderTerms,
  type ReorderPoint,
  type ReorderTerms,
  rqEil,
  rqExactNormal,
  rqExactPoisson,
} from './reorder-point.js';
export { type ProtectionTerms, protectionDemandSd, safetyStock } from './safety-stock.js';
export { seasonMarkdown } from './season-markdown.js';
export { type MinMaxPolicy, ssExact } from './ss-exact.js';
export {
  type HoldingBasis,
  type StockoutRule,
  type StockState,
  type StockStep,
  type StockTerms,
  stepStock,
} from './stock-transition.js';
export {
  baseStockDisruptions,
  eoqDisruptions,
  eoqYield,
  newsvendorYield,
  type YieldTerms,
} from './uncertain-supply.js';
export { type LotPlan, wagnerWhitin } from './wagner-whitin.js';
