import type { DemandPanel } from '../../demand/index.js';
import { dayOfYear, type EpochDay } from '../../units/index.js';

/** Days around a day of the year whose demand is its; half of it on each side. */
const HALF_WINDOW = 10;
const HALF_YEAR = 182;
/** Days of a year; the 29th of February counts as the day before March as well. */
const YEAR = 366;
/** How far years are thought to move demand within them, as a standard deviation, before a group is looked at. */
const USUAL_SPREAD = 0.15;
/** Years without a season counted beside those seen: one year's luck is not next year's season. */
const DOUBT_YEARS = 1;
/** Variance over mean of the days' demand: pieces come a few at a time. */
const DISPERSION = 3;

/** Share of a mean day by day of the year (0 = January 1st); about 1 on the average. */
export type YearShape = Float64Array;

/**
 * How demand moves within the year, per group of series: the ratio of three weeks' demand to that of the
 * whole year around them, averaged over the years seen and shrunk to 1 by how few they and the pieces
 * are. A group without a year and a half of history has none: nothing can be said of its season.
 *
 * @param exposures demand known to be moved by other things on each day of a series (feasts, weekdays); its
 *   demand is divided by them. null = none
 * @see Makridakis, Wheelwright & Hyndman (1998), Forecasting: Methods and Applications, section 3/4
 *   (ratio to moving average)
 */
export function yearShapes(
  panel: DemandPanel,
  group: ArrayLike<number>,
  exposures: (series: number) => Float64Array | null,
): ReadonlyMap<number, YearShape> {
  const totals = new Map<number, { demand: Float64Array; open: Float64Array }>();
  const begin = panel.firstDay.reduce((a, b) => Math.min(a, b), panel.lastDay);
  const days = panel.lastDay - begin + 1;
  if (days <= 2 * HALF_YEAR + HALF_YEAR) return new Map();
  for (let s = 0; s < panel.seriesCount; s++) {
    let total = totals.get(group[s]);
    if (!total) {
      total = { demand: new Float64Array(days), open: new Float64Array(days) };
      totals.set(group[s], total);
    }
    const known = exposures(s);
    const at = panel.firstDay[s] - begin;
    for (let i = panel.offsets[s]; i < panel.offsets[s + 1]; i++) {
      if (panel.observed[i] === 0) continue;
      const t = i - panel.offsets[s];
      const exposure = known === null ? 1 : known[t];
      if (exposure <= 0) continue;
      total.demand[at + t] += panel.demand[i] / exposure;
      total.open[at + t] = 1;
    }
  }
  const shapes = new Map<number, YearShape>();
  for (const [key, { demand, open }] of totals) {
    const shape = shapeOf(demand, open, begin);
    if (shape) shapes.set(key, shape);
  }
  return shapes;
}

function shapeOf(demand: Float64Array, open: Float64Array, begin: EpochDay): YearShape | null {
  const days = demand.length;
  let first = 0;
  while (first < days && open[first] === 0) first++;
  if (days - first <= 3 * HALF_YEAR) return null;
  const sums = new Float64Array(days + 1);
  const counts = new Float64Array(days + 1);
  for (let t = 0; t < days; t++) {
    sums[t + 1] = sums[t] + demand[t];
    counts[t + 1] = counts[t] + open[t];
  }
  const meanAround = (t: number, half: number): number => {
    const from = Math.max(first, t - half);
    const to = Math.min(days, t + half + 1);
    const count = counts[to] - counts[from];
    return count > 0 ? (sums[to] - sums[from]) / count : 0;
  };
  const ratios = new Float64Array(YEAR);
  const years = new Float64Array(YEAR);
  for (let t = first + HALF_YEAR; t < days - HALF_YEAR; t++) {
    const year = meanAround(t, HALF_YEAR);
    if (!(year > 0)) continue;
    const place = dayOfYear(begin + t);
    ratios[place] += meanAround(t, HALF_WINDOW) / year;
    years[place] += 1;
  }
  ratios[YEAR - 1] = ratios[YEAR - 2];
  years[YEAR - 1] = years[YEAR - 2];
  const piecesPerDay = sums[days] / Math.max(1, counts[days]);
  const noise = DISPERSION / Math.max(1e-9, (2 * HALF_WINDOW + 1) * piecesPerDay);
  const doubt = DOUBT_YEARS + noise / USUAL_SPREAD ** 2;
  const shape = new Float64Array(YEAR);
  for (let d = 0; d < YEAR; d++) shape[d] = (ratios[d] + doubt) / (years[d] + doubt);
  return shape;
}
