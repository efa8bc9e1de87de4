import type { DemandPanel } from '../../demand/index.js';
import { quantileOfSorted } from '../../maths/index.js';
import { pinball } from '../accuracy/index.js';
import type { ForecastSettings } from '../settings.js';
import type { Shapes } from './learn-shapes.js';
import { meanSquaredChange, type PastWindow, pastForecasts } from './past-windows.js';

const FACTORS = [0.7, 1, 1.4, 2];
/** Probabilities at which totals are judged: those that stock is bought for, and the low side. */
const PROBABILITIES = [0.1, 0.5, 0.8, 0.9, 0.95, 0.98];
/** Forecasts judged per window, and paths of each. */
const MOST_FORECASTS = 150;
const PATHS = 100;

/**
 * The factor on the spread of levels under which the totals over the horizon would have been forecast
 * best, by the pinball loss of their quantiles. Days are noisy whatever the level; that a level missed
 * stays missed shows only in the totals, which stock is bought for.
 */
export function bestSpread(
  judged: DemandPanel,
  windows: readonly PastWindow[],
  shapes: Shapes,
  settings: ForecastSettings,
): number {
  const losses = new Float64Array(FACTORS.length);
  const horizon = settings.horizonDays;
  const totals = new Float64Array(PATHS);
  for (const window of windows) {
    const every = Math.max(1, Math.ceil(window.panel.seriesCount / MOST_FORECASTS));
    let count = 0;
    for (const past of pastForecasts(judged, window, shapes, settings)) {
      if (count++ % every !== 0) continue;
      const scale = Math.sqrt(horizon * meanSquaredChange(past.demand));
      if (!(scale > 0)) continue;
      let actual = 0;
      for (let h = 0; h < horizon; h++) actual += past.observed[h] * past.actual[h];
      for (let i = 0; i < FACTORS.length; i++) {
        const { paths } = past.forecastWith({ spreadFactor: FACTORS[i] }, PATHS);
        totals.fill(0);
        for (let k = 0; k < PATHS; k++)
          for (let h = 0; h < horizon; h++) totals[k] += past.observed[h] * paths[k * horizon + h];
        totals.sort();
        for (const p of PROBABILITIES)
          losses[i] += pinball(actual, quantileOfSorted(totals, p), p) / scale;
      }
    }
  }
  return FACTORS[losses.indexOf(losses.reduce((a, b) => Math.min(a, b)))];
}
