import { normalQuantile } from '../../../maths/index.js';
import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { fitMean } from '../naive/mean.js';
import { cutBelow, floorOf, normalQuantiles } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { type SmoothingSettings, smoothDemand, smoothingSettings } from './safety-stock.js';

/**
 * Q(t) = a Q(t−1) + (1 − a) D(t) with a given weight a of the old forecast, and normal errors of the size
 * that its own errors have had of late: the baseline of many planning sheets, together with
 * {@link dynamicSafetyStock}. Nothing is fitted. As there, the errors of different steps are independent and
 * of one size; ses() has them grow with the distance.
 *
 * @throws RangeError unless the weights lie in [0, 1)
 * @example smoothing({ oldWeight: 0.5 }) on 4, 8, 2: forecast 4, deviation 4
 */
export function smoothing(given: Partial<SmoothingSettings> = {}): ForecastModel {
  const settings = smoothingSettings(given);
  return {
    name: 'smoothing',
    laws: { scale: true, shift: true, counts: false },
    fit: (series) => fitSmoothing(series, settings),
  };
}

function fitSmoothing(series: TimeSeries, settings: SmoothingSettings): FittedModel {
  const { values } = series;
  const steps = smoothDemand(values, settings);
  const last = values.length - 1;
  const level = last < 0 ? Number.NaN : steps.forecast[last];
  if (Number.isNaN(level)) return fitMean(series, 'mean (no value is known)');
  const deviation = steps.deviation[last];
  const floor = floorOf(series);
  const fitted = new Float64Array(values.length).fill(Number.NaN);
  fitted.set(steps.forecast.subarray(0, last), 1);
  const flat = (horizon: number, value: number) => new Float64Array(horizon).fill(value);
  return {
    description: `smoothing(${settings.oldWeight} old)`,
    fitted,
    parameters: { oldWeight: settings.oldWeight, level, deviation },
    mean: (horizon) => flat(horizon, Math.max(floor, level)),
    quantiles: (horizon, probabilities) =>
      normalQuantiles(flat(horizon, level), flat(horizon, deviation), probabilities, floor),
    paths: (horizon, pathCount, dice) => {
      const paths = new Float64Array(pathCount * horizon);
      for (let i = 0; i < paths.length; i++)
        paths[i] = level + deviation * normalQuantile(dice.next() + 2 ** -33);
      return cutBelow(paths, floor);
    },
  };
}
