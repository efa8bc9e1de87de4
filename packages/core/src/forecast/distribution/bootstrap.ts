import { type Dice, requireWhole } from '../../maths/index.js';
import type { FittedModel, ForecastModel } from '../models/forecast-model.js';
import { cutBelow, floorOf, quantilesOfPaths } from '../models/spread.js';
import type { TimeSeries } from '../models/time-series.js';
import { changedFit } from './changed-fit.js';

export interface BootstrapSettings {
  /**
   * Residuals drawn in one piece, whole, at least 1; 'auto' (the default): the first period, or the cube
   * root of the history's length where there is none.
   */
  readonly blockLength: number | 'auto';
  /** Paths behind the quantiles; whole, at least 50; default 1,000. */
  readonly pathCount: number;
}

/** Fewer residuals than this say too little; the model's own paths are kept. */
const LEAST_RESIDUALS = 8;

/**
 * Any model with paths made of its own past errors instead of a normal's. The errors of the fit, drawn in
 * blocks that keep what correlation they have, drive each path:
 *
 *     y_h = mean_h + e_h + ψ_1 e_{h−1} + … + ψ_{h−1} e_1,      ψ_j² = (v_{j+1} − v_j)/v_1
 *
 * where v_h is the variance of the model's own forecast h steps ahead. For a linear model with positive
 * weights (exponential smoothing, autoregressions above 0) these ψ are its moving-average weights, and the
 * paths hang together as the model says. Errors are centred. Counts are rounded by chance.
 *
 * @throws RangeError where a setting leaves its range
 * @see Künsch (1989), "The jackknife and the bootstrap for general stationary observations", Annals of
 *   Statistics 17(3), for blocks
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 5.5
 */
export function bootstrap(
  model: ForecastModel,
  settings: Partial<BootstrapSettings> = {},
): ForecastModel {
  const { blockLength, pathCount } = { blockLength: 'auto' as const, pathCount: 1000, ...settings };
  if (blockLength !== 'auto') requireWhole('blockLength', blockLength, 1);
  requireWhole('pathCount', pathCount, 50);
  return {
    name: `bootstrap(${model.name})`,
    laws: model.laws,
    fit(series) {
      const fitted = model.fit(series);
      const residuals = centredResiduals(series.values, fitted.fitted);
      if (residuals.length < LEAST_RESIDUALS) return fitted;
      const block =
        blockLength === 'auto'
          ? Math.max(1, Math.round(series.periods?.[0] ?? Math.cbrt(residuals.length)))
          : blockLength;
      const draw = (horizon: number, count: number, dice: Dice): Float64Array =>
        drawPaths(fitted, residuals, block, model.laws.counts, series, horizon, count, dice);
      return changedFit(fitted, {
        description: `${fitted.description}, bootstrap in blocks of ${block}`,
        quantiles: (horizon, probabilities, dice) =>
          quantilesOfPaths(draw(horizon, pathCount, dice), horizon, probabilities),
        paths: draw,
      });
    },
  };
}

function centredResiduals(values: Float64Array, fitted: Float64Array): Float64Array {
  const residuals = values
    .map((y, t) => y - fitted[t])
    .filter((residual) => Number.isFinite(residual));
  let mean = 0;
  for (const residual of residuals) mean += residual / residuals.length;
  return residuals.map((residual) => residual - mean);
}

function drawPaths(
  fitted: FittedModel,
  residuals: Float64Array,
  blockLength: number,
  counts: boolean,
  series: TimeSeries,
  horizon: number,
  pathCount: number,
  dice: Dice,
): Float64Array {
  const mean = fitted.mean(horizon);
  const weights = spreadWeights(fitted, horizon, dice);
  const paths = new Float64Array(pathCount * horizon);
  const errors = new Float64Array(horizon);
  for (let k = 0; k < pathCount; k++) {
    let from = 0;
    for (let h = 0; h < horizon; h++) {
      if (h % blockLength === 0) from = Math.floor(dice.next() * residuals.length);
      // A block that reaches the end goes on at the beginning, so each residual is as likely as any.
      errors[h] = residuals[(from + (h % blockLength)) % residuals.length];
      let value = mean[h];
      for (let j = 0; j <= h; j++) value += weights[j] * errors[h - j];
      paths[k * horizon + h] = counts ? Math.floor(Math.max(0, value) + dice.next()) : value;
    }
  }
  return cutBelow(paths, floorOf(series));
}

/** 1, ψ_1, ψ_2 …, from the growth of the model's own spread between its 20 % and 80 % quantiles. */
function spreadWeights(fitted: FittedModel, horizon: number, dice: Dice): Float64Array {
  const quantiles = fitted.quantiles(horizon, [0.2, 0.8], dice);
  const variance = (h: number): number => (quantiles[horizon + h] - quantiles[h]) ** 2;
  const weights = new Float64Array(horizon);
  weights[0] = 1;
  const first = variance(0);
  for (let h = 1; h < horizon && first > 0; h++)
    weights[h] = Math.sqrt(Math.max(0, variance(h) - variance(h - 1)) / first);
  return weights;
}
