import type { DemandPanel } from '../../demand/index.js';
import { forecastSeries } from '../forecast-series.js';
import { ForecastScratch } from '../scratch.js';
import type { SeriesForecast } from '../series-forecast.js';
import { type ForecastSettings, forecastSettings } from '../settings.js';
import { learnPanel } from './learn-panel.js';
import type { PanelKnowledge, PanelTraits } from './panel-knowledge.js';
import { seriesContext } from './series-context.js';

/** What the series of a panel share. */
export interface PanelContext {
  readonly traits?: PanelTraits;
  /** Without it, it is learned from the panel itself. */
  readonly knowledge?: PanelKnowledge;
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
  given: Partial<ForecastSettings>,
  receive: (series: number, forecast: SeriesForecast) => void,
): void {
  const settings = forecastSettings(given);
  const { traits = {}, knowledge = learnPanel(panel, traits, settings) } = context;
  const scratch = new ForecastScratch();
  const { horizonDays } = settings;
  for (let s = 0; s < panel.seriesCount; s++) {
    const begin = panel.offsets[s];
    const end = panel.offsets[s + 1];
    const forecast = forecastSeries(
      panel.demand.subarray(begin, end),
      panel.observed.subarray(begin, end),
      seriesContext(panel, traits, knowledge, s, horizonDays, context.seed(s)),
      settings,
      scratch,
    );
    receive(s, forecast);
  }
}
