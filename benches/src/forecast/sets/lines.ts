import type { DemandPanel } from '@stockwright/core/demand';
import { type EvaluationSet, rollingTasks } from './evaluation-set.js';

const DAYS_AHEAD = 28;

/** A panel of daily demand by item as a set of six windows. */
export function panelSet(name: string, panel: DemandPanel): EvaluationSet {
  const series = Array.from({ length: panel.seriesCount }, (_, s) => ({
    values: panel.demand.slice(panel.offsets[s], panel.offsets[s + 1]),
    firstStep: panel.firstDay[s],
    keys: { item_id: String(panel.item[s]), store_id: String(panel.location[s]) },
  }));
  return {
    name,
    form: 'daily items',
    step: 'day',
    horizon: DAYS_AHEAD,
    periods: [7],
    domain: 'demand',
    counts: true,
    series,
    every: 1,
    tasks: rollingTasks(series, { count: 6, horizon: DAYS_AHEAD, minHistory: 56 }),
  };
}
