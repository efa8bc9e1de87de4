import { trackTsb } from '../../methods/tsb.js';
import type { ForecastModel } from '../forecast-model.js';
import { Demands, trackRates } from './demands.js';
import { FittedIntermittent } from './fitted-intermittent.js';
import { requireWeight } from './smoothing.js';

export interface TsbSettings {
  /** Weight of the newest step in the probability of demand, in (0, 1]. Default 0.1. */
  readonly probabilityWeight: number;
  /** Weight of the newest size, in (0, 1]. Default 0.1. */
  readonly sizeWeight: number;
}

/**
 * The method of Teunter, Syntetos and Babai: smoothed probability of demand times smoothed size; unlike
 * Croston's it forgets an item that is no longer bought.
 *
 * @throws RangeError unless both weights lie in (0, 1]
 * @see Teunter, Syntetos & Babai (2011), "Intermittent demand: linking forecasting to inventory
 *   obsolescence", EJOR 214
 */
export function tsb(settings: Partial<TsbSettings> = {}): ForecastModel {
  const { probabilityWeight, sizeWeight } = {
    probabilityWeight: 0.1,
    sizeWeight: 0.1,
    ...settings,
  };
  requireWeight('probabilityWeight', probabilityWeight);
  requireWeight('sizeWeight', sizeWeight);
  return {
    name: 'tsb',
    laws: { scale: true, shift: false, counts: false },
    fit(series) {
      const demands = new Demands(series.values);
      const { history, first } = demands;
      const start =
        first >= 0
          ? { sizePieces: history.pieces[first], probability: first === 0 ? 1 : 0 }
          : undefined;
      const rates = trackRates(demands, (given, track) =>
        trackTsb(given, probabilityWeight, sizeWeight, track, start),
      );
      return new FittedIntermittent(series, demands, {
        description: `TSB(${probabilityWeight}, ${sizeWeight})`,
        parameters: { alphaProbability: probabilityWeight, alphaSize: sizeWeight },
        rate: rates.length > 0 ? rates[rates.length - 1] : 0,
        rates: () => rates,
      });
    },
  };
}
