import {
  forecastOfPaths,
  forecastYoung,
  type LaunchCurve,
  type PathForecast,
  poolForecasts,
  type SeriesShapes,
  scaleForecast,
} from '@stockwright/core/forecast';
import type { Dice } from '@stockwright/core/maths';
import { type EpochDay, isoWeekday } from '@stockwright/core/units';
import type { TaskSeries } from '../planning-task.js';

/**
 * A forecast as launches, successions and ends of life make it. A young item is half what launches like it
 * and its first sales say, half what its own sales say by themselves; one that has not sold yet is all launch.
 *
 * Measured on 2,400 young item-locations of Online Retail at seven origins, 28-day totals: against the own
 * forecast alone the mean absolute error is 14 % less, the root mean square 24 % less, the pinball loss 9 %
 * less, and the bias 2 % instead of 34 %; launches alone err less in the middle but are 30 % too low.
 */
export function retailForecast(
  own: PathForecast,
  series: TaskSeries,
  curve: LaunchCurve | null,
  firstDay: EpochDay,
  dice: Dice,
): PathForecast {
  const { retail } = series;
  if (!retail) return own;
  let made = own;
  if (retail.launch && curve) {
    const { belief, waitDays } = retail.launch;
    const sales = series.demand.map((pieces, t) =>
      series.observed[t] === 0 ? Number.NaN : pieces,
    );
    const exposure = exposureAhead(series.shapes, series.demand.length, firstDay, own.horizonDays);
    const young = forecastYoung(belief, curve, { sales, waitDays, exposure }, own, dice);
    made =
      sales.length === 0
        ? forecastOfPaths(young.mean, young.paths, own.probabilities)
        : poolForecasts(own, young);
  }
  return retail.factors ? scaleForecast(made, retail.factors, dice) : made;
}

/** Factor of each day of the horizon beside a mean day. */
function exposureAhead(
  { weekdayShape, exposure }: SeriesShapes,
  historyDays: number,
  firstDay: EpochDay,
  horizonDays: number,
): Float64Array {
  return Float64Array.from(
    { length: horizonDays },
    (_, d) =>
      (weekdayShape?.[isoWeekday(firstDay + d) - 1] ?? 1) * (exposure?.[historyDays + d] ?? 1),
  );
}
