export { type CleanSales, type CleanSettings, cleanSales, type FateCount } from './clean-sales.js';
export type { DemandPanel } from './demand-panel.js';
export { FATE, LINE_FATES, type LineFate } from './line-fate.js';
export type { SalesLines } from './sales-lines.js';
export { soldOutDays } from './sold-out-days.js';
export {
  demandPanel,
  type FirstDays,
  type PanelSettings,
  type StockSnapshots,
} from './to-panel.js';
