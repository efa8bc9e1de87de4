import type { DemandPanel } from '../../demand/index.js';
import { type PitCalibration, PitTally } from '../distribution/index.js';
import { bandEndsOf } from '../pooled/pooled-regression.js';
import type { ForecastSettings } from '../settings.js';
import { STEP_PROFILES } from '../steps.js';
import type { Shapes } from './learn-shapes.js';
import type { PanelTraits } from './panel-knowledge.js';
import { meanSquaredChange, type PastWindow, pastForecasts, pastWindows } from './past-windows.js';
import { samplePanel } from './sub-panel.js';
import { bestSpread } from './try-spreads.js';

/** Past forecasts that are judged: at so many origins a horizon apart, of so many series. */
const WINDOWS = 3;
const MOST_SERIES = 400;
/** Sample paths of a judged forecast: enough for the places of what came among them. */
const PATHS = 100;
/** Shares of the pooled regression tried. */
const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** Forecasts below which the past says nothing. */
const FEWEST_FORECASTS = 30;
/** PITs of one forecast say much the same; so many made-up uniform ones keep few forecasts from bending much. */
const PRIOR_PITS = 1000;
const DEFAULT_SHARE = 0.5;

export interface PastTried {
  /** Share of the pooled regression that would have served best. */
  readonly pooledWeight: number;
  /** Factor on the spread of levels with which totals would have been told best. */
  readonly spreadFactor: number;
  readonly calibration: PitCalibration | null;
}

/**
 * Forecasts a sample of the panel from past origins, knowing only what lay before them, and judges the
 * forecasts by what came: which share of the pooled regression would have erred least, how far the level
 * of a path should stray, and at which probabilities what came lay among the sample paths.
 */
export function tryPast(
  panel: DemandPanel,
  traits: PanelTraits,
  shapes: Shapes,
  settings: ForecastSettings,
): PastTried {
  const horizon = Math.min(settings.horizonDays, STEP_PROFILES[settings.step].testSteps);
  const tried = { ...settings, horizonDays: horizon, testDays: horizon };
  const judged = samplePanel(panel, traits, MOST_SERIES);
  const windows = pastWindows({ panel, traits }, judged, shapes, tried, WINDOWS);
  if (windows.length === 0)
    return { pooledWeight: DEFAULT_SHARE, spreadFactor: 1, calibration: null };
  const pooledWeight = bestShare(judged.panel, windows, shapes, tried);
  const weighted = windows.map((window) => ({
    ...window,
    pooled: { ...window.pooled, weight: pooledWeight },
  }));
  const spreadFactor = bestSpread(judged.panel, weighted, shapes, tried);
  return {
    pooledWeight,
    spreadFactor,
    calibration: calibrate(judged.panel, weighted, shapes, tried, spreadFactor),
  };
}

/** The share of the pooled regression of least squared error, each error over its series' own scale. */
function bestShare(
  judged: DemandPanel,
  windows: readonly PastWindow[],
  shapes: Shapes,
  settings: ForecastSettings,
): number {
  const errors = new Float64Array(SHARES.length);
  for (const window of windows)
    for (const past of pastForecasts(judged, window, shapes, settings)) {
      const scale = meanSquaredChange(past.demand);
      if (!(scale > 0)) continue;
      const { pooled } = window;
      const own = past.forecastWith({ pooled: { ...pooled, weight: 0 } }, 1).mean;
      const shared = past.forecastWith({ pooled: { ...pooled, weight: 1 } }, 1).mean;
      for (let h = 0; h < own.length; h++) {
        if (past.observed[h] === 0) continue;
        for (let i = 0; i < SHARES.length; i++) {
          const mean = own[h] + SHARES[i] * (shared[h] - own[h]);
          errors[i] += (past.actual[h] - mean) ** 2 / scale;
        }
      }
    }
  return SHARES[errors.indexOf(errors.reduce((a, b) => Math.min(a, b)))];
}

/** Collects where what came lay among the paths of the forecasts. */
function calibrate(
  judged: DemandPanel,
  windows: readonly PastWindow[],
  shapes: Shapes,
  settings: ForecastSettings,
  spreadFactor: number,
): PitCalibration | null {
  const horizon = settings.horizonDays;
  const tally = new PitTally({ bandEnds: wideBands(horizon), priorCount: PRIOR_PITS });
  const samples = new Float64Array(PATHS);
  let forecasts = 0;
  for (const window of windows)
    for (const past of pastForecasts(judged, window, shapes, settings)) {
      const { paths } = past.forecastWith({ spreadFactor }, PATHS);
      for (let h = 0; h < horizon; h++) {
        if (past.observed[h] === 0) continue;
        for (let i = 0; i < PATHS; i++) samples[i] = paths[i * horizon + h];
        tally.addSamples(h + 1, past.actual[h], samples);
      }
      forecasts += 1;
    }
  return forecasts < FEWEST_FORECASTS ? null : tally.calibration();
}

/** Fewer bands than the regression has: a distribution is learned less well than a mean. */
const wideBands = (horizon: number): number[] =>
  bandEndsOf(horizon).filter((_, b, ends) => b === ends.length - 1 || (b + 1) % 4 === 0);
