import { createDice, type Dice } from '../../maths/index.js';
import type { FittedModel, ForecastModel } from '../models/forecast-model.js';
import { cutBelow, floorOf, quantilesOfPaths } from '../models/spread.js';
import type { TimeSeries } from '../models/time-series.js';
import { changedFit } from './changed-fit.js';
import { type ConformalSettings, conformalSettings } from './conformal-settings.js';
import { originsOf, visitPast } from './past-origins.js';
import { remarkPaths, sortedSteps } from './path-ranks.js';
import { calibratePaths, type PitCalibration, PitTally } from './pit-calibration.js';
import { type ScoreDistribution, scoreDistribution, scoreQuantile } from './score-quantiles.js';
import { leastSpread, type PastError, stepSpread } from './step-spread.js';

/**
 * Any model with a distribution that held in its own past. The model forecasts from several origins of the
 * history; what happened there is scored by the model's own spread, z = (y − median)/spread, and the
 * quantiles of the scores replace those of the model:
 *
 *     q_h(τ) = median_h + spread_h · Z_h(τ)
 *
 * Scores are signed, so a model that is too low on the average is corrected upwards; those of near steps
 * ahead count more for a step than those of far ones. The mean stays that of the model. Counts have no
 * such scores: they are recalibrated by their randomised PITs, and stay whole (see pit-calibration.ts).
 * Paths are re-marked step by step to the calibrated quantiles and keep their order.
 *
 * A history too short for a single origin leaves the model's own distribution.
 *
 * @throws RangeError where a setting leaves its range
 * @see Stankeviciute, Alaa & van der Schaar (2021), "Conformal time-series forecasting", NeurIPS
 * @see Lei, G'Sell, Rinaldo, Tibshirani & Wasserman (2018), "Distribution-free predictive inference for
 *   regression", JASA 113(523), section 5.2, for locally weighted scores
 */
export function conformal(
  model: ForecastModel,
  settings: Partial<ConformalSettings> = {},
): ForecastModel {
  const checked = conformalSettings(settings);
  return {
    name: `conformal(${model.name})`,
    laws: model.laws,
    fit: (series) =>
      model.laws.counts
        ? calibratedCounts(model, series, checked)
        : calibratedScores(model, series, checked),
  };
}

/** Paths that a count model's PITs and quantiles are taken from. */
const COUNT_PATHS = 400;

/** Steps ahead whose ratio is e^0.5 count e^-1 for each other. */
const KERNEL_WIDTH = 0.5;

const described = (
  fitted: FittedModel,
  windows: number,
  changes: Pick<FittedModel, 'quantiles' | 'paths'>,
): FittedModel =>
  changedFit(fitted, {
    description: `${fitted.description}, conformal (${windows} windows)`,
    parameters: { ...fitted.parameters, conformalWindows: windows },
    ...changes,
  });

function calibratedCounts(
  model: ForecastModel,
  series: TimeSeries,
  settings: ConformalSettings,
): FittedModel {
  const origins = originsOf(series, settings);
  const tally = new PitTally({
    bandEnds: [1, 2, 4, 8, 16, 32].filter((end) => end === 1 || end < 2 * origins.horizon),
    priorCount: settings.priorCount,
    cells: 100,
  });
  const samples = new Float64Array(COUNT_PATHS);
  const windows = visitPast(model, series, origins, (fitted, origin, steps) => {
    const paths = fitted.paths(steps, COUNT_PATHS, createDice('conformal', origin));
    for (let h = 0; h < steps; h++) {
      const actual = series.values[origin + h];
      if (Number.isNaN(actual)) continue;
      for (let k = 0; k < COUNT_PATHS; k++) samples[k] = paths[k * steps + h];
      tally.addSamples(h + 1, actual, samples);
    }
  });
  const fitted = model.fit(series);
  if (windows === 0) return fitted;
  const calibration: PitCalibration = tally.calibration();
  const paths = (horizon: number, pathCount: number, dice: Dice): Float64Array =>
    calibratePaths(calibration, fitted.paths(horizon, pathCount, dice), horizon);
  return described(fitted, windows, {
    quantiles: (horizon, probabilities, dice) =>
      quantilesOfPaths(paths(horizon, COUNT_PATHS, dice), horizon, probabilities),
    paths,
  });
}

function calibratedScores(
  model: ForecastModel,
  series: TimeSeries,
  settings: ConformalSettings,
): FittedModel {
  const origins = originsOf(series, settings);
  const past: PastError[] = [];
  const windows = visitPast(model, series, origins, (fitted, origin, steps) => {
    const spread = stepSpread(fitted, steps, createDice('conformal', origin));
    for (let h = 0; h < steps; h++) {
      const error = series.values[origin + h] - spread.middle[h];
      const own = error > 0 ? spread.upward[h] : spread.downward[h];
      if (!Number.isNaN(error)) past.push({ step: h + 1, window: origin, error, spread: own });
    }
  });
  const fitted = model.fit(series);
  if (past.length === 0) return fitted;
  const least = leastSpread(past);
  const scored = past
    .map(({ step, window, error, spread }) => ({
      step,
      window,
      score: error / Math.max(least, spread),
    }))
    .sort((a, b) => a.score - b.score);
  const scores = Float64Array.from(scored, ({ score }) => score);
  const weights = new Float64Array(scores.length);
  const distributionOf = (step: number): ScoreDistribution => {
    kernelWeights(scored, Math.min(step, origins.horizon), weights);
    return scoreDistribution(scores, weights, settings.priorCount);
  };

  const floor = floorOf(series);
  /** table[p * horizon + h] */
  const quantileTable = (
    horizon: number,
    probabilities: readonly number[],
    dice: Dice,
  ): Float64Array => {
    const spread = stepSpread(fitted, horizon, dice);
    const table = new Float64Array(probabilities.length * horizon);
    for (let h = 0; h < horizon; h++) {
      const distribution = distributionOf(h + 1);
      for (let p = 0; p < probabilities.length; p++) {
        const score = scoreQuantile(distribution, probabilities[p]);
        const scale = Math.max(least, score > 0 ? spread.upward[h] : spread.downward[h]);
        table[p * horizon + h] = spread.middle[h] + score * scale;
      }
    }
    return cutBelow(table, floor);
  };
  return described(fitted, windows, {
    quantiles: quantileTable,
    paths(horizon, pathCount, dice) {
      const paths = fitted.paths(horizon, pathCount, dice);
      const levels = Array.from({ length: pathCount }, (_, r) => (r + 0.5) / pathCount);
      const table = quantileTable(horizon, levels, dice);
      const marks = new Float64Array(table.length);
      for (let r = 0; r < pathCount; r++)
        for (let h = 0; h < horizon; h++) marks[h * pathCount + r] = table[r * horizon + h];
      return remarkPaths(paths, horizon, sortedSteps(paths, horizon), marks);
    },
  });
}

interface Scored {
  readonly step: number;
  readonly score: number;
  readonly window: number;
}

/**
 * Weights of scores for a step ahead. The errors of one window hang together, so however many steps it has
 * it counts as one score in all.
 */
function kernelWeights(scored: readonly Scored[], step: number, weights: Float64Array): void {
  const totals = new Map<number, number>();
  for (let i = 0; i < scored.length; i++) {
    const { window } = scored[i];
    weights[i] = Math.exp(-Math.abs(Math.log(scored[i].step / step)) / KERNEL_WIDTH);
    totals.set(window, (totals.get(window) ?? 0) + weights[i]);
  }
  for (let i = 0; i < scored.length; i++) weights[i] /= totals.get(scored[i].window) ?? 1;
}
