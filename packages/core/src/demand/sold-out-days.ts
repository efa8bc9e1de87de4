import type { DemandPanel } from './demand-panel.js';
import type { StockSnapshots } from './to-panel.js';

/**
 * Days that sold out, by series of the panel: stock was counted at the close of that very day and was 0, and
 * pieces were sold. Such a day shows only that at least so much was wanted. Days between counts are not
 * told: what came and went in them is not known.
 *
 * @returns places of these days in their series, ascending; series without one are left out
 */
export function soldOutDays(panel: DemandPanel, stock: StockSnapshots): Map<number, Int32Array> {
  const key = (item: number, location: number) => item * 2 ** 20 + location;
  const seriesAt = new Map<number, number>();
  for (let s = 0; s < panel.seriesCount; s++)
    seriesAt.set(key(panel.item[s], panel.location[s]), s);
  const found = new Map<number, number[]>();
  for (let i = 0; i < stock.day.length; i++) {
    if (stock.onHand[i] > 0 || stock.day[i] > panel.lastDay) continue;
    const s = seriesAt.get(key(stock.item[i], stock.location[i]));
    if (s === undefined || stock.day[i] < panel.firstDay[s]) continue;
    const day = stock.day[i] - panel.firstDay[s];
    if (!(panel.demand[panel.offsets[s] + day] > 0)) continue;
    const known = found.get(s);
    if (known) known.push(day);
    else found.set(s, [day]);
  }
  return new Map([...found].map(([s, days]) => [s, Int32Array.from(days)]));
}
