export { type EpochDay, formatDay, isoWeekday, parseDay } from './day.js';
export {
  type Decimal,
  decimalUnits,
  formatDecimal,
  multiplyDecimal,
  sumDecimals,
} from './decimal.js';
export { fail, invariant, ok, type Result } from './result.js';
