export { dayOfYear, type EpochDay, formatDay, isoWeekday, parseDay } from './day.js';
export {
  type Decimal,
  decimalUnits,
  formatDecimal,
  multiplyDecimal,
  NO_CURRENCY,
  sumDecimals,
} from './decimal.js';
export { fail, invariant, ok, type Result } from './result.js';
