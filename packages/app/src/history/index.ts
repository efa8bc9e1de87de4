export { currentFiles, type HistoryFile, type HistoryStore } from './current-files.js';
export { type DriverRuns, driverHistory } from './driver-history.js';
export { type Duck, type DuckSettings, quoted, quotedList, withDuck } from './duck.js';
export {
  type ItemRange,
  itemRanges,
  type SalesHistory,
  type SalesSelection,
  salesColumns,
} from './sales-columns.js';
export { DRIVER_COLUMNS, SALES_COLUMNS, STOCK_COLUMNS } from './sales-file.js';
export { type SeriesHistory, seriesHistory } from './series-history.js';
export { type StockSnapshots, stockSnapshots } from './stock-snapshots.js';
export { sweepHistory, temporaryFolder } from './temporary.js';
