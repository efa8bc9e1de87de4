import type { DemandPanel } from '../../demand/index.js';
import type { SeriesContext } from '../forecast-series.js';
import { exposureOf } from './exposure.js';
import type { PanelKnowledge, PanelTraits } from './panel-knowledge.js';

/** What a panel's knowledge says of one of its series. */
export function seriesContext(
  panel: DemandPanel,
  traits: PanelTraits,
  knowledge: Omit<PanelKnowledge, 'pooled' | 'calibration'> & Partial<PanelKnowledge>,
  series: number,
  horizon: number,
  seed: readonly (string | number)[],
): SeriesContext {
  const location = panel.location[series];
  return {
    firstDay: panel.firstDay[series],
    weekdayShape: knowledge.weekdayShapes.get(location),
    demandShare: knowledge.demandShares.get(location),
    exposure: exposureOf(panel, traits, knowledge, series, horizon),
    pooled: knowledge.pooled ?? undefined,
    calibration: knowledge.calibration ?? undefined,
    seed,
  };
}
