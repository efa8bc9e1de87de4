import type { DemandPanel } from '../../demand/index.js';

/** Observed days that a series needs to be asked how often its kind sells. */
const FEWEST_DAYS = 28;
/** The share of a location without any such series, and how many series it counts as where there are. */
const PRIOR_SHARE = 0.3;
const PRIOR_SERIES = 5;

/**
 * How often the items of each location sell: the mean over its item-locations of the share of observed days
 * with demand, the first day (a sale by definition) left out. It is what `forecastSeries` guesses of an item
 * that it knows little of.
 */
export function demandShares(panel: DemandPanel): ReadonlyMap<number, number> {
  const sums = new Map<number, { share: number; series: number }>();
  for (let s = 0; s < panel.seriesCount; s++) {
    const sum = sums.get(panel.location[s]) ?? {
      share: PRIOR_SHARE * PRIOR_SERIES,
      series: PRIOR_SERIES,
    };
    sums.set(panel.location[s], sum);
    let days = 0;
    let demandDays = 0;
    for (let t = panel.offsets[s] + 1; t < panel.offsets[s + 1]; t++) {
      if (panel.observed[t] === 0) continue;
      days += 1;
      if (panel.demand[t] > 0) demandDays += 1;
    }
    if (days < FEWEST_DAYS) continue;
    sum.share += demandDays / days;
    sum.series += 1;
  }
  return new Map(
    Array.from(sums, ([location, { share, series }]) => [location, share / series] as const),
  );
}
