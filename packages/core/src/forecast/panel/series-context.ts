import type { DemandPanel } from '../../demand/index.js';
import type { SeriesContext } from '../forecast-series.js';
import { effectsAhead, exposureOf } from './exposure.js';
import type { Shapes } from './learn-shapes.js';
import type { PanelKnowledge, PanelTraits } from './panel-knowledge.js';

/** What a panel's shapes say of one of its series alone. */
export type SeriesShapes = Pick<
  SeriesContext,
  'weekdayShape' | 'demandShare' | 'exposure' | 'effects'
>;

/** What a panel's shapes say of one of its series, over its history and the horizon. */
export function seriesShapes(
  panel: DemandPanel,
  traits: PanelTraits,
  shapes: Shapes,
  series: number,
  horizon: number,
): SeriesShapes {
  const location = panel.location[series];
  return {
    weekdayShape: shapes.weekdayShapes.get(location),
    demandShare: shapes.demandShares.get(location),
    exposure: exposureOf(panel, traits, shapes, series, horizon),
    effects: effectsAhead(panel, traits, shapes, series, horizon),
  };
}

/** All that a panel's knowledge says of one of its series: what `forecastSeries` takes. */
export const seriesContext = (
  panel: DemandPanel,
  traits: PanelTraits,
  knowledge: Shapes & Partial<PanelKnowledge>,
  series: number,
  horizon: number,
  seed: readonly (string | number)[],
): SeriesContext => ({
  ...seriesShapes(panel, traits, knowledge, series, horizon),
  firstDay: panel.firstDay[series],
  pooled: knowledge.pooled ?? undefined,
  spreadFactor: knowledge.spreadFactor,
  calibration: knowledge.calibration ?? undefined,
  seed,
});
