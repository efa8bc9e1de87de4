import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decimalUnits,
  formatDay,
  formatDecimal,
  isoWeekday,
  multiplyDecimal,
  parseDay,
  sumDecimals,
} from '../../src/units/index.js';

test('a day is written and read back the same, over four centuries', () => {
  fc.assert(
    fc.property(fc.integer({ min: -73_000, max: 73_000 }), (day) => {
      expect(parseDay(formatDay(day))).toBe(day);
      expect(isoWeekday(day + 1)).toBe((isoWeekday(day) % 7) + 1);
    }),
    { seed: 1 },
  );
  expect(formatDay(0)).toBe('1970-01-01');
  expect(isoWeekday(parseDay('2011-11-07'))).toBe(1);
});

test.each(['2011-02-29', '2011-13-01', '2011-1-1', '01/02/2011', ''])('%j is no day', (text) => {
  expect(() => parseDay(text)).toThrow(RangeError);
});

test('money is exact where binary fractions are not', () => {
  expect(sumDecimals(['0.1', '0.2'])).toBe('0.3000');
  expect(sumDecimals([])).toBe('0.0000');
  expect(multiplyDecimal('4.57', 2880)).toBe('13161.6000');
  expect(multiplyDecimal('-0.0001', 3)).toBe('-0.0003');
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (units) => {
      expect(decimalUnits(formatDecimal(units))).toBe(units);
    }),
    { seed: 2 },
  );
});

test.each(['1.23456', '1,5', 'abc', ''])('%j is no amount', (text) => {
  expect(() => decimalUnits(text)).toThrow(RangeError);
});

test('half a piece has no price', () => {
  expect(() => multiplyDecimal('1', 0.5)).toThrow(RangeError);
});
