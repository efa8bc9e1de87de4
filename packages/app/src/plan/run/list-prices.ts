import type { DemandPanel } from '@stockwright/core/demand';
import type { PriceInput } from './load-forecast-inputs.js';
import { type PriceRuns, pricesOf } from './price-runs.js';

/**
 * Price of each day of a series' history and of the days ahead, from the price list alone; undefined for
 * an item whose listed price never changes, and where no list was given. What customers paid is no
 * substitute: large orders pay less a piece, and their size would be taken for an answer to their price.
 *
 * @param itemOf  id of an item of the panel, by its index
 * @param placeOf id of a place of the panel, by its index
 */
export function listPrices(
  prices: readonly PriceInput[],
  panel: DemandPanel,
  itemOf: readonly (number | undefined)[],
  placeOf: readonly (number | undefined)[],
  horizonDays: number,
): ((series: number) => Float64Array | undefined) | undefined {
  const byItem = new Map<number, PriceInput[]>();
  for (const price of prices) {
    const listed = byItem.get(price.item);
    if (listed) listed.push(price);
    else byItem.set(price.item, [price]);
  }
  if (byItem.size === 0) return undefined;
  return (series) => {
    const listed = byItem.get(itemOf[panel.item[series]] ?? -1);
    if (!listed) return undefined;
    const place = placeOf[panel.location[series]];
    const runs = pricesOf(
      listed.filter(({ location }) => location === place),
      listed.filter(({ location }) => location === null),
      null,
    );
    if (!runs || runs.fromDay.length < 2) return undefined;
    const days = panel.offsets[series + 1] - panel.offsets[series] + horizonDays;
    return dayByDay(runs, panel.firstDay[series], days);
  };
}

function dayByDay({ fromDay, price }: PriceRuns, firstDay: number, days: number): Float64Array {
  const prices = new Float64Array(days).fill(Number.NaN);
  for (let run = 0; run < fromDay.length; run++) {
    const begin = Math.max(0, fromDay[run] - firstDay);
    const end = run + 1 < fromDay.length ? fromDay[run + 1] - firstDay : days;
    // A price of nothing is a gift or a mistake, and no price.
    prices.fill(price[run] > 0 ? price[run] : Number.NaN, begin, Math.max(begin, end));
  }
  return prices;
}
