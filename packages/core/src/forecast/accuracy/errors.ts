/**
 * Root mean squared scaled error: the error of a forecast beside the one-step naive forecast of its
 * history.
 *
 *     RMSSE = √( mean (aₜ − fₜ)² / mean (yₜ − yₜ₋₁)² )
 *
 * Below 1 it errs less, at all days of the horizon, than yesterday's value for tomorrow did.
 *
 * @param history  y, pieces per day from the first demand on, at least two days
 * @param actual   a, the days forecast
 * @param forecast f, as many
 * @returns NaN where the history is constant: it gives no scale
 * @see Makridakis, Spiliotis & Assimakopoulos (2022), "The M5 competition", IJF 38; Hyndman & Koehler
 *   (2006), "Another look at measures of forecast accuracy", IJF 22
 * @example history 0 2 0 2, actual 1 1, forecast 1 2: √(0.5 / 4) = 0.354
 */
export function rmsse(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
): number {
  let scale = 0;
  for (let t = 1; t < history.length; t++) scale += (history[t] - history[t - 1]) ** 2;
  let error = 0;
  for (let h = 0; h < actual.length; h++) error += (actual[h] - forecast[h]) ** 2;
  return scale > 0 ? Math.sqrt(error / actual.length / (scale / (history.length - 1))) : Number.NaN;
}

/**
 * Mean absolute scaled error: mean |aₜ − fₜ| over mean |yₜ − yₜ₋₁|. On items that mostly sell nothing a
 * forecast of zeros is good by it; read it beside the bias.
 *
 * @returns NaN where the history is constant
 * @see Hyndman & Koehler (2006), "Another look at measures of forecast accuracy", IJF 22
 */
export function mase(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
): number {
  let scale = 0;
  for (let t = 1; t < history.length; t++) scale += Math.abs(history[t] - history[t - 1]);
  let error = 0;
  for (let h = 0; h < actual.length; h++) error += Math.abs(actual[h] - forecast[h]);
  return scale > 0 ? error / actual.length / (scale / (history.length - 1)) : Number.NaN;
}

/**
 * Pinball loss of a quantile: p · (a − q) where the actual lies above it, (1 − p) · (q − a) below. Its
 * mean is least for the true p-quantile.
 *
 * @see Koenker & Bassett (1978), "Regression quantiles", Econometrica 46
 */
export const pinball = (actual: number, quantile: number, probability: number): number =>
  actual >= quantile ? probability * (actual - quantile) : (1 - probability) * (quantile - actual);
