import type { ForecastModel } from '../forecast-model.js';
import type { TimeSeries } from '../time-series.js';
import { Demands } from './demands.js';
import { FittedIntermittent } from './fitted-intermittent.js';
import { estimateWeight, smoothedLevel, type WeightBounds, weightBounds } from './smoothing.js';

/**
 * Adds the steps up to buckets as long as the mean interval between demands, so that few are empty, smooths
 * those, and spreads the forecast evenly over the steps of a bucket.
 *
 * @throws RangeError on bounds out of their ranges
 * @see Nikolopoulos, Syntetos, Boylan, Petropoulos & Assimakopoulos (2011), "An aggregate–disaggregate
 *   intermittent demand approach (ADIDA) to forecasting", JORS 62
 */
export const adida = (settings: Partial<WeightBounds> = {}): ForecastModel =>
  aggregationModel('adida', (longest) => [longest], weightBounds(settings));

/**
 * The mean of such forecasts from buckets of 1, 2 … steps up to the mean interval between demands.
 *
 * @throws RangeError on bounds out of their ranges
 * @see Petropoulos & Kourentzes (2015), "Forecast combinations for intermittent demand", JORS 66
 */
export const imapa = (settings: Partial<WeightBounds> = {}): ForecastModel =>
  aggregationModel(
    'imapa',
    (longest) => Array.from({ length: longest }, (_, i) => i + 1),
    weightBounds(settings),
  );

interface Level {
  readonly bucket: number;
  readonly weight: number;
}

const aggregationModel = (
  name: string,
  bucketsOf: (longest: number) => readonly number[],
  bounds: WeightBounds,
): ForecastModel => ({
  name,
  laws: { scale: true, shift: false, counts: false },
  fit(series) {
    const demands = new Demands(series.values);
    return fitBuckets(
      name.toUpperCase(),
      series,
      demands,
      bucketsOf(longestBucket(demands)),
      bounds,
    );
  },
});

/** Mean interval in whole steps, halves to the even one as is usual where this was published. */
function longestBucket({ intervals }: Demands): number {
  let sum = 0;
  for (let i = 0; i < intervals.length; i++) sum += intervals[i];
  const mean = intervals.length > 0 ? sum / intervals.length : 1;
  const low = Math.floor(mean);
  return mean - low > 0.5 || (mean - low === 0.5 && low % 2 === 1) ? low + 1 : low;
}

function fitBuckets(
  name: string,
  series: TimeSeries,
  demands: Demands,
  buckets: readonly number[],
  bounds: WeightBounds,
): FittedIntermittent {
  const { pieces, length } = demands.history;
  const sums = new Float64Array(length);
  const levels: Level[] = [];
  let rate = 0;
  if (demands.sizes.length > 0)
    for (const bucket of buckets) {
      const count = sumBuckets(pieces, length, bucket, sums);
      const weight = estimateWeight(sums, count, bounds);
      rate += smoothedLevel(sums, count, weight) / bucket / buckets.length;
      levels.push({ bucket, weight });
    }
  const longest = levels.length > 0 ? levels[levels.length - 1] : { bucket: 1, weight: 0 };
  return new FittedIntermittent(series, demands, {
    description: `${name}(${longest.bucket})`,
    parameters: { buckets: longest.bucket, alpha: longest.weight },
    rate,
    rates: () => bucketRates(pieces, length, levels),
  });
}

/** Sums of whole buckets, the last of which ends with the last step; their number. */
function sumBuckets(
  pieces: Float64Array,
  length: number,
  bucket: number,
  sums: Float64Array,
): number {
  let count = 0;
  for (let t = length % bucket; t < length; count++) {
    let sum = 0;
    for (const end = t + bucket; t < end; t++) sum += pieces[t];
    sums[count] = sum;
  }
  return count;
}

/**
 * What the forecast would have been at the close of each step with the buckets and weights of today: buckets
 * end at each step in turn, and each is smoothed into the level of one bucket before. The mean of the bucket
 * lengths that fit in by then.
 */
function bucketRates(pieces: Float64Array, length: number, levels: readonly Level[]): Float64Array {
  const rates = new Float64Array(length);
  const smoothed = new Float64Array(length);
  for (const { bucket, weight } of levels) {
    let sum = 0;
    for (let t = 0; t < length; t++) {
      sum += pieces[t] - (t >= bucket ? pieces[t - bucket] : 0);
      if (t < bucket - 1) continue;
      const before = t - bucket;
      smoothed[t] =
        before < bucket - 1 ? sum : smoothed[before] + weight * (sum - smoothed[before]);
      rates[t] += smoothed[t] / bucket;
    }
  }
  for (let t = 0; t < length; t++) {
    let fitting = 0;
    for (const { bucket } of levels) if (bucket <= t + 1) fitting += 1;
    rates[t] = fitting > 0 ? rates[t] / fitting : Number.NaN;
  }
  return rates;
}
