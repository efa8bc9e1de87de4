import { type Dice, normalQuantile } from '../../../maths/index.js';
import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { cutBelow, floorOf, normalQuantiles } from '../spread.js';
import type { TimeSeries } from '../time-series.js';

/**
 * The mean of the whole history, with normal errors around it. It is also what every model falls back to
 * when a series is too short for it.
 *
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 5.2
 * @example 2, 4, 6: mean 4, deviation of a forecast √(4 · (1 + 1/3)) = 2.309
 */
export const meanModel = (): ForecastModel => ({
  name: 'mean',
  laws: { scale: true, shift: true, counts: false },
  fit: (series) => fitMean(series, 'mean'),
});

/** Fits the mean of the observed values; 0 where there are none. */
export function fitMean(series: TimeSeries, description: string): FittedModel {
  const { values } = series;
  const floor = floorOf(series);
  const fitted = new Float64Array(values.length).fill(Number.NaN);
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let t = 0; t < values.length; t++) {
    if (count > 0) fitted[t] = mean;
    if (Number.isNaN(values[t])) continue;
    count += 1;
    const distance = values[t] - mean;
    mean += distance / count;
    squares += distance * (values[t] - mean);
  }
  const deviation = count > 1 ? Math.sqrt((squares / (count - 1)) * (1 + 1 / count)) : 0;
  const level = Math.max(floor, mean);
  return {
    description,
    fitted,
    parameters: { mean, deviation },
    mean: (horizon) => new Float64Array(horizon).fill(level),
    quantiles: (horizon, probabilities) =>
      normalQuantiles(
        new Float64Array(horizon).fill(mean),
        new Float64Array(horizon).fill(deviation),
        probabilities,
        floor,
      ),
    paths: (horizon, pathCount, dice) =>
      cutBelow(scatter(new Float64Array(pathCount * horizon).fill(mean), deviation, dice), floor),
  };
}

/** Adds independent normal errors to values, in place. */
function scatter(values: Float64Array, deviation: number, dice: Dice): Float64Array {
  if (deviation === 0) return values;
  for (let i = 0; i < values.length; i++)
    values[i] += deviation * normalQuantile(dice.next() + 2 ** -33);
  return values;
}
