import type { SalesLines } from '@stockwright/core/demand';

/** One sales line written by hand; what a test does not care about has a plain default. */
export interface Line {
  day?: number;
  second?: number;
  item?: number;
  location?: number;
  customer?: number;
  document?: number;
  quantity: number;
  unitPrice?: number;
  cancels?: boolean;
}

export function linesOf(rows: readonly Line[]): SalesLines {
  const ints = (read: (row: Line, i: number) => number) => Int32Array.from(rows, read);
  return {
    count: rows.length,
    day: ints((row) => row.day ?? 0),
    second: ints((row) => row.second ?? -1),
    item: ints((row) => row.item ?? 0),
    location: ints((row) => row.location ?? 0),
    customer: ints((row) => row.customer ?? 7),
    document: ints((row, i) => row.document ?? 1000 + i),
    quantity: ints((row) => row.quantity),
    unitPrice: Float64Array.from(rows, (row) => row.unitPrice ?? 2.5),
    isCancellation: Uint8Array.from(rows, (row) => (row.cancels ? 1 : 0)),
  };
}
