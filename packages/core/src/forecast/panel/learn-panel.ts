import type { DemandPanel } from '../../demand/index.js';
import { type ForecastSettings, forecastSettings } from '../settings.js';
import { learnRegression } from './learn-regression.js';
import { learnShapes } from './learn-shapes.js';
import type { PanelKnowledge, PanelTraits } from './panel-knowledge.js';
import { samplePanel } from './sub-panel.js';
import { tryPast } from './try-past.js';

/** Series that the pooled regression is learned from, at most. */
const MOST_SERIES = 2000;

/**
 * Learns from a whole panel what single series are too short or too noisy to show: the shapes of week and
 * year, what events do, how much of a change lasts (the pooled regression) and how far to trust it
 * (past forecasts of a sample, judged by what came). Call it once for a catalogue; single series are
 * then forecast with it by `forecastPanel` or `forecastSeries`, in any worker.
 *
 * @throws RangeError on settings out of range
 */
export function learnPanel(
  panel: DemandPanel,
  traits: PanelTraits = {},
  given: Partial<ForecastSettings> = {},
): PanelKnowledge {
  const settings = forecastSettings(given);
  const shapes = learnShapes(panel, traits, settings);
  const sample = samplePanel(panel, traits, MOST_SERIES);
  const pooled = learnRegression(sample.panel, sample.traits, shapes, settings);
  if (pooled === null) return { ...shapes, pooled, calibration: null };
  const tried = tryPast(sample.panel, sample.traits, shapes, settings);
  return {
    ...shapes,
    pooled: { ...pooled, weight: tried.pooledWeight },
    calibration: tried.calibration,
  };
}
