import type { DemandPanel } from '../../demand/index.js';
import { type PitCalibration, PitTally } from '../distribution/index.js';
import { forecastSeries } from '../forecast-series.js';
import { bandEndsOf } from '../pooled/pooled-regression.js';
import { ForecastScratch } from '../scratch.js';
import type { ForecastSettings } from '../settings.js';
import { STEP_PROFILES } from '../steps.js';
import { learnRegression } from './learn-regression.js';
import type { Shapes } from './learn-shapes.js';
import type { PanelTraits } from './panel-knowledge.js';
import { seriesContext } from './series-context.js';
import { panelUntil, samplePanel } from './sub-panel.js';

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
  readonly calibration: PitCalibration | null;
}

/**
 * Forecasts a sample of the panel from past origins, knowing only what lay before them, and judges the
 * forecasts by what came: which share of the pooled regression would have erred least, and at which
 * probabilities what came lay among the sample paths.
 */
export function tryPast(
  panel: DemandPanel,
  traits: PanelTraits,
  shapes: Shapes,
  settings: ForecastSettings,
): PastTried {
  const horizon = Math.min(settings.horizonDays, STEP_PROFILES[settings.step].testSteps);
  const tried = { ...settings, horizonDays: horizon, testDays: horizon, pathCount: PATHS };
  const judged = samplePanel(panel, traits, MOST_SERIES);
  const errors = new Float64Array(SHARES.length);
  const windows: Window[] = [];
  for (let w = 0; w < WINDOWS; w++) {
    const origin = panel.lastDay - (w + 1) * horizon;
    const known = panelUntil(panel, traits, origin);
    const pooled = learnRegression(known.panel, known.traits, shapes, tried);
    if (pooled === null) break;
    const window = { ...panelUntil(judged.panel, judged.traits, origin), pooled, origin };
    addErrors(judged.panel, window, shapes, tried, errors);
    windows.push(window);
  }
  const pooledWeight = windows.length === 0 ? DEFAULT_SHARE : SHARES[indexOfLeast(errors)];
  return {
    pooledWeight,
    calibration: calibrate(judged.panel, windows, shapes, tried, pooledWeight),
  };
}

type Window = ReturnType<typeof panelUntil> & {
  readonly pooled: NonNullable<ReturnType<typeof learnRegression>>;
  readonly origin: number;
};

/** Adds, per share, the squared errors of the window's forecasts, each over its series' own scale. */
function addErrors(
  panel: DemandPanel,
  window: Window,
  shapes: Shapes,
  settings: ForecastSettings,
  errors: Float64Array,
): void {
  const scratch = new ForecastScratch();
  const quick = { ...settings, pathCount: 1 };
  const horizon = settings.horizonDays;
  for (let k = 0; k < window.panel.seriesCount; k++) {
    const from = window.panel.offsets[k];
    const to = window.panel.offsets[k + 1];
    if (to - from < settings.minHistoryDays) continue;
    const demand = window.panel.demand.subarray(from, to);
    const observed = window.panel.observed.subarray(from, to);
    const scale = meanSquaredChange(demand);
    if (!(scale > 0)) continue;
    const context = seriesContext(window.panel, window.traits, shapes, k, horizon, []);
    const meanAt = (weight: number) => {
      const pooled = { ...window.pooled, weight };
      return forecastSeries(demand, observed, { ...context, pooled }, quick, scratch).mean;
    };
    const own = meanAt(0);
    const shared = meanAt(1);
    const at = panel.offsets[window.chosen[k]] + (to - from);
    for (let h = 0; h < horizon; h++) {
      if (panel.observed[at + h] === 0) continue;
      for (let i = 0; i < SHARES.length; i++) {
        const mean = own[h] + SHARES[i] * (shared[h] - own[h]);
        errors[i] += (panel.demand[at + h] - mean) ** 2 / scale;
      }
    }
  }
}

function meanSquaredChange(values: Float64Array): number {
  let sum = 0;
  for (let t = 1; t < values.length; t++) sum += (values[t] - values[t - 1]) ** 2;
  return sum / Math.max(1, values.length - 1);
}

function indexOfLeast(values: Float64Array): number {
  let least = 0;
  for (let i = 1; i < values.length; i++) if (values[i] < values[least]) least = i;
  return least;
}

/** Collects where what came lay among the paths of the forecasts. */
function calibrate(
  panel: DemandPanel,
  windows: readonly Window[],
  shapes: Shapes,
  settings: ForecastSettings,
  pooledWeight: number,
): PitCalibration | null {
  const horizon = settings.horizonDays;
  const tally = new PitTally({ bandEnds: wideBands(horizon), priorCount: PRIOR_PITS });
  const scratch = new ForecastScratch();
  const samples = new Float64Array(PATHS);
  let forecasts = 0;
  for (const window of windows) {
    const pooled = { ...window.pooled, weight: pooledWeight };
    for (let k = 0; k < window.panel.seriesCount; k++) {
      const from = window.panel.offsets[k];
      const to = window.panel.offsets[k + 1];
      if (to - from < settings.minHistoryDays) continue;
      const context = seriesContext(window.panel, window.traits, shapes, k, horizon, [
        'past',
        window.origin,
        k,
      ]);
      const { paths } = forecastSeries(
        window.panel.demand.subarray(from, to),
        window.panel.observed.subarray(from, to),
        { ...context, pooled },
        settings,
        scratch,
      );
      const at = panel.offsets[window.chosen[k]] + (to - from);
      for (let h = 0; h < horizon; h++) {
        if (panel.observed[at + h] === 0) continue;
        for (let i = 0; i < PATHS; i++) samples[i] = paths[i * horizon + h];
        tally.addSamples(h + 1, panel.demand[at + h], samples);
      }
      forecasts += 1;
    }
  }
  return forecasts < FEWEST_FORECASTS ? null : tally.calibration();
}

/** Fewer bands than the regression has: a distribution is learned less well than a mean. */
const wideBands = (horizon: number): number[] =>
  bandEndsOf(horizon).filter((_, b, ends) => b === ends.length - 1 || (b + 1) % 4 === 0);
