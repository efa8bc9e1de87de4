import type { DemandPanel } from '@stockwright/core/demand';

/** One thing to forecast: the days of a series after an origin, from the days before it. */
export interface Task {
  readonly series: number;
  /** Days of history; the series' first `days` entries. */
  readonly days: number;
  readonly history: Float64Array;
  readonly actual: Float64Array;
}

/** The panel as it was known at the close of `lastDay`, and which series each of its series is. */
export function panelUpTo(
  panel: DemandPanel,
  lastDay: number,
  series: readonly number[],
): DemandPanel {
  const offsets = new Int32Array(series.length + 1);
  series.forEach((s, k) => {
    offsets[k + 1] = offsets[k] + lastDay - panel.firstDay[s] + 1;
  });
  const cut = {
    seriesCount: series.length,
    item: Int32Array.from(series, (s) => panel.item[s]),
    location: Int32Array.from(series, (s) => panel.location[s]),
    firstDay: Int32Array.from(series, (s) => panel.firstDay[s]),
    lastDay,
    offsets,
    demand: new Float64Array(offsets[series.length]),
    returned: new Float64Array(offsets[series.length]),
    observed: new Uint8Array(offsets[series.length]),
  };
  series.forEach((s, k) => {
    const from = panel.offsets[s];
    const to = from + offsets[k + 1] - offsets[k];
    cut.demand.set(panel.demand.subarray(from, to), offsets[k]);
    cut.returned.set(panel.returned.subarray(from, to), offsets[k]);
    cut.observed.set(panel.observed.subarray(from, to), offsets[k]);
  });
  return cut;
}

/** The tasks at one origin: every series with enough history at its close. */
export function tasksAt(
  panel: DemandPanel,
  lastDay: number,
  horizonDays: number,
  minHistoryDays: number,
): Task[] {
  const tasks: Task[] = [];
  for (let series = 0; series < panel.seriesCount; series++) {
    const days = lastDay - panel.firstDay[series] + 1;
    if (days < minHistoryDays) continue;
    const begin = panel.offsets[series];
    tasks.push({
      series,
      days,
      history: panel.demand.subarray(begin, begin + days),
      actual: panel.demand.subarray(begin + days, begin + days + horizonDays),
    });
  }
  return tasks;
}
