import { cleanSales, LINE_FATES } from '@stockwright/core/demand';
import { expect, test } from 'vitest';
import { type Line, linesOf } from './lines.js';

const clean = (rows: Line[], asOf = 100, serviceItems = new Uint8Array(10)) => {
  const sales = cleanSales(linesOf(rows), { asOf, serviceItems });
  return {
    ...sales,
    fates: Array.from(sales.fate, (code) => LINE_FATES[code]),
    demand: Array.from(sales.demandPieces),
    returned: Array.from(sales.returnedPieces),
  };
};

test('a cancellation undoes the latest earlier sale with enough pieces left, not an earlier or later one', () => {
  const { fates, demand, cancelledLine } = clean([
    { day: 1, quantity: 6 },
    { day: 2, quantity: 6 },
    { day: 3, quantity: 2 }, // too small for the cancellation of 5
    { day: 4, quantity: -5, cancels: true },
    { day: 5, quantity: 6 },
  ]);
  expect(fates[3]).toBe('cancellation');
  expect(cancelledLine[3]).toBe(1);
  expect(demand).toEqual([6, 1, 2, 0, 6]);
});

test('a second cancellation takes what the first one left, then goes further back', () => {
  const { cancelledLine, demand } = clean([
    { day: 1, quantity: 4 },
    { day: 2, quantity: 6 },
    { day: 3, quantity: -4, cancels: true },
    { day: 4, quantity: -2, cancels: true },
    { day: 5, quantity: -3, cancels: true },
  ]);
  expect(Array.from(cancelledLine)).toEqual([-1, -1, 1, 1, 0]);
  expect(demand).toEqual([1, 0, 0, 0, 0]);
});

test.each<[string, Line]>([
  ['another customer', { customer: 8, quantity: 5 }],
  ['another item', { item: 1, quantity: 5 }],
  ['another price', { unitPrice: 2.49, quantity: 5 }],
  ['too few pieces', { quantity: 4 }],
  ['a later second', { second: 61, quantity: 5 }],
])('a sale of %s is not undone, and the cancellation is kept as a return', (_, sale) => {
  const { fates, demand, returned } = clean([
    sale,
    { second: 60, quantity: -5, cancels: true, document: 2 },
  ]);
  expect(fates[1]).toBe('unmatchedCancellation');
  expect(demand[0]).toBe(sale.quantity);
  expect(returned).toEqual([0, 5]);
});

test('two unknown customers are not the same customer', () => {
  const { fates } = clean([
    { customer: -1, quantity: 5 },
    { customer: -1, day: 1, quantity: -5, cancels: true },
  ]);
  expect(fates[1]).toBe('unmatchedCancellation');
});

test('an unknown price matches an unknown price, and is not a zero price', () => {
  const { fates } = clean([
    { unitPrice: Number.NaN, quantity: 5 },
    { unitPrice: Number.NaN, day: 1, quantity: -5, cancels: true },
  ]);
  expect(fates).toEqual(['sale', 'cancellation']);
});

test('a returned sale stays demand, and the return is an inflow on its own day and at its own place', () => {
  const { fates, demand, returned } = clean([
    { day: 1, location: 0, quantity: 3 },
    { day: 9, location: 4, quantity: -3 },
  ]);
  expect(fates).toEqual(['sale', 'return']);
  expect(demand).toEqual([3, 0]);
  expect(returned).toEqual([0, 3]);
});

test('each line set aside says why', () => {
  const serviceItems = new Uint8Array([0, 1]);
  const rows: Line[] = [
    { quantity: 1, document: 5 },
    { quantity: 1, document: 5 },
    { quantity: 1, document: 5, second: 3 },
    { quantity: 1, document: -1 },
    { quantity: 1, document: -1 },
    { quantity: 1, item: 1 },
    { quantity: 1, unitPrice: 0 },
    { quantity: -9, unitPrice: 0 },
    { quantity: -9, unitPrice: 0, cancels: true },
    { quantity: 0 },
    { quantity: 2, cancels: true },
    { quantity: 2, day: 101 },
  ];
  const { fates, counts, demandTotalPieces } = clean(rows, 100, serviceItems);
  expect(fates).toEqual([
    'sale',
    'duplicate',
    'sale',
    'sale',
    'sale',
    'serviceItem',
    'zeroPrice',
    'stockAdjustment',
    'zeroPrice',
    'noPieces',
    'cancelledSale',
    'later',
  ]);
  expect(counts.zeroPrice).toEqual({ lines: 2, pieces: 10 });
  expect(demandTotalPieces).toBe(4);
});

test('a cancellation dated after the day we look from has not happened yet', () => {
  const rows: Line[] = [
    { day: 1, quantity: 5 },
    { day: 3, quantity: -5, cancels: true },
  ];
  expect(clean(rows, 2).demandTotalPieces).toBe(5);
  expect(clean(rows, 3).demandTotalPieces).toBe(0);
});

test('an item beyond the list of service items stops the work', () => {
  expect(() => clean([{ item: 10, quantity: 1 }])).toThrow(/line 0 has item 10/);
});
