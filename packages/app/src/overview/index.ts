export { type PlanLack, planLacks } from './plan-lacks.js';
export { listSources, type SourceInForce } from './sources.js';
export { type Status, status } from './status.js';
export {
  listMovements,
  listStock,
  type Movement,
  type MovementQuery,
  type Page,
  refuseUnknownPlace,
  type StockBalance,
  type StockQuery,
} from './stock.js';
