import type { DemandPanel } from '@stockwright/core/demand';
import { forecastPanel } from '@stockwright/core/forecast';
import { panelUpTo, tasksAt } from '../forecast/origins.js';

/** Totals over lead times, forecast and come, of all series at all origins; one entry per forecast. */
export interface LeadTimeTotals {
  readonly leadTimes: readonly number[];
  readonly probabilities: readonly number[];
  /** Forecasts judged. */
  readonly count: number;
  /** Origins judged. */
  readonly origins: number;
  /** above[l * probabilities.length + p]: share of totals above the quantile. */
  readonly above: Float64Array;
  /** The same, a total equal to the quantile counted for the part of that value's probability above it. */
  readonly aboveSplit: Float64Array;
  /** Half the 95 % interval of `aboveSplit`, from the spread between items over all origins. */
  readonly aboveSplitMargin: Float64Array;
  readonly millisecondsPerSeries: number;
}

export interface LeadTimeSetup {
  readonly leadTimes: readonly number[];
  readonly probabilities: readonly number[];
  readonly pathCount: number;
  readonly minHistoryDays: number;
  /** Close of the last known day of each origin. */
  readonly origins: readonly number[];
  readonly seed: number;
  readonly chosen: (series: number) => boolean;
}

/**
 * Forecasts every chosen series at every origin with the default forecaster and asks how often the total
 * that came over each lead time lies above each quantile of the totals of its sample paths.
 *
 * Totals are whole pieces, so a quantile is often hit exactly. A calibrated forecast then has fewer than
 * 1 − τ above and at least 1 − τ at or above; `aboveSplit` counts a hit for P(beyond τ | that value), which
 * is 1 − τ in expectation for a right forecast (the non-randomised PIT of Czado, Gneiting & Held 2009).
 */
export function leadTimeTotals(panel: DemandPanel, setup: LeadTimeSetup): LeadTimeTotals {
  const { leadTimes, probabilities, pathCount, origins } = setup;
  const horizonDays = leadTimes.reduce((a, b) => Math.max(a, b));
  const cells = leadTimes.length * probabilities.length;
  const above = new Float64Array(cells);
  const aboveSplit = new Float64Array(cells);
  // Totals of one item at several origins hang together: the interval is over items.
  const bySeries = new Map<number, { sums: Float64Array; count: number }>();
  const totals = new Float64Array(pathCount);
  let count = 0;
  let microseconds = 0;
  for (const lastDay of origins) {
    const tasks = tasksAt(panel, lastDay, horizonDays, setup.minHistoryDays).filter((task) =>
      setup.chosen(task.series),
    );
    const series = tasks.map((task) => task.series);
    const known = panelUpTo(panel, lastDay, series);
    const before = process.cpuUsage();
    forecastPanel(
      known,
      { seed: (s) => [setup.seed, lastDay, series[s]] },
      { horizonDays, pathCount },
      (s, { paths }) => {
        count += 1;
        const own = bySeries.get(series[s]) ?? { sums: new Float64Array(cells), count: 0 };
        bySeries.set(series[s], own);
        own.count += 1;
        leadTimes.forEach((days, l) => {
          for (let k = 0; k < pathCount; k++) {
            totals[k] = 0;
            for (let d = 0; d < days; d++) totals[k] += paths[k * horizonDays + d];
          }
          let came = 0;
          for (let d = 0; d < days; d++) came += tasks[s].actual[d];
          const { below, equal } = placeOf(came, totals);
          probabilities.forEach((probability, p) => {
            const cell = l * probabilities.length + p;
            // The quantile is the least value with P(total <= value) >= τ.
            if (below >= probability) above[cell] += 1;
            const split =
              equal > 0
                ? Math.min(1, Math.max(0, (below + equal - probability) / equal))
                : Number(below >= probability);
            aboveSplit[cell] += split;
            own.sums[cell] += split;
          });
        });
      },
    );
    const { user, system } = process.cpuUsage(before);
    microseconds += user + system;
  }
  const aboveSplitMargin = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    above[cell] /= count;
    aboveSplit[cell] /= count;
    let squares = 0;
    for (const own of bySeries.values())
      squares += (own.sums[cell] - own.count * aboveSplit[cell]) ** 2;
    aboveSplitMargin[cell] = (1.96 * Math.sqrt(squares)) / count;
  }
  return {
    leadTimes,
    probabilities,
    count,
    origins: origins.length,
    above,
    aboveSplit,
    aboveSplitMargin,
    millisecondsPerSeries: microseconds / 1000 / count,
  };
}

/** Share of the totals below a value and equal to it. */
function placeOf(value: number, totals: Float64Array): { below: number; equal: number } {
  let below = 0;
  let equal = 0;
  for (const total of totals)
    if (total < value) below += 1;
    else if (total === value) equal += 1;
  return { below: below / totals.length, equal: equal / totals.length };
}
