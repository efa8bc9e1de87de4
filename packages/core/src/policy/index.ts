export { baseStockDiscrete, baseStockNormal } from './base-stock.js';
export { criticalRatio, lostSalesCriticalRatio } from './critical-ratio.js';
export { eoq, eoqBackorders, epq, type LotAnswer, type LotTerms, lotCost } from './eoq.js';
export {
  type DiscountAnswer,
  type DiscountTerms,
  eoqAllUnits,
  eoqIncremental,
} from './eoq-discounts.js';
export { fillRate, safetyStockForFillRate } from './fill-rate.js';
export { inventoryPosition, type StockPosition } from './inventory-position.js';
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
export { type ProtectionTerms, protectionDemandSd, safetyStock } from './safety-stock.js';
export {
  type HoldingBasis,
  type StockoutRule,
  type StockState,
  type StockStep,
  type StockTerms,
  stepStock,
} from './stock-transition.js';
