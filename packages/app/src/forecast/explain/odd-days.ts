import { endOfLife, findOutliers } from '@stockwright/core/forecast';
import { formatDay } from '@stockwright/core/units';
import type { RunSeries } from '../../plan/run/run-file.js';
import type { Told } from './why.js';

/**
 * What stands out in a history: days whose demand the days around do not explain, and a silence that is long
 * for the item. They are told and nothing else: no day is left out of the forecast for it, and a guess that an
 * item has ended lowers no forecast, since forecasts of items long silent are low already (in four windows
 * of Online Retail such items sold twelve times what was forecast without any such guess).
 */
export function oddDays(series: RunSeries): Told<'outliers' | 'quiet'>[] {
  const demand = Float64Array.from(series.demand);
  const observed = Uint8Array.from(series.observed, Number);
  const told: Told<'outliers' | 'quiet'>[] = [];
  const { outliers } = findOutliers(demand, observed);
  if (outliers.length > 0) {
    const largest = outliers.reduce((most, each) =>
      Math.abs(each.pieces - each.expected) > Math.abs(most.pieces - most.expected) ? each : most,
    );
    told.push({
      code: 'outliers',
      facts: {
        count: outliers.length,
        day: formatDay(series.firstDay + largest.day),
        pieces: largest.pieces,
        expected: largest.expected,
      },
    });
  }
  const { code, quietDays, usualInterval, endedProbability } = endOfLife(demand, observed);
  if (code === 'ended' || code === 'ending' || code === 'paused')
    told.push({
      code: 'quiet',
      facts: {
        days: quietDays,
        interval: usualInterval,
        percent: Math.round(100 * endedProbability),
      },
    });
  return told;
}
