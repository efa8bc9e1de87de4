import type { Dice } from '../../maths/index.js';
import type { TimeSeries } from './time-series.js';

/** Something that can be fitted: a method with its settings. Fitting changes nothing in it. */
export interface ForecastModel {
  /** Short, stable, English: "ets", "autoArima", "tsb". */
  readonly name: string;
  readonly laws: ModelLaws;
  /**
   * Fits the model to a series. Whatever the values (none, one, all zero, all NaN, 10⁶) the result
   * forecasts finite numbers: a series too short for the model is given to a simpler one, and
   * `description` says so.
   *
   * @throws RangeError where the series contradicts itself (a driver too short, a period of 1 or less)
   */
  fit(series: TimeSeries): FittedModel;
}

/** Laws that hold for a model's mean forecast; its examination tries those declared. */
export interface ModelLaws {
  /** c·y is forecast as c times the forecast of y, for c > 0. */
  readonly scale: boolean;
  /** y + c is forecast as the forecast of y plus c. */
  readonly shift: boolean;
  /** Paths and quantiles are whole numbers. */
  readonly counts: boolean;
}

/** A model with its parameters: what can forecast. */
export interface FittedModel {
  /** What was fitted, in the field's notation: "ETS(A,Ad,N)", "ARIMA(1,1,2)(0,1,1)[12]". */
  readonly description: string;
  /** Forecast of each step of the history from the steps before it; NaN where there is none. */
  readonly fitted: Float64Array;
  /** Smoothing weights, coefficients, start states: by the names of the literature. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Of the Gaussian or count likelihood, where the model has one. */
  readonly likelihood?: Likelihood;
  /** Expected value of each of the next steps, nearest first. */
  mean(horizon: number): Float64Array;
  /**
   * quantiles[p * horizon + h]: ascending in p. Analytic where the model knows its distribution; else of
   * paths drawn with the dice.
   */
  quantiles(horizon: number, probabilities: readonly number[], dice: Dice): Float64Array;
  /** paths[k * horizon + h]: sample paths whose steps hang together as the model says. */
  paths(horizon: number, pathCount: number, dice: Dice): Float64Array;
  /** Parts that the mean forecast is made of, where the model has any. */
  components?(horizon: number): readonly Component[];
}

export interface Likelihood {
  readonly logLikelihood: number;
  readonly parameterCount: number;
  readonly aic: number;
  readonly aicc: number;
  readonly bic: number;
}

/** One part of a mean forecast: level, trend, a season, a driver. */
export interface Component {
  readonly name: string;
  /** 'add': parts of this kind are summed; 'multiply': they multiply the sum. */
  readonly kind: 'add' | 'multiply';
  readonly values: Float64Array;
}
