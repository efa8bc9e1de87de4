import {
  type CleanSales,
  cleanSales,
  type DemandPanel,
  demandPanel,
  type LineFate,
  type SalesLines,
  soldOutDays,
} from '@stockwright/core/demand';
import type { EpochDay } from '@stockwright/core/units';
import {
  type DriverRuns,
  driverHistory,
  type SalesHistory,
  salesColumns,
  stockSnapshots,
} from '../../history/index.js';
import type { Store } from '../../store/index.js';
import { type PriceRuns, paidPrices } from './price-runs.js';

/** Clean daily history of all items, with the lists that its indices point into. */
export interface PlanHistory {
  readonly panel: DemandPanel;
  readonly items: readonly string[];
  readonly locations: readonly string[];
  /** Lines and pieces by what became of them. */
  readonly counts: CleanSales['counts'];
  /** Mean price paid per piece in the days before the end, by item index; NaN where none was. */
  readonly recentPrices: Float64Array;
  /** Prices paid over time, by series of the panel; null where no line has one. */
  readonly paid: readonly (PriceRuns | null)[];
  readonly drivers: readonly DriverRuns[];
  /** Days that ended sold out, by series of the panel; most have none. */
  readonly soldOut: ReadonlyMap<number, Int32Array>;
}

const PRICE_DAYS = 180;

/** Reads the sales as known at the end of `asOf` and makes them daily series. */
export async function planHistory(
  store: Store,
  asOf: EpochDay,
  isService: (itemCode: string) => boolean,
  signal: AbortSignal,
): Promise<PlanHistory> {
  const { history, clean, panel, stock } = await dailyDemand(store, asOf, isService, signal);
  return {
    panel,
    items: history.items,
    locations: history.locations,
    counts: clean.counts,
    recentPrices: recentPrices(history.lines, clean, history.items.length, asOf),
    paid: paidPrices(history.lines, clean, panel),
    drivers: await driverHistory(store, signal),
    soldOut: stock ? soldOutDays(panel, stock) : new Map(),
  };
}

/**
 * Clean daily demand up to the end of `asOf`, of all items or of some. Cleaning looks at no more than the
 * lines of one item at a time, so that some items come out as they do among all.
 */
export async function dailyDemand(
  store: Store,
  asOf: EpochDay,
  isService: (itemCode: string) => boolean,
  signal?: AbortSignal,
  items?: readonly string[],
) {
  const history = await salesColumns(store, { asOf, signal, items });
  const clean = cleanSales(history.lines, {
    asOf,
    serviceItems: Uint8Array.from(history.items, (code) => (isService(code) ? 1 : 0)),
  });
  const stock = await stockIn(store, history, asOf);
  const panel = demandPanel(history.lines, clean, { lastDay: asOf, stockedDays: stock });
  return { history, clean, panel, stock };
}

/** The stock history in the indices of the sales; undefined where none was imported. */
async function stockIn(store: Store, history: SalesHistory, asOf: EpochDay) {
  const stock = await stockSnapshots(store, { asOf });
  if (stock.count === 0) return undefined;
  const itemAt = new Map(history.items.map((code, index) => [code, index]));
  const locationAt = new Map(history.locations.map((code, index) => [code, index]));
  const itemOf = stock.items.map((code) => itemAt.get(code) ?? -1);
  const locationOf = stock.locations.map((code) => locationAt.get(code) ?? -1);
  const known: number[] = [];
  for (let i = 0; i < stock.count; i++)
    if (itemOf[stock.item[i]] >= 0 && locationOf[stock.location[i]] >= 0) known.push(i);
  known.sort(
    (a, b) =>
      itemOf[stock.item[a]] - itemOf[stock.item[b]] ||
      locationOf[stock.location[a]] - locationOf[stock.location[b]] ||
      stock.day[a] - stock.day[b],
  );
  return {
    item: Int32Array.from(known, (i) => itemOf[stock.item[i]]),
    location: Int32Array.from(known, (i) => locationOf[stock.location[i]]),
    day: Int32Array.from(known, (i) => stock.day[i]),
    onHand: Int32Array.from(known, (i) => stock.onHand[i]),
  };
}

function recentPrices(
  lines: SalesLines,
  clean: CleanSales,
  itemCount: number,
  asOf: EpochDay,
): Float64Array {
  const money = new Float64Array(itemCount);
  const pieces = new Float64Array(itemCount);
  for (let i = 0; i < lines.count; i++) {
    const sold = clean.demandPieces[i];
    if (sold <= 0 || !(lines.unitPrice[i] > 0) || lines.day[i] <= asOf - PRICE_DAYS) continue;
    money[lines.item[i]] += sold * lines.unitPrice[i];
    pieces[lines.item[i]] += sold;
  }
  return money.map((sum, item) => (pieces[item] > 0 ? sum / pieces[item] : Number.NaN));
}

/** The counts as a plain object of the fates that occurred. */
export const occurred = (
  counts: CleanSales['counts'],
): Partial<Record<LineFate, { lines: number; pieces: number }>> =>
  Object.fromEntries(Object.entries(counts).filter(([, { lines }]) => lines > 0));
