import { requireWhole } from '../../../maths/index.js';
import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { fitMean } from '../naive/mean.js';
import type { TimeSeries } from '../time-series.js';
import { type ArimaProblem, prepareProblem } from './arima-problem.js';
import { chooseDifferences } from './choose-differences.js';
import { exactFit } from './fit-arma.js';
import { fittedArima } from './fitted-arima.js';
import { stepwiseSearch } from './stepwise-search.js';

export interface AutoArimaSettings {
  /** Greatest orders. Whole, >= 0. Defaults: p and q 5, P and Q 2, d 2, D 1. */
  readonly maxP: number;
  readonly maxQ: number;
  readonly maxSeasonalP: number;
  readonly maxSeasonalQ: number;
  readonly maxD: number;
  readonly maxSeasonalD: number;
  /** Orders tried at most, >= 1. Default 94. */
  readonly maxModels: number;
  /** Default 'aicc'. */
  readonly criterion: 'aicc' | 'aic' | 'bic';
  /**
   * Longer seasons are not fitted: a year of weeks or days makes states of hundreds of values, and Fourier
   * terms among the drivers, or a decomposition, serve better. Whole, >= 2. Default 24.
   */
  readonly longestPeriod: number;
}

/** Fewer values than this are given to the mean. */
const LEAST_VALUES = 4;

/** @throws RangeError where a setting is out of its range */
export function autoArimaSettings(given: Partial<AutoArimaSettings> = {}): AutoArimaSettings {
  const settings: AutoArimaSettings = {
    maxP: 5,
    maxQ: 5,
    maxSeasonalP: 2,
    maxSeasonalQ: 2,
    maxD: 2,
    maxSeasonalD: 1,
    maxModels: 94,
    criterion: 'aicc',
    longestPeriod: 24,
    ...given,
  };
  for (const name of [
    'maxP',
    'maxQ',
    'maxSeasonalP',
    'maxSeasonalQ',
    'maxD',
    'maxSeasonalD',
  ] as const)
    requireWhole(name, settings[name]);
  requireWhole('maxModels', settings.maxModels, 1);
  requireWhole('longestPeriod', settings.longestPeriod, 2);
  if (!['aicc', 'aic', 'bic'].includes(settings.criterion))
    throw new RangeError(`criterion is ${settings.criterion}; it must be aicc, aic or bic`);
  return settings;
}

/**
 * ARIMA with automatic orders: D by the strength of the season, d by KPSS tests, the rest by a stepwise
 * search of the least AICc with the exact likelihood. Drivers of the series are a regression under ARIMA
 * errors. The season is the first whole number among the periods; a season longer than `longestPeriod` is
 * left out, and the description says so.
 *
 * @throws RangeError where a setting is out of its range
 * @see Hyndman & Khandakar (2008), "Automatic time series forecasting: the forecast package for R", Journal
 *      of Statistical Software 27(3)
 */
export function autoArima(given: Partial<AutoArimaSettings> = {}): ForecastModel {
  const settings = autoArimaSettings(given);
  return {
    name: 'autoArima',
    laws: { scale: true, shift: true, counts: false },
    fit: (series) => fitBest(series, settings),
  };
}

function fitBest(series: TimeSeries, settings: AutoArimaSettings): FittedModel {
  const observed = series.values.reduce((count, y) => count + (Number.isNaN(y) ? 0 : 1), 0);
  if (observed < LEAST_VALUES) return fitMean(series, 'mean (too few values for ARIMA)');
  const { period, remark } = seasonOf(series, settings.longestPeriod);
  const { d, D } = chooseDifferences(series, period, {
    d: settings.maxD,
    D: settings.maxSeasonalD,
  });
  const problems = new Map<boolean, ArimaProblem>();
  const problemFor = (constant: boolean): ArimaProblem => {
    const known = problems.get(constant);
    if (known !== undefined) return known;
    const made = prepareProblem(series, { d, D, period, constant });
    problems.set(constant, made);
    return made;
  };
  const constant = d + D < 2;
  const whole = problemFor(constant);
  const base = { d, D, period };
  if (whole.isExact) {
    const fit = exactFit(whole, { ...base, p: 0, q: 0, P: 0, Q: 0, constant });
    return described(fittedArima(whole, fit), remark);
  }
  const third = Math.floor(observed / 3);
  const seasons = period > 1 ? Math.floor(third / period) : 0;
  const maxSeasonalP = Math.min(settings.maxSeasonalP, seasons);
  const maxSeasonalQ = Math.min(settings.maxSeasonalQ, seasons);
  // A plain lag of a whole season would stand beside the seasonal one.
  const plain = (most: number, seasonal: number) =>
    Math.min(most, third, seasonal > 0 ? period - 1 : most);
  const fit = stepwiseSearch(problemFor, base, {
    p: plain(settings.maxP, maxSeasonalP),
    q: plain(settings.maxQ, maxSeasonalQ),
    P: maxSeasonalP,
    Q: maxSeasonalQ,
    models: settings.maxModels,
    criterion: settings.criterion,
  });
  if (fit === undefined) return fitMean(series, 'mean (no ARIMA could be fitted)');
  return described(fittedArima(problemFor(fit.order.constant), fit), remark);
}

/** The season that is fitted, 1 for none, and what is to be said about those that are not. */
function seasonOf(series: TimeSeries, longest: number): { period: number; remark: string } {
  const whole = series.periods?.find((m) => Number.isInteger(m));
  if (whole === undefined)
    return { period: 1, remark: series.periods?.length ? ' (no whole season)' : '' };
  if (whole > longest) return { period: 1, remark: ` (season of ${whole} left out)` };
  return { period: whole, remark: '' };
}

const described = (model: FittedModel, remark: string): FittedModel =>
  remark === '' ? model : { ...model, description: model.description + remark };
