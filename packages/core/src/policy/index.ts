export { criticalRatio, lostSalesCriticalRatio } from './critical-ratio.js';
export { inventoryPosition, type StockPosition } from './inventory-position.js';
export { orderUpToFromSamples } from './order-up-to.js';
