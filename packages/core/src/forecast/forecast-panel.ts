import type { DemandPanel } from '../demand/index.js';
import { demandShares } from './demand-shares.js';
import { forecastSeries } from './forecast-series.js';
import { ForecastScratch } from './scratch.js';
import type { SeriesForecast } from './series-forecast.js';
import type { ForecastSettings } from './settings.js';
import { type WeekdayShape, weekdayShapes } from './weekday-shapes.js';

/** What the series of a panel share. */
export interface PanelContext {
  /** Shapes by location; without them they are pooled from the panel itself. */
  readonly weekdayShapes?: ReadonlyMap<number, WeekdayShape>;
  /** Shares of days with demand by location; without them they are pooled from the panel itself. */
  readonly demandShares?: ReadonlyMap<number, number>;
  /** Seed of one series, say from the run's seed and the names of item and location. */
  readonly seed: (series: number) => readonly (string | number)[];
}

/**
 * Forecasts every series of a panel, one after another, and hands each to `receive`: paths of 100,000
 * item-locations do not fit in memory together.
 */
export function forecastPanel(
  panel: DemandPanel,
  context: PanelContext,
  settings: Partial<ForecastSettings>,
  receive: (series: number, forecast: SeriesForecast) => void,
): void {
  const shapes = context.weekdayShapes ?? weekdayShapes(panel);
  const shares = context.demandShares ?? demandShares(panel);
  const scratch = new ForecastScratch();
  for (let s = 0; s < panel.seriesCount; s++) {
    const begin = panel.offsets[s];
    const end = panel.offsets[s + 1];
    const forecast = forecastSeries(
      panel.demand.subarray(begin, end),
      panel.observed.subarray(begin, end),
      {
        firstDay: panel.firstDay[s],
        weekdayShape: shapes.get(panel.location[s]),
        demandShare: shares.get(panel.location[s]),
        seed: context.seed(s),
      },
      settings,
      scratch,
    );
    receive(s, forecast);
  }
}
