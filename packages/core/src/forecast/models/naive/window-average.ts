import { normalQuantile } from '../../../maths/index.js';
import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { cutBelow, floorOf, normalQuantiles } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { fitMean } from './mean.js';

export interface WindowAverageSettings {
  /** Observed values, counted back from the newest, that are averaged. Whole, >= 1. Default 28. */
  readonly length: number;
}

/**
 * The mean of the last n observed values goes on. Its variance is that of the one-step errors σ²(1 + 1/n),
 * the same for every step: values scatter independently about a level that the window knows up to its own
 * error, which all steps of a path share.
 *
 * @throws RangeError unless the length is a whole number from 1 on
 * @example length 2 on 2, 4, 6: forecast 5
 */
export function windowAverage(given: Partial<WindowAverageSettings> = {}): ForecastModel {
  const { length } = { length: 28, ...given };
  if (!(Number.isInteger(length) && length >= 1))
    throw new RangeError(`length is ${length}; it must be a whole number from 1 on`);
  return {
    name: 'windowAverage',
    laws: { scale: true, shift: true, counts: false },
    fit: (series) => fitWindowAverage(series, length),
  };
}

function fitWindowAverage(series: TimeSeries, length: number): FittedModel {
  const { values } = series;
  const fitted = new Float64Array(values.length).fill(Number.NaN);
  const window = new Float64Array(length);
  let seen = 0;
  let sum = 0;
  let squares = 0;
  let errorCount = 0;
  for (let t = 0; t < values.length; t++) {
    const held = Math.min(seen, length);
    if (held > 0) fitted[t] = sum / held;
    if (Number.isNaN(values[t])) continue;
    // Errors of a window not yet full say little about one that is; they count where there are no others.
    if (seen === length) {
      squares = 0;
      errorCount = 0;
    }
    if (held > 0) {
      squares += (values[t] - fitted[t]) ** 2;
      errorCount += 1;
    }
    const place = seen % length;
    window[place] = values[t];
    seen += 1;
    // Summed anew each time: a running sum would keep the rounding of large values long gone.
    sum = 0;
    for (let i = 0; i < Math.min(seen, length); i++) sum += window[i];
  }
  if (seen === 0) return fitMean(series, 'mean (no value is known)');
  const held = Math.min(seen, length);
  const mean = sum / held;
  const variance = errorCount > 0 ? squares / errorCount : 0;
  const floor = floorOf(series);
  const own = Math.sqrt(variance / (held + 1));
  const scatter = Math.sqrt((variance * held) / (held + 1));
  return {
    description: `mean of the last ${held}`,
    fitted,
    parameters: { mean, sigma2: variance },
    mean: (horizon) => new Float64Array(horizon).fill(Math.max(floor, mean)),
    quantiles: (horizon, probabilities) =>
      normalQuantiles(
        new Float64Array(horizon).fill(mean),
        new Float64Array(horizon).fill(Math.sqrt(variance)),
        probabilities,
        floor,
      ),
    paths: (horizon, pathCount, dice) => {
      const draw = () => normalQuantile(dice.next() + 2 ** -33);
      const paths = new Float64Array(pathCount * horizon);
      for (let k = 0, i = 0; k < pathCount; k++) {
        const level = mean + own * draw();
        for (let h = 0; h < horizon; h++, i++) paths[i] = level + scatter * draw();
      }
      return cutBelow(paths, floor);
    },
  };
}
