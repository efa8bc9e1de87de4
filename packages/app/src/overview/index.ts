export { listSources, type SourceInForce } from './sources.js';
export { type Status, status } from './status.js';
export {
  listMovements,
  listStock,
  type Movement,
  type MovementQuery,
  type Page,
  type StockBalance,
  type StockQuery,
} from './stock.js';
