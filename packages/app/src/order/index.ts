export {
  type ExpectedPieces,
  expectedDepartures,
  expectedReceipts,
} from './expected-receipts.js';
export { applyMovements, lockBalances, type StockEvent } from './journal.js';
export {
  type MoveRequest,
  moveSupplyOrder,
  type ShipRequest,
  shipSupplyOrder,
} from './move-supply-order.js';
export { forgetReplies, type OnceReply, type OnceRequest, once } from './once.js';
export { type OrderLinesReply, orderLines } from './order-lines.js';
export { type BalanceDifference, balanceDifferences, readBalance } from './rebuild-balances.js';
export { type ReceiptRequest, receiveSupplyOrder } from './receive-supply-order.js';
export { type CountReport, recordCounts, type StockCount } from './record-counts.js';
export {
  type LaneReliability,
  type ReliabilityQuery,
  supplierReliability,
} from './supplier-reliability.js';
export {
  getSupplyOrder,
  listSupplyOrders,
  type SupplyOrderDetail,
  type SupplyOrderLineView,
  type SupplyOrderQuery,
  type SupplyOrderView,
} from './supply-order-view.js';
