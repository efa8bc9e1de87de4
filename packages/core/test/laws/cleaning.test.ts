import { cleanSales, demandPanel, FATE, type SalesLines } from '@stockwright/core/demand';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, linesOf } from '../demand/lines.js';

// Few values of each field, so that duplicates, matches and partial cancellations really happen.
const line: fc.Arbitrary<Line> = fc.record({
  day: fc.integer({ min: 0, max: 6 }),
  second: fc.constantFrom(-1, 10, 20),
  item: fc.integer({ min: 0, max: 2 }),
  location: fc.integer({ min: 0, max: 1 }),
  customer: fc.integer({ min: -1, max: 1 }),
  document: fc.integer({ min: -1, max: 3 }),
  quantity: fc.integer({ min: -4, max: 6 }),
  unitPrice: fc.constantFrom(0, 1.25, 2, Number.NaN),
  cancels: fc.boolean(),
});
const rows = fc.array(line, { maxLength: 60 });
const serviceItems = new Uint8Array([0, 0, 1]);

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

function pick(lines: SalesLines, keep: number[]): SalesLines {
  const of = <T extends Int32Array | Float64Array | Uint8Array>(column: T): T =>
    column.constructor === Float64Array
      ? (Float64Array.from(keep, (i) => column[i]) as T)
      : column.constructor === Uint8Array
        ? (Uint8Array.from(keep, (i) => column[i]) as T)
        : (Int32Array.from(keep, (i) => column[i]) as T);
  return {
    count: keep.length,
    day: of(lines.day),
    second: of(lines.second),
    item: of(lines.item),
    location: of(lines.location),
    customer: of(lines.customer),
    document: of(lines.document),
    quantity: of(lines.quantity),
    unitPrice: of(lines.unitPrice),
    isCancellation: of(lines.isCancellation),
  };
}

test('cleaning all lines as of day A equals cleaning only the lines up to A', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 6 }), (given, asOf) => {
      const all = linesOf(given);
      const upTo = Array.from(all.day.keys()).filter((i) => all.day[i] <= asOf);
      const whole = cleanSales(all, { asOf, serviceItems });
      const part = cleanSales(pick(all, upTo), { asOf, serviceItems });
      upTo.forEach((i, k) => {
        expect(whole.fate[i]).toBe(part.fate[k]);
        expect(whole.demandPieces[i]).toBe(part.demandPieces[k]);
        expect(whole.returnedPieces[i]).toBe(part.returnedPieces[k]);
      });
      expect(whole.demandTotalPieces).toBe(part.demandTotalPieces);
    }),
  );
});

test('pieces are neither made nor lost: sold = demand + cancelled, come back = returned + cancelled', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const lines = linesOf(given);
      const { counts, ...clean } = cleanSales(lines, { asOf: 6, serviceItems });
      expect(sum(Object.values(counts).map((count) => count.lines))).toBe(lines.count);
      expect(sum(Object.values(counts).map((count) => count.pieces))).toBe(
        sum(lines.quantity.map(Math.abs)),
      );
      expect(counts.sale.pieces).toBe(clean.demandTotalPieces + counts.cancellation.pieces);
      expect(counts.return.pieces + counts.unmatchedCancellation.pieces).toBe(
        clean.returnedTotalPieces,
      );
      expect(clean.demandPieces.every((pieces) => pieces >= 0)).toBe(true);
    }),
  );
});

test('a matched cancellation lies after its sale and agrees with it in customer, item and price', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const lines = linesOf(given);
      const clean = cleanSales(lines, { asOf: 6, serviceItems });
      for (let i = 0; i < lines.count; i++) {
        const sale = clean.cancelledLine[i];
        expect(sale >= 0).toBe(clean.fate[i] === FATE.cancellation);
        if (sale < 0) continue;
        const when = (k: number) => [lines.day[k], lines.second[k], k];
        expect(
          [when(sale), when(i)].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]),
        ).toEqual([when(sale), when(i)]);
        expect(lines.customer[sale]).toBe(lines.customer[i]);
        expect(lines.item[sale]).toBe(lines.item[i]);
        expect(lines.unitPrice[sale]).toBe(lines.unitPrice[i]);
      }
    }),
  );
});

test('the panel holds every piece of demand once, and no returned piece twice', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const lines = linesOf(given);
      const clean = cleanSales(lines, { asOf: 6, serviceItems });
      const panel = demandPanel(lines, clean, { lastDay: 6 });
      expect(sum(panel.demand)).toBe(clean.demandTotalPieces);
      expect(sum(panel.returned)).toBeLessThanOrEqual(clean.returnedTotalPieces);
      for (let s = 0; s < panel.seriesCount; s++)
        expect(panel.demand[panel.offsets[s]]).toBeGreaterThan(0);
    }),
  );
});
