import type { DemandPanel } from '../../demand/index.js';
import { forecastSeries, type SeriesContext } from '../forecast-series.js';
import type { PooledRegression } from '../pooled/pooled-regression.js';
import { ForecastScratch } from '../scratch.js';
import type { SeriesForecast } from '../series-forecast.js';
import type { ForecastSettings } from '../settings.js';
import { learnRegression } from './learn-regression.js';
import type { Shapes } from './learn-shapes.js';
import type { PanelTraits } from './panel-knowledge.js';
import { seriesContext } from './series-context.js';
import { panelUntil } from './sub-panel.js';

/** A past origin: what was known there of the series judged, and the regression learned from all of it. */
export interface PastWindow {
  readonly origin: number;
  readonly panel: DemandPanel;
  readonly traits: PanelTraits;
  /** Place of each series in the judged panel. */
  readonly chosen: readonly number[];
  readonly pooled: PooledRegression;
}

/** Origins a horizon apart, the newest a horizon before the end; fewer where the history is too short. */
export function pastWindows(
  all: { readonly panel: DemandPanel; readonly traits: PanelTraits },
  judged: { readonly panel: DemandPanel; readonly traits: PanelTraits },
  shapes: Shapes,
  settings: ForecastSettings,
  count: number,
): PastWindow[] {
  const windows: PastWindow[] = [];
  for (let w = 0; w < count; w++) {
    const origin = all.panel.lastDay - (w + 1) * settings.horizonDays;
    const known = panelUntil(all.panel, all.traits, origin);
    const pooled = learnRegression(known.panel, known.traits, shapes, settings);
    if (pooled === null) break;
    windows.push({ ...panelUntil(judged.panel, judged.traits, origin), pooled, origin });
  }
  return windows;
}

/** A forecast from a past origin, and what came. */
export interface PastForecast {
  /** The series as it was known at the origin. */
  readonly demand: Float64Array;
  readonly forecastWith: (changes: Partial<SeriesContext>, pathCount: number) => SeriesForecast;
  readonly actual: Float64Array;
  /** 0 = the step could not show its demand, and is not judged. */
  readonly observed: Uint8Array;
}

/** Goes through the forecasts of a window, of series long enough to be forecast. */
export function* pastForecasts(
  judged: DemandPanel,
  window: PastWindow,
  shapes: Shapes,
  settings: ForecastSettings,
): Iterable<PastForecast> {
  const scratch = new ForecastScratch();
  const horizon = settings.horizonDays;
  const { panel, traits, chosen, origin, pooled } = window;
  for (let k = 0; k < panel.seriesCount; k++) {
    const from = panel.offsets[k];
    const to = panel.offsets[k + 1];
    if (to - from < settings.minHistoryDays) continue;
    const demand = panel.demand.subarray(from, to);
    const observed = panel.observed.subarray(from, to);
    const context = seriesContext(panel, traits, shapes, k, horizon, ['past', origin, k]);
    const at = judged.offsets[chosen[k]] + (to - from);
    yield {
      demand,
      forecastWith: (changes, pathCount) =>
        forecastSeries(
          demand,
          observed,
          { ...context, pooled, ...changes },
          { ...settings, pathCount },
          scratch,
        ),
      actual: judged.demand.subarray(at, at + horizon),
      observed: judged.observed.subarray(at, at + horizon),
    };
  }
}

/** Mean squared change from step to step: the scale on which errors of different series compare. */
export function meanSquaredChange(values: Float64Array): number {
  let sum = 0;
  for (let t = 1; t < values.length; t++) sum += (values[t] - values[t - 1]) ** 2;
  return sum / Math.max(1, values.length - 1);
}
