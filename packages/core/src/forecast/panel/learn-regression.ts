import type { DemandPanel } from '../../demand/index.js';
import { learnPooled, type PooledSample } from '../pooled/learn-pooled.js';
import type { PooledRegression } from '../pooled/pooled-regression.js';
import type { ForecastSettings } from '../settings.js';
import type { Shapes } from './learn-shapes.js';
import type { PanelTraits } from './panel-knowledge.js';
import { seriesContext } from './series-context.js';

/** The pooled regression of a panel with known shapes; null where no series is long enough. */
export function learnRegression(
  panel: DemandPanel,
  traits: PanelTraits,
  shapes: Shapes,
  settings: ForecastSettings,
): PooledRegression | null {
  return learnPooled(samplesOf(panel, traits, shapes, settings), settings);
}

function* samplesOf(
  panel: DemandPanel,
  traits: PanelTraits,
  shapes: Shapes,
  settings: ForecastSettings,
): Iterable<PooledSample> {
  for (let s = 0; s < panel.seriesCount; s++)
    yield {
      demand: panel.demand.subarray(panel.offsets[s], panel.offsets[s + 1]),
      observed: panel.observed.subarray(panel.offsets[s], panel.offsets[s + 1]),
      context: seriesContext(panel, traits, shapes, s, settings.horizonDays, []),
    };
}
