import { trackCroston } from '../../methods/croston.js';
import type { ForecastModel } from '../forecast-model.js';
import type { TimeSeries } from '../time-series.js';
import { Demands, trackRates } from './demands.js';
import { FittedIntermittent } from './fitted-intermittent.js';
import {
  estimateWeight,
  requireWeight,
  smoothedLevel,
  type WeightBounds,
  weightBounds,
} from './smoothing.js';

export interface CrostonSettings {
  /** Weight of the newest size and of the newest interval, in (0, 1]. Default 0.1. */
  readonly weight: number;
}

const LAWS = { scale: true, shift: false, counts: false };

/**
 * Croston's method: smoothed size of the demands over the smoothed interval between them, both started at
 * the first.
 *
 * @throws RangeError unless the weight lies in (0, 1]
 * @see Croston (1972), "Forecasting and stock control for intermittent demands", ORQ 23
 */
export const croston = (settings: Partial<CrostonSettings> = {}): ForecastModel =>
  crostonModel('croston', settings.weight ?? 0.1, 1);

/**
 * Croston's method times 1 − α/2, which takes off most of its bias.
 *
 * @throws RangeError unless the weight lies in (0, 1]
 * @see Syntetos & Boylan (2005), "The accuracy of intermittent demand estimates", IJF 21
 */
export const sba = (settings: Partial<CrostonSettings> = {}): ForecastModel => {
  const weight = settings.weight ?? 0.1;
  return crostonModel('sba', weight, 1 - weight / 2);
};

function crostonModel(name: string, weight: number, factor: number): ForecastModel {
  requireWeight('weight', weight);
  return {
    name,
    laws: LAWS,
    fit(series) {
      const demands = new Demands(series.values);
      const { history, first } = demands;
      const start =
        first >= 0 ? { sizePieces: history.pieces[first], intervalDays: first + 1 } : undefined;
      const rates = trackRates(demands, (given, track) =>
        trackCroston(given, weight, track, factor, start),
      );
      return new FittedIntermittent(series, demands, {
        description: `${name === 'sba' ? 'SBA' : 'Croston'}(${weight})`,
        parameters: { alpha: weight },
        rate: rates.length > 0 ? rates[rates.length - 1] : 0,
        rates: () => rates,
      });
    },
  };
}

/**
 * Croston's method with both weights of least squared error, each for itself.
 *
 * @throws RangeError on bounds out of their ranges
 * @see Kourentzes (2014), "On intermittent demand model optimisation and selection", IJPE 156, on why the two
 *   weights are told apart
 */
export function optimisedCroston(settings: Partial<WeightBounds> = {}): ForecastModel {
  const bounds = weightBounds(settings);
  return {
    name: 'optimisedCroston',
    laws: LAWS,
    fit: (series) => fitOptimised(series, bounds),
  };
}

function fitOptimised(series: TimeSeries, bounds: WeightBounds): FittedIntermittent {
  const demands = new Demands(series.values);
  const { sizes, intervals, history } = demands;
  const count = sizes.length;
  const sizeWeight = estimateWeight(sizes, count, bounds);
  const intervalWeight = estimateWeight(intervals, count, bounds);
  const rateAfter = (seen: number) =>
    smoothedLevel(sizes, seen, sizeWeight) / smoothedLevel(intervals, seen, intervalWeight);
  return new FittedIntermittent(series, demands, {
    description: `Croston(${sizeWeight.toFixed(3)}, ${intervalWeight.toFixed(3)})`,
    parameters: { alphaSize: sizeWeight, alphaInterval: intervalWeight },
    rate: count > 0 ? rateAfter(count) : 0,
    rates: () => {
      const rates = new Float64Array(history.length);
      let seen = 0;
      let size = 0;
      let interval = 0;
      for (let t = 0; t < rates.length; t++) {
        if (history.pieces[t] > 0) {
          size = seen === 0 ? sizes[0] : size + sizeWeight * (sizes[seen] - size);
          interval =
            seen === 0 ? intervals[0] : interval + intervalWeight * (intervals[seen] - interval);
          seen += 1;
        }
        rates[t] = seen > 0 ? size / interval : 0;
      }
      return rates;
    },
  });
}
