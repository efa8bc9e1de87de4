import type { DemandPanel } from '../../demand/index.js';
import { type ForecastSettings, forecastSettings } from '../settings.js';
import { learnRegression } from './learn-regression.js';
import { learnShapes, type Shapes } from './learn-shapes.js';
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
  return { ...shapes, ...learnFromPast(sample.panel, sample.traits, shapes, settings) };
}

/** The part of a panel's knowledge that takes time, from a sample of its series. */
export type PastKnowledge = Pick<PanelKnowledge, 'pooled' | 'spreadFactor' | 'calibration'>;

/**
 * What forecasts of the past teach: the second half of `learnPanel`, by itself so that it can be worked in
 * another thread.
 *
 * @throws RangeError on settings out of range
 */
export function learnFromPast(
  panel: DemandPanel,
  traits: PanelTraits,
  shapes: Shapes,
  given: Partial<ForecastSettings> = {},
): PastKnowledge {
  const settings = forecastSettings(given);
  const pooled = learnRegression(panel, traits, shapes, settings);
  if (pooled === null) return { pooled, spreadFactor: 1, calibration: null };
  const { pooledWeight, spreadFactor, calibration } = tryPast(panel, traits, shapes, settings);
  return { pooled: { ...pooled, weight: pooledWeight }, spreadFactor, calibration };
}
