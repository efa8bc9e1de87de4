import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { fitMean } from '../naive/mean.js';
import type { TimeSeries } from '../time-series.js';
import { type ArimaOrder, armaCount, checkOrder, nameOf } from './arima-order.js';
import { prepareProblem } from './arima-problem.js';
import { exactFit, fitArma, THOROUGH } from './fit-arma.js';
import { fittedArima } from './fitted-arima.js';

export interface ArimaSettings {
  /** p, d, q: whole numbers >= 0. Default 0, 1, 1. */
  readonly order: readonly [number, number, number];
  /** P, D, Q: whole numbers >= 0. Default 0, 0, 0. */
  readonly seasonal: readonly [number, number, number];
  /** Steps in a season. Default: the first whole number among the periods of the series. */
  readonly period?: number;
  /**
   * A mean where d + D = 0, a drift (a straight line in time) where d + D = 1; not allowed beyond. Default:
   * only where d + D = 0.
   */
  readonly constant?: boolean;
}

/** Values that must remain for each coefficient before a model is fitted. */
const LEAST_FREEDOM = 1;

/**
 * ARIMA(p,d,q)(P,D,Q)[m] by exact maximum likelihood, with the drivers of the series as a regression under
 * ARIMA errors. Unobserved steps are taken as such (Kalman filter), stationarity and invertibility are kept
 * by partial autocorrelations. A series too short for the orders is given to the mean.
 *
 * @throws RangeError where an order is not a whole number >= 0, or a constant is asked for with d + D > 1
 * @see Box, Jenkins, Reinsel & Ljung (2015), Time Series Analysis, chapters 4, 7 and 9
 * @example arima({ order: [0, 1, 1], seasonal: [0, 1, 1], period: 12 }) is the airline model
 */
export function arima(settings: Partial<ArimaSettings> = {}): ForecastModel {
  const { order = [0, 1, 1], seasonal = [0, 0, 0], period, constant } = settings;
  const [p, d, q] = order;
  const [P, D, Q] = seasonal;
  const orderFor = (series: TimeSeries): ArimaOrder => ({
    p,
    d,
    q,
    P,
    D,
    Q,
    period: period ?? firstWholePeriod(series) ?? 1,
    constant: constant ?? d + D === 0,
  });
  checkOrder({ ...orderFor({ values: new Float64Array(0) }), period: period ?? 2 });
  return {
    name: 'arima',
    laws: { scale: true, shift: d + D > 0 || constant !== false, counts: false },
    fit: (series) => fitOrder(series, orderFor(series)),
  };
}

/** Fits a model of a given order, or the mean where the series is too short for it. */
export function fitOrder(series: TimeSeries, order: ArimaOrder): FittedModel {
  const name = nameOf(order);
  if (order.period < 2 && order.P + order.D + order.Q > 0)
    return fitMean(series, `mean (no season for ${name})`);
  const problem = prepareProblem(series, order);
  const parameters = armaCount(order) + problem.regression.columns.length + 1;
  if (problem.usableCount < parameters + LEAST_FREEDOM)
    return fitMean(series, `mean (too few values for ${name})`);
  const fit = problem.isExact ? exactFit(problem, order) : fitArma(problem, order, [], THOROUGH);
  return fit === undefined
    ? fitMean(series, `mean (no likelihood for ${name})`)
    : fittedArima(problem, fit);
}

/** The first whole number among the periods of a series. */
export const firstWholePeriod = (series: TimeSeries): number | undefined =>
  series.periods?.find((m) => Number.isInteger(m));
