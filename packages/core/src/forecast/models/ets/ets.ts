import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { fillGaps } from '../gaps.js';
import { fitMean } from '../naive/mean.js';
import { floorOf } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { chooseForm } from './choose-form.js';
import { FittedEts } from './fitted-ets.js';
import { createProblem } from './problem.js';
import { type CheckedEtsSettings, type EtsSettings, etsSettings } from './settings.js';

/** Longer seasons would need more start states than a series can tell; R's ets ends here as well. */
const LONGEST_SEASON = 24;

/**
 * Exponential smoothing in its state space form, ETS(error, trend, season): all admissible combinations of
 * additive and multiplicative errors, no, additive or damped trend, and no, additive or multiplicative
 * season, fitted by maximum likelihood within the usual bounds 0 < β < α < 1, 0 < γ < 1 − α and
 * 0.8 <= φ <= 0.98, and chosen by AICc. A trend that multiplies is fitted where it is asked for. A step that
 * was not observed carries the states on unchanged.
 *
 * The season is the first whole period of the series. One longer than 24 steps is left out, which the
 * description says; so is one that the series has not run through. A series with too few values for any of
 * the forms is forecast by its mean. Variances are those of the formulas; only for a trend that multiplies,
 * where there are none, quantiles are read off sample paths.
 *
 * @throws RangeError where a setting leaves its range
 * @see Hyndman, Koehler, Snyder & Grose (2002), IJF 18(3)
 * @see Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, Springer
 * @example ets({ model: 'AAdN' }).fit({ values }).mean(12)
 */
export function ets(given: Partial<EtsSettings> = {}): ForecastModel {
  return namedEts('ets', etsSettings(given));
}

/** Simple exponential smoothing, ETS(A,N,N): a level. @see Brown (1959); Muth (1960) */
export const ses = (given: Partial<Omit<EtsSettings, 'model'>> = {}): ForecastModel =>
  namedEts('ses', etsSettings({ ...given, model: 'ANN' }), true);

/** Holt's method, ETS(A,A,N): a level and a straight trend. @see Holt (1957) */
export const holt = (given: Partial<Omit<EtsSettings, 'model'>> = {}): ForecastModel =>
  namedEts('holt', etsSettings({ ...given, model: 'AAN' }), true);

/** The damped trend, ETS(A,Ad,N): a trend that fades. @see Gardner & McKenzie (1985) */
export const dampedTrend = (given: Partial<Omit<EtsSettings, 'model'>> = {}): ForecastModel =>
  namedEts('dampedTrend', etsSettings({ ...given, model: 'AAdN' }), true);

const namedEts = (name: string, settings: CheckedEtsSettings, shift = false): ForecastModel => ({
  name,
  laws: { scale: true, shift, counts: false },
  fit: (series) => fitEts(series, settings),
});

function fitEts(series: TimeSeries, settings: CheckedEtsSettings): FittedModel {
  const { begin, values: filled, observedCount } = fillGaps(series.values);
  const wanted = series.periods?.find(Number.isInteger) ?? 1;
  const seasonal = settings.forms.some((form) => form.season !== 'N');
  const period = seasonal && wanted <= LONGEST_SEASON && filled.length > wanted ? wanted : 1;
  const values = series.values.slice(begin);
  const tooFew = 'mean (too few values for exponential smoothing)';
  if (observedCount === 0) return fitMean(series, tooFew);
  const problem = createProblem(values, filled, observedCount, period, settings);
  const fit = chooseForm(settings.forms, problem, settings.criterion);
  if (fit === null) return fitMean(series, tooFew);
  const remark =
    seasonal && wanted > LONGEST_SEASON ? `, its season of ${wanted} steps left out` : '';
  return new FittedEts(
    problem,
    fit,
    settings.pathErrors,
    floorOf(series),
    begin,
    series.values.length,
    remark,
  );
}
