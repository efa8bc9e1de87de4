import { type Deseasonalised, deseasonalise, isSeasonal } from '../deseasonalise.js';
import type { ForecastModel } from '../forecast-model.js';
import { fillGaps } from '../gaps.js';
import { fitMean } from '../naive/mean.js';
import type { TimeSeries } from '../time-series.js';
import { FittedTheta } from './fitted-theta.js';
import { fitTheta, type ThetaVariant } from './theta-fit.js';
import { type ThetaSettings, thetaSettings } from './theta-settings.js';

type Kind = Pick<ThetaVariant, 'dynamic' | 'optimised' | 'skip'> & { readonly notation: string };

const STANDARD: Kind = { notation: 'STM', dynamic: false, optimised: false, skip: 0 };
const OPTIMISED: Kind = { notation: 'OTM', dynamic: false, optimised: true, skip: 3 };
const DYNAMIC: Kind = { notation: 'DSTM', dynamic: true, optimised: false, skip: 3 };
const DYNAMIC_OPTIMISED: Kind = { notation: 'DOTM', dynamic: true, optimised: true, skip: 3 };

const WIDE = { leastWeight: 1e-4, greatestWeight: 0.9999 };
/** Fiorucci et al. (2016), section 4. */
const PUBLISHED = { leastWeight: 0.1, greatestWeight: 0.99 };

/** Fewer observed values than this are forecast by their mean. */
const LEAST_VALUES = 5;
/** Fewer values than this leave too few errors for anything but the standard model. */
const LEAST_FOR_OTHERS = 10;

/**
 * The Theta method: the mean of the straight line through the history and of simple exponential smoothing
 * of the line of doubled curvature 2y − (a + bt), which is the smoothed level plus half the line's drift.
 * A season is divided out before and multiplied back. In this form, with α between 0.0001 and 0.9999, it
 * was the benchmark "Theta" of the M4 competition.
 *
 * @throws RangeError on settings out of their ranges
 * @see Assimakopoulos & Nikolopoulos (2000), "The theta model", IJF 16; Hyndman & Billah (2003), "Unmasking
 *   the Theta method", IJF 19
 */
export const theta = (settings: Partial<ThetaSettings> = {}): ForecastModel =>
  thetaModel('theta', [STANDARD], thetaSettings(settings, WIDE));

/**
 * Theta with θ estimated: the forecasts keep 1 − 1/θ of the line's drift instead of one half.
 *
 * @throws RangeError on settings out of their ranges
 * @see Fiorucci et al. (2016), "Models for optimising the theta method and their relationship to state space
 *   models", IJF 32
 */
export const optimisedTheta = (settings: Partial<ThetaSettings> = {}): ForecastModel =>
  thetaModel('optimisedTheta', [OPTIMISED], thetaSettings(settings, PUBLISHED));

/**
 * Theta with θ = 2 and a line that is fitted anew at each step, to the values before it.
 *
 * @throws RangeError on settings out of their ranges
 * @see Fiorucci et al. (2016), IJF 32
 */
export const dynamicTheta = (settings: Partial<ThetaSettings> = {}): ForecastModel =>
  thetaModel('dynamicTheta', [DYNAMIC], thetaSettings(settings, PUBLISHED));

/**
 * Theta with θ estimated and a line that is fitted anew at each step.
 *
 * @throws RangeError on settings out of their ranges
 * @see Fiorucci et al. (2016), IJF 32
 */
export const dynamicOptimisedTheta = (settings: Partial<ThetaSettings> = {}): ForecastModel =>
  thetaModel('dynamicOptimisedTheta', [DYNAMIC_OPTIMISED], thetaSettings(settings, PUBLISHED));

/**
 * The Theta model of least mean squared one-step error. The standard forms are the optimised ones held at
 * θ = 2 and cannot fit closer, so only the optimised static and dynamic forms are compared.
 *
 * @throws RangeError on settings out of their ranges
 * @see Fiorucci et al. (2016), IJF 32
 */
export const autoTheta = (settings: Partial<ThetaSettings> = {}): ForecastModel =>
  thetaModel('autoTheta', [OPTIMISED, DYNAMIC_OPTIMISED], thetaSettings(settings, PUBLISHED));

const thetaModel = (
  name: string,
  kinds: readonly Kind[],
  settings: ThetaSettings,
): ForecastModel => ({
  name,
  laws: { scale: true, shift: false, counts: false },
  fit(series) {
    const filled = fillGaps(series.values);
    if (filled.observedCount < LEAST_VALUES) return fitMean(series, `mean (too short for ${name})`);
    const season = settings.season === 'auto' ? seasonOf(series, filled.values) : null;
    const values = season?.values ?? filled.values;
    const weights = [settings.leastWeight, settings.greatestWeight] as const;
    const possible = values.length < LEAST_FOR_OTHERS ? [STANDARD] : kinds;
    const fits = possible.map((kind) => ({ kind, fit: fitTheta(values, { ...kind, weights }) }));
    const best = fits.reduce((a, b) => (b.fit.meanSquare < a.fit.meanSquare ? b : a));
    return new FittedTheta(series, filled, season, best.fit, best.kind.notation);
  },
});

/** The season to take out before, if the series shows one at its shortest period. */
function seasonOf(series: TimeSeries, values: Float64Array): Deseasonalised | null {
  const period = Math.round(series.periods?.[0] ?? 1);
  return period > 1 && isSeasonal(values, period) ? deseasonalise(values, period) : null;
}
