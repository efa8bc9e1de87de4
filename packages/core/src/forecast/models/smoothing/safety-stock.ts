import { normalQuantile, requirePositive, requireProbability } from '../../../maths/index.js';

export interface SmoothingSettings {
  /** a, the weight of the OLD forecast, in [0, 1): 0 follows the last value, 0.9 hardly moves. Default 0.8. */
  readonly oldWeight: number;
  /** b, the weight of the old error measure, in [0, 1). Default 0.9. */
  readonly oldErrorWeight: number;
  /** Whether the size of errors is followed by their squares or by their absolute values. Default: squares. */
  readonly errorMeasure: 'squares' | 'absolute';
}

/** @throws RangeError naming the setting and its range */
export function smoothingSettings(given: Partial<SmoothingSettings> = {}): SmoothingSettings {
  const settings: SmoothingSettings = {
    oldWeight: 0.8,
    oldErrorWeight: 0.9,
    errorMeasure: 'squares',
    ...given,
  };
  const { oldWeight, oldErrorWeight, errorMeasure } = settings;
  for (const [name, weight] of Object.entries({ oldWeight, oldErrorWeight }))
    if (!(weight >= 0 && weight < 1))
      throw new RangeError(`${name} is ${weight}; it must lie in [0, 1)`);
  if (errorMeasure !== 'squares' && errorMeasure !== 'absolute')
    throw new RangeError(`errorMeasure is "${errorMeasure}"; it must be squares or absolute`);
  return settings;
}

/** What is known after each step; NaN before the first observed value. */
export interface SmoothedSteps {
  /** Q(t), the forecast of every later step. */
  readonly forecast: Float64Array;
  /** σ(t), the standard deviation of a forecast's error; 0 until there is an error. */
  readonly deviation: Float64Array;
}

/** Standard deviation over mean absolute deviation, of a normal distribution: √(π/2). */
const DEVIATION_PER_ABSOLUTE = Math.sqrt(Math.PI / 2);

/**
 * Smooths demand and the size of its forecast's error:
 *
 *     Q(t) = a Q(t−1) + (1 − a) D(t),     Q = D at the first value
 *     V(t) = b V(t−1) + (1 − b) e(t)²,    e(t) = D(t) − Q(t−1),     σ = √V
 *
 * or with |e| in place of e², σ = √(π/2) · V. Until as many errors are in as b remembers, 1/(1 − b), V is
 * their plain mean. A step that was not observed changes neither.
 *
 * @param values oldest first, NaN where not observed
 * @see Brown (1959), Statistical Forecasting for Inventory Control
 * @example a = 0.5 on 4, 8, 2: Q = 4, 6, 4; errors 4 and −4, so σ = 0, 4, 4
 */
export function smoothDemand(values: Float64Array, settings: SmoothingSettings): SmoothedSteps {
  const { oldWeight, oldErrorWeight, errorMeasure } = settings;
  const absolute = errorMeasure === 'absolute';
  const forecast = new Float64Array(values.length);
  const deviation = new Float64Array(values.length);
  let level = Number.NaN;
  let size = 0;
  let errorCount = 0;
  for (let t = 0; t < values.length; t++) {
    const demand = values[t];
    if (Number.isNaN(level)) level = demand;
    else if (!Number.isNaN(demand)) {
      const error = demand - level;
      errorCount += 1;
      const newWeight = Math.max(1 - oldErrorWeight, 1 / errorCount);
      size += newWeight * ((absolute ? Math.abs(error) : error * error) - size);
      level = oldWeight * level + (1 - oldWeight) * demand;
    }
    forecast[t] = level;
    deviation[t] = Number.isNaN(level)
      ? Number.NaN
      : absolute
        ? DEVIATION_PER_ABSOLUTE * size
        : Math.sqrt(size);
  }
  return { forecast, deviation };
}

export interface SafetyStockSettings extends SmoothingSettings {
  /** Probability that demand over the lead time is covered, in (0, 1). */
  readonly cycleService: number;
  /** Steps from an order to its arrival, and to the next order where one is placed only every so often; > 0. */
  readonly leadTimeSteps: number;
}

/**
 * The dynamic safety stock z σ(t) √L after each step, for a cycle service of Φ(z) over a lead time of L steps:
 * it grows when forecasts have erred and shrinks when they have been right. Errors of different steps count as
 * independent. Negative for a cycle service below one half; NaN before the first observed value.
 *
 * @throws RangeError unless the settings lie in their ranges
 * @see Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains, section 6.7
 * @example σ = 4, L = 4, service 0.9772: 2 · 4 · 2 = 16
 */
export function dynamicSafetyStock(
  values: Float64Array,
  given: Partial<SmoothingSettings> & Pick<SafetyStockSettings, 'cycleService' | 'leadTimeSteps'>,
): Float64Array {
  const { cycleService, leadTimeSteps, ...smoothing } = given;
  requireProbability('cycleService', cycleService);
  requirePositive('leadTimeSteps', leadTimeSteps);
  const factor = normalQuantile(cycleService) * Math.sqrt(leadTimeSteps);
  return smoothDemand(values, smoothingSettings(smoothing)).deviation.map(
    (sigma) => factor * sigma,
  );
}
