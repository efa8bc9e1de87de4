export type { DemandPanel } from './demand-panel.js';
export type { SalesLines } from './sales-lines.js';
