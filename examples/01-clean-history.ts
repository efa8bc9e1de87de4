/**
 * Demand: from sales lines, as a till or a web shop writes them, to what customers really wanted.
 *
 * One customer buys 6 bears and cancels 2 of them the next day; another brings one back a week later. The
 * cancelled bears were never wanted; the returned one was, and is an inflow later.
 */
import { cleanSales, demandPanel, type SalesLines } from '@stockwright/core/demand';
import { formatDay, parseDay } from '@stockwright/core/units';

const monday = parseDay('2026-11-02');
const lines: SalesLines = {
  count: 3,
  day: Int32Array.of(monday, monday + 1, monday + 7),
  second: Int32Array.of(36_000, 40_000, 50_000),
  item: Int32Array.of(0, 0, 0),
  location: Int32Array.of(0, 0, 0),
  customer: Int32Array.of(17, 17, 42),
  document: Int32Array.of(1, 2, 3),
  quantity: Int32Array.of(6, -2, -1),
  unitPrice: Float64Array.of(12.5, 12.5, 12.5),
  isCancellation: Uint8Array.of(0, 1, 0),
};

const asOf = monday + 7;
const clean = cleanSales(lines, { asOf, serviceItems: Uint8Array.of(0) });
const panel = demandPanel(lines, clean, { lastDay: asOf });

console.log(`wanted ${clean.demandTotalPieces}, came back ${clean.returnedTotalPieces}`);
console.log(`from ${formatDay(panel.firstDay[0])}: ${panel.demand.join(' ')}`);
