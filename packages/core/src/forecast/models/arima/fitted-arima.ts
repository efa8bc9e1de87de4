import { type Dice, drawNormal } from '../../../maths/index.js';
import type { Component, FittedModel } from '../forecast-model.js';
import { cutBelow, floorOf, normalQuantiles } from '../spread.js';
import { lostByDifferencing, nameOf } from './arima-order.js';
import type { ArimaProblem } from './arima-problem.js';
import type { ArmaFit } from './fit-arma.js';
import { type ForecastOrigin, forecastOrigin, stepsAhead } from './forecast-origin.js';

/**
 * An ARIMA model with its coefficients. Variances of forecasts are those of the model: the uncertainty of
 * the coefficients is not in them, as is usual in the field.
 */
export function fittedArima(problem: ArimaProblem, fit: ArmaFit): FittedModel {
  const origin = forecastOrigin(problem, fit);
  const { series, begin, length, trailing, regression } = problem;
  const floor = floorOf(series);
  const explained = (step: number): number => {
    let sum = problem.offset;
    for (let k = 0; k < regression.columns.length; k++)
      sum += origin.regression[k] * regression.columns[k].at(step);
    return sum;
  };
  /** Means of the steps after the last observed value; the first `trailing` of them are history. */
  const means = (horizon: number): Float64Array => {
    const mean = stepsAhead(origin, trailing + horizon).mean;
    for (let h = 0; h < mean.length; h++)
      mean[h] = mean[h] * origin.scale + explained(begin + length + h);
    return mean;
  };
  const fitted = new Float64Array(series.values.length).fill(Number.NaN);
  const lost = lostByDifferencing(fit.order);
  for (let t = lost; t < length; t++)
    fitted[begin + t] = origin.oneStep[t] * origin.scale + explained(begin + t);
  fitted.set(means(0), begin + length);

  return {
    description: nameOf(fit.order) + withDrivers(problem),
    fitted: cutBelow(fitted, floor),
    parameters: parametersOf(problem, fit, origin),
    likelihood: fit.likelihood,
    mean: (horizon) => cutBelow(means(horizon).slice(trailing), floor),
    quantiles: (horizon, probabilities) => {
      const mean = means(horizon).slice(trailing);
      const deviation = stepsAhead(origin, trailing + horizon).deviation.slice(trailing);
      for (let h = 0; h < horizon; h++) deviation[h] *= origin.scale;
      return normalQuantiles(mean, deviation, probabilities, floor);
    },
    paths: (horizon, pathCount, dice) =>
      cutBelow(samplePaths(origin, means(horizon), trailing, pathCount, dice), floor),
    components: (horizon) => componentsOf(problem, origin, means(horizon), horizon),
  };
}

function withDrivers(problem: ArimaProblem): string {
  const count = problem.regression.columns.filter((c) => c.name.startsWith('driver:')).length;
  return count === 0 ? '' : ` and ${count} driver${count === 1 ? '' : 's'}`;
}

/** By the names of R: ar1, ma1, sar1, sma1, mean or drift, then the drivers' and the errors' variance. */
function parametersOf(
  problem: ArimaProblem,
  fit: ArmaFit,
  origin: ForecastOrigin,
): Record<string, number> {
  const parameters: Record<string, number> = {};
  const { ar, ma, sar, sma } = fit.coefficients;
  for (const [name, values] of Object.entries({ ar, ma, sar, sma }))
    values.forEach((value, i) => {
      parameters[`${name}${i + 1}`] = value;
    });
  problem.regression.columns.forEach((column, k) => {
    parameters[column.name] = origin.regression[k];
  });
  parameters.sigma2 = (origin.sigma * origin.scale) ** 2;
  return parameters;
}

/** paths[k * horizon + h]: one state per path, moved by errors drawn one by one. */
function samplePaths(
  origin: ForecastOrigin,
  mean: Float64Array,
  trailing: number,
  pathCount: number,
  dice: Dice,
): Float64Array {
  const { weights, starts } = stepsAhead(origin, mean.length);
  const horizon = mean.length - trailing;
  const paths = new Float64Array(pathCount * horizon);
  const errors = new Float64Array(mean.length);
  const whole = new Float64Array(mean.length);
  const spread = origin.sigma * origin.scale;
  for (let k = 0; k < pathCount; k++) {
    whole.fill(0);
    for (const start of starts) {
      const draw = drawNormal(dice);
      for (let h = 0; h < whole.length; h++) whole[h] += draw * start[h];
    }
    for (let h = 0; h < whole.length; h++) {
      errors[h] = drawNormal(dice);
      let sum = 0;
      for (let i = 0; i <= h; i++) sum += weights[i] * errors[h - i];
      whole[h] += sum;
    }
    for (let h = 0; h < horizon; h++)
      paths[k * horizon + h] = mean[trailing + h] + spread * whole[trailing + h];
  }
  return paths;
}

/** What each driver adds, and the rest of the mean. */
function componentsOf(
  problem: ArimaProblem,
  origin: ForecastOrigin,
  mean: Float64Array,
  horizon: number,
): Component[] {
  const { regression, begin, length, trailing } = problem;
  const rest = mean.slice(trailing);
  const drivers: Component[] = [];
  regression.columns.forEach((column, k) => {
    if (!column.name.startsWith('driver:')) return;
    const values = Float64Array.from(
      { length: horizon },
      (_, h) => origin.regression[k] * column.at(begin + length + trailing + h),
    );
    for (let h = 0; h < horizon; h++) rest[h] -= values[h];
    drivers.push({ name: column.name, kind: 'add', values });
  });
  return [{ name: 'arima', kind: 'add', values: rest }, ...drivers];
}
