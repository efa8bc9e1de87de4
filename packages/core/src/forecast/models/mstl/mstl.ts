import type { Dice } from '../../../maths/index.js';
import { ets } from '../ets/ets.js';
import type { Component, FittedModel, ForecastModel } from '../forecast-model.js';
import { cutBelow, floorOf } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import {
  type Decomposition,
  decompose,
  type MstlSettings,
  mstlSettings,
  tellablePeriods,
} from './decompose.js';
import { SeasonGrid } from './season-grid.js';

export interface MstlModelSettings extends MstlSettings {
  /** What forecasts the series without its seasons. Default: automatic ETS without season. */
  readonly adjusted: ForecastModel;
}

/**
 * Forecasts by decomposition: MSTL takes the seasons out, another model forecasts what is left, and each
 * season goes on as it last was. Without a season that fits more than twice into the history the other model
 * forecasts the series as it is.
 *
 * @throws RangeError on settings out of their ranges
 * @see Bandara, Hyndman & Bergmeir (2021), arXiv 2107.13462; Hyndman & Athanasopoulos, Forecasting: Principles
 *   and Practice (3rd ed.), section 5.7
 */
export function mstl(settings: Partial<MstlModelSettings> = {}): ForecastModel {
  const { adjusted = ets({ model: 'ZZN' }), ...others } = settings;
  const decomposition = mstlSettings(others);
  return {
    name: 'mstl',
    laws: { scale: adjusted.laws.scale, shift: adjusted.laws.shift, counts: false },
    fit(series) {
      const periods = tellablePeriods(series.periods ?? [], series.values.length);
      if (periods.length === 0) return adjusted.fit({ ...series, periods: [] });
      const parts = decompose(series.values, periods, decomposition);
      const rest = parts.trend.map((trend, t) => trend + parts.remainder[t]);
      // Without its season demand may be negative; only the sum is cut at 0.
      const fit = adjusted.fit({ ...series, values: rest, periods: [], domain: 'real' });
      return new FittedMstl(series, parts, fit);
    },
  };
}

class FittedMstl implements FittedModel {
  readonly description: string;
  readonly fitted: Float64Array;
  readonly parameters: Readonly<Record<string, number>>;
  private readonly floor: number;

  constructor(
    series: TimeSeries,
    private readonly parts: Decomposition,
    private readonly rest: FittedModel,
  ) {
    this.description = `MSTL[${parts.periods.join(', ')}] + ${rest.description}`;
    this.floor = floorOf(series);
    this.parameters = rest.parameters;
    this.fitted = rest.fitted.slice();
    for (const seasonal of parts.seasonals)
      for (let t = 0; t < this.fitted.length; t++) this.fitted[t] += seasonal[t];
  }

  mean(horizon: number): Float64Array {
    return cutBelow(this.addSeasons(this.rest.mean(horizon), horizon), this.floor);
  }

  quantiles(horizon: number, probabilities: readonly number[], dice: Dice): Float64Array {
    const quantiles = this.rest.quantiles(horizon, probabilities, dice);
    return cutBelow(this.addSeasons(quantiles, horizon), this.floor);
  }

  paths(horizon: number, pathCount: number, dice: Dice): Float64Array {
    return cutBelow(
      this.addSeasons(this.rest.paths(horizon, pathCount, dice), horizon),
      this.floor,
    );
  }

  components(horizon: number): readonly Component[] {
    const rest: readonly Component[] = this.rest.components?.(horizon) ?? [
      { name: 'level', kind: 'add', values: this.rest.mean(horizon) },
    ];
    const seasons = this.parts.periods.map(
      (period, i): Component => ({
        name: `season ${period}`,
        kind: 'add',
        values: this.seasonAhead(i, horizon),
      }),
    );
    return [...rest, ...seasons];
  }

  /** The sum of the seasons added to rows of `horizon` steps, in place. */
  private addSeasons(rows: Float64Array, horizon: number): Float64Array {
    const sum = new Float64Array(horizon);
    for (let i = 0; i < this.parts.periods.length; i++) {
      const season = this.seasonAhead(i, horizon);
      for (let h = 0; h < horizon; h++) sum[h] += season[h];
    }
    for (let at = 0; at < rows.length; at += horizon)
      for (let h = 0; h < horizon; h++) rows[at + h] += sum[h];
    return rows;
  }

  /** Each place in the season as it was when it last came. */
  private seasonAhead(i: number, horizon: number): Float64Array {
    const { periods, seasonals } = this.parts;
    const count = seasonals[i].length;
    const grid = new SeasonGrid(count, periods[i]);
    return Float64Array.from({ length: horizon }, (_, h) => {
      const place = grid.place(count + h);
      const seasonsBack = Math.ceil((place - grid.count + 1) / grid.places);
      return seasonals[i][grid.step(place - seasonsBack * grid.places)];
    });
  }
}
