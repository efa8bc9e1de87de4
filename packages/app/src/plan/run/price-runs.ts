import type { CleanSales, DemandPanel, SalesLines } from '@stockwright/core/demand';
import type { EpochDay } from '@stockwright/core/units';

/** A price over time: each holds from its day until the next; NaN = not known. */
export interface PriceRuns {
  /** Ascending. */
  readonly fromDay: Int32Array;
  readonly price: Float64Array;
}

/** A price that a table gives for some days. */
export interface TablePrice {
  readonly fromDay: EpochDay;
  /** Included; null = until the next price of the table. */
  readonly toDay: EpochDay | null;
  readonly price: number;
}

/** Mean prices of two days that differ by less are one price: they are means over lines. */
const SAME_PRICE = 0.001;

/**
 * What customers paid, by series of the panel: the mean price per piece of each day with sales, as runs.
 * Null where no line of the series has a price.
 */
export function paidPrices(
  lines: SalesLines,
  clean: CleanSales,
  panel: DemandPanel,
): (PriceRuns | null)[] {
  const seriesOf = new Map<number, number>();
  const key = (item: number, location: number) => item * 2 ** 20 + location;
  for (let s = 0; s < panel.seriesCount; s++)
    seriesOf.set(key(panel.item[s], panel.location[s]), s);
  // Lines are dealt out to their series first; then only the lines of one series are sorted at a time.
  const series = new Int32Array(lines.count).fill(-1);
  const starts = new Int32Array(panel.seriesCount + 1);
  for (let i = 0; i < lines.count; i++) {
    if (clean.demandPieces[i] <= 0 || !(lines.unitPrice[i] > 0) || lines.day[i] > panel.lastDay)
      continue;
    const s = seriesOf.get(key(lines.item[i], lines.location[i])) ?? -1;
    series[i] = s;
    if (s >= 0) starts[s + 1] += 1;
  }
  for (let s = 0; s < panel.seriesCount; s++) starts[s + 1] += starts[s];
  const dealt = new Int32Array(starts[panel.seriesCount]);
  const next = starts.slice();
  for (let i = 0; i < lines.count; i++) if (series[i] >= 0) dealt[next[series[i]]++] = i;
  return Array.from({ length: panel.seriesCount }, (_, s) =>
    runsOf(dealt.subarray(starts[s], starts[s + 1]), lines, clean),
  );
}

function runsOf(own: Int32Array, lines: SalesLines, clean: CleanSales): PriceRuns | null {
  if (own.length === 0) return null;
  own.sort((a, b) => lines.day[a] - lines.day[b] || a - b);
  const fromDay: number[] = [];
  const price: number[] = [];
  for (let at = 0; at < own.length; ) {
    const day = lines.day[own[at]];
    let money = 0;
    let pieces = 0;
    for (; at < own.length && lines.day[own[at]] === day; at++) {
      money += clean.demandPieces[own[at]] * lines.unitPrice[own[at]];
      pieces += clean.demandPieces[own[at]];
    }
    const mean = money / pieces;
    const last = price.at(-1);
    if (last !== undefined && Math.abs(mean / last - 1) < SAME_PRICE) continue;
    fromDay.push(day);
    price.push(mean);
  }
  return { fromDay: Int32Array.from(fromDay), price: Float64Array.from(price) };
}

/**
 * The price of one item at one place: what the table says of the place, else what it says of all places, else
 * what customers paid.
 *
 * @param own     prices of the place, ascending
 * @param general prices of everywhere else, ascending
 */
export function pricesOf(
  own: readonly TablePrice[],
  general: readonly TablePrice[],
  paid: PriceRuns | null,
): PriceRuns | null {
  if (own.length === 0 && general.length === 0) return paid;
  const days = [...own, ...general]
    .flatMap(({ fromDay, toDay }) => (toDay === null ? [fromDay] : [fromDay, toDay + 1]))
    .concat([...(paid?.fromDay ?? [])]);
  const fromDay: number[] = [];
  const price: number[] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const now = tablePrice(own, day) ?? tablePrice(general, day) ?? paidOn(paid, day);
    const last = price.length === 0 ? Number.NaN : price[price.length - 1];
    if (Object.is(now, last)) continue;
    fromDay.push(day);
    price.push(now);
  }
  return { fromDay: Int32Array.from(fromDay), price: Float64Array.from(price) };
}

/** The youngest price that has begun, if it still holds. */
function tablePrice(table: readonly TablePrice[], day: EpochDay): number | undefined {
  const begun = table.findLast(({ fromDay }) => fromDay <= day);
  return begun && (begun.toDay === null || begun.toDay >= day) ? begun.price : undefined;
}

function paidOn(paid: PriceRuns | null, day: EpochDay): number {
  if (!paid) return Number.NaN;
  let at = paid.fromDay.length - 1;
  while (at >= 0 && paid.fromDay[at] > day) at -= 1;
  return at < 0 ? Number.NaN : paid.price[at];
}
