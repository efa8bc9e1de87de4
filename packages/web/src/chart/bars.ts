import type { PlanSeries } from '@stockwright/contract';
import { type EpochDay, isoWeekday, parseDay } from '@stockwright/core/units';

/** One bar of history: days [first, end), pieces per day on average, of the days that were observed. */
export interface HistoryBar {
  readonly first: EpochDay;
  readonly end: EpochDay;
  readonly demandPerDay: number;
  readonly returnedPerDay: number;
}

/** A stretch of days [first, end) on which demand could not show itself. */
export interface UnobservedStretch {
  readonly first: EpochDay;
  readonly end: EpochDay;
}

/** A bar a day for the last `days` days. */
export function dailyBars({ history }: PlanSeries, days: number): readonly HistoryBar[] {
  const start = Math.max(0, history.demand.length - days);
  const firstDay = parseDay(history.firstDay);
  return history.demand.slice(start).map((demand, i) => ({
    first: firstDay + start + i,
    end: firstDay + start + i + 1,
    demandPerDay: demand,
    returnedPerDay: history.returned[start + i],
  }));
}

/**
 * A bar a week, Monday to Sunday; the first and last may be shorter. Pieces per day, so that bars of
 * days, bars of weeks and the forecast of single days share one axis. Unobserved days count in neither
 * the sum nor the number of days; a week of only such days has no bar.
 */
export function weeklyBars({ history }: PlanSeries): readonly HistoryBar[] {
  const firstDay = parseDay(history.firstDay);
  const bars: HistoryBar[] = [];
  let from = 0;
  const count = history.demand.length;
  for (let i = 0; i < count; i++) {
    if (isoWeekday(firstDay + i) !== 7 && i < count - 1) continue;
    let demand = 0;
    let returned = 0;
    let observed = 0;
    for (let d = from; d <= i; d++) {
      returned += history.returned[d];
      if (!history.observed[d]) continue;
      observed += 1;
      demand += history.demand[d];
    }
    if (observed > 0)
      bars.push({
        first: firstDay + from,
        end: firstDay + i + 1,
        demandPerDay: demand / observed,
        returnedPerDay: returned / (i - from + 1),
      });
    from = i + 1;
  }
  return bars;
}

export function unobservedStretches({ history }: PlanSeries): readonly UnobservedStretch[] {
  const firstDay = parseDay(history.firstDay);
  const stretches: { first: EpochDay; end: EpochDay }[] = [];
  history.observed.forEach((isObserved, i) => {
    if (isObserved) return;
    const last = stretches.at(-1);
    if (last && last.end === firstDay + i) last.end += 1;
    else stretches.push({ first: firstDay + i, end: firstDay + i + 1 });
  });
  return stretches;
}

/**
 * The top of the axis: the highest value, unless a few bars tower over everything else by more than
 * three times; then those are cut (and marked), so that the ordinary days can be read.
 */
export function axisTop(bars: readonly number[], forecastTop: number): number {
  const sorted = [...bars].sort((a, b) => a - b);
  const highest = Math.max(sorted.at(-1) ?? 0, forecastTop);
  const usual = Math.max(sorted[Math.floor(0.97 * (sorted.length - 1))] ?? 0, forecastTop);
  const top = highest > 3 * usual && usual > 0 ? usual * 1.5 : highest;
  return Math.max(top, 1);
}
