import { type EpochDay, invariant } from '../units/index.js';
import type { CleanSales } from './clean-sales.js';
import type { DemandPanel } from './demand-panel.js';
import type { SalesLines } from './sales-lines.js';

/** First days on sale, in columns; item-locations may come in any order, at most once each. */
export interface FirstDays {
  readonly item: Int32Array;
  readonly location: Int32Array;
  readonly day: Int32Array;
}

/** On hand at the close of a day, in columns sorted by item, location, day. Days between are carried on. */
export interface StockSnapshots {
  readonly item: Int32Array;
  readonly location: Int32Array;
  readonly day: Int32Array;
  readonly onHand: Int32Array;
}

export interface PanelSettings {
  /** Last day of every series; lines after it are not counted. */
  readonly lastDay: EpochDay;
  /** Where an item was on sale before somebody first bought it. */
  readonly firstDays?: FirstDays;
  /** Where a stock history is known. */
  readonly stockedDays?: StockSnapshots;
}

/**
 * Daily series of gross demand and of returns, one for each item-location that ever had demand by
 * `lastDay`, sorted by item, then location, each from its first sale (or from its first day on sale,
 * where that is earlier) to `lastDay`. Pieces that came back before the first sale have no series to lie
 * in and are left out.
 *
 * A day is unobserved where the last stock known at its close was 0 and nobody bought: the zero says
 * nothing of what was wanted. Without a stock history every day counts as observed.
 */
export function demandPanel(
  lines: SalesLines,
  clean: CleanSales,
  settings: PanelSettings,
): DemandPanel {
  invariant(
    clean.fate.length === lines.count,
    `the cleaning covers ${clean.fate.length} lines, the sales have ${lines.count}`,
  );
  const { lastDay } = settings;
  let locationCount = 1;
  for (let i = 0; i < lines.count; i++)
    if (lines.location[i] >= locationCount) locationCount = lines.location[i] + 1;
  const keyOf = (item: number, location: number) => item * locationCount + location;

  const firstDayOf = new Map<number, number>();
  for (let i = 0; i < lines.count; i++) {
    if (clean.demandPieces[i] <= 0 || lines.day[i] > lastDay) continue;
    const key = keyOf(lines.item[i], lines.location[i]);
    const known = firstDayOf.get(key);
    if (known === undefined || lines.day[i] < known) firstDayOf.set(key, lines.day[i]);
  }
  const launches = settings.firstDays;
  for (let i = 0; launches && i < launches.day.length; i++) {
    if (launches.location[i] >= locationCount) continue;
    const key = keyOf(launches.item[i], launches.location[i]);
    const known = firstDayOf.get(key);
    if (known !== undefined && launches.day[i] < known) firstDayOf.set(key, launches.day[i]);
  }

  const keys = Float64Array.from(firstDayOf.keys()).sort();
  const seriesCount = keys.length;
  const item = new Int32Array(seriesCount);
  const location = new Int32Array(seriesCount);
  const firstDay = new Int32Array(seriesCount);
  const offsets = new Int32Array(seriesCount + 1);
  const seriesOf = new Map<number, number>();
  for (let s = 0; s < seriesCount; s++) {
    const key = keys[s];
    seriesOf.set(key, s);
    item[s] = Math.floor(key / locationCount);
    location[s] = key % locationCount;
    firstDay[s] = firstDayOf.get(key) ?? lastDay;
    offsets[s + 1] = offsets[s] + (lastDay - firstDay[s] + 1);
  }

  const dayCount = offsets[seriesCount];
  const demand = new Float64Array(dayCount);
  const returned = new Float64Array(dayCount);
  const observed = new Uint8Array(dayCount).fill(1);
  for (let i = 0; i < lines.count; i++) {
    if ((clean.demandPieces[i] === 0 && clean.returnedPieces[i] === 0) || lines.day[i] > lastDay)
      continue;
    const s = seriesOf.get(keyOf(lines.item[i], lines.location[i]));
    if (s === undefined || lines.day[i] < firstDay[s]) continue;
    const at = offsets[s] + lines.day[i] - firstDay[s];
    demand[at] += clean.demandPieces[i];
    returned[at] += clean.returnedPieces[i];
  }

  const panel = {
    seriesCount,
    item,
    location,
    firstDay,
    lastDay,
    offsets,
    demand,
    returned,
    observed,
  };
  if (settings.stockedDays)
    markUnobserved(panel, settings.stockedDays, (i, l) =>
      l < locationCount ? seriesOf.get(keyOf(i, l)) : undefined,
    );
  return panel;
}

/** Writes 0 for each day without demand whose last known stock was 0. */
function markUnobserved(
  panel: DemandPanel,
  stock: StockSnapshots,
  seriesOf: (item: number, location: number) => number | undefined,
): void {
  for (let i = 0; i < stock.day.length; i++) {
    if (stock.onHand[i] > 0) continue;
    const s = seriesOf(stock.item[i], stock.location[i]);
    if (s === undefined) continue;
    const sameNext =
      i + 1 < stock.day.length &&
      stock.item[i + 1] === stock.item[i] &&
      stock.location[i + 1] === stock.location[i];
    const until = sameNext ? Math.min(stock.day[i + 1] - 1, panel.lastDay) : panel.lastDay;
    const base = panel.offsets[s] - panel.firstDay[s];
    for (let day = Math.max(stock.day[i], panel.firstDay[s]); day <= until; day++)
      if (panel.demand[base + day] === 0) panel.observed[base + day] = 0;
  }
}
