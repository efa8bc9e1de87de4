import { type Dice, drawNormal } from '@stockwright/core/maths';
import type {
  Component,
  FittedModel,
  ForecastModel,
} from '../../src/forecast/models/forecast-model.js';
import { fillGaps } from '../../src/forecast/models/gaps.js';
import { fitMean } from '../../src/forecast/models/naive/mean.js';
import { cutBelow, floorOf, normalQuantiles } from '../../src/forecast/models/spread.js';
import type { TimeSeries } from '../../src/forecast/models/time-series.js';

/*
 * A template. It is smoothing with a weight that is given, small enough to be replaced line by line, and it
 * sits the examination of the models as it stands. How to: docs/how-to/add-a-forecast-model.md.
 */

export interface BlankSettings {
  /** What the number means and its range: weight of the newest value, in (0, 1]. Default 0.2. */
  readonly weight: number;
}

/** Fewer observed values than this are forecast by their mean. */
const LEAST_VALUES = 3;

/**
 * What the method does, in words; then its equation; then the paper.
 *
 *     l_t = l_{t−1} + α (y_t − l_{t−1}),   forecast of every step ahead: l_n
 *
 * @throws RangeError on a setting out of its range, naming it, its value and its range
 * @see Brown (1959), Statistical Forecasting for Inventory Control
 * @example 4, 6, 5 with α = 0.5: levels 4, 5, 5, so 5 is forecast
 */
export function blankModel(given: Partial<BlankSettings> = {}): ForecastModel {
  const settings: BlankSettings = { weight: 0.2, ...given };
  if (!(settings.weight > 0 && settings.weight <= 1))
    throw new RangeError(`weight is ${settings.weight}; it must lie in (0, 1]`);
  return {
    name: 'blank',
    // Declare what is true of your forecasts; the examination tries what is declared.
    laws: { scale: true, shift: true, counts: false },
    fit(series) {
      // Decide what an unobserved step means to your model: here, a straight line between its neighbours.
      const { observedCount } = fillGaps(series.values);
      return observedCount < LEAST_VALUES
        ? fitMean(series, 'mean (too short for blank)')
        : new FittedBlank(series, settings);
    },
  };
}

class FittedBlank implements FittedModel {
  readonly description: string;
  readonly fitted: Float64Array;
  readonly parameters: Readonly<Record<string, number>>;
  private readonly floor: number;
  private readonly weight: number;
  private readonly level: number;
  private readonly variance: number;
  /** Unobserved steps at the end of the history: the future begins that much later. */
  private readonly trailing: number;

  constructor(series: TimeSeries, { weight }: BlankSettings) {
    const { begin, values, trailing } = fillGaps(series.values);
    this.fitted = new Float64Array(series.values.length).fill(Number.NaN);
    let level = values[0];
    let squares = 0;
    for (let t = 1; t < values.length; t++) {
      // Forecast first, then learn: the fitted value of a step may not know the step.
      this.fitted[begin + t] = level;
      const error = values[t] - level;
      squares += error * error;
      level += weight * error;
    }
    this.floor = floorOf(series);
    this.weight = weight;
    this.level = level;
    this.variance = squares / (values.length - 1);
    this.trailing = trailing;
    this.description = `Blank(${weight})`;
    this.parameters = { alpha: weight, level };
  }

  mean(horizon: number): Float64Array {
    return cutBelow(this.flat(horizon), this.floor);
  }

  /** Analytic: the variance of step h is σ² (1 + (h − 1) α²). Without a formula: `quantilesOfPaths`. */
  quantiles(horizon: number, probabilities: readonly number[]): Float64Array {
    const deviation = Float64Array.from({ length: horizon }, (_, h) =>
      Math.sqrt(this.variance * (1 + (this.trailing + h) * this.weight ** 2)),
    );
    return normalQuantiles(this.flat(horizon), deviation, probabilities, this.floor);
  }

  /** Each path learns from its own values, so its steps hang together. Dice are the only randomness. */
  paths(horizon: number, pathCount: number, dice: Dice): Float64Array {
    const paths = new Float64Array(pathCount * horizon);
    const deviation = Math.sqrt(this.variance);
    for (let k = 0; k < pathCount; k++) {
      let level = this.level;
      for (let step = -this.trailing; step < horizon; step++) {
        const error = drawNormal(dice, 0, deviation);
        if (step >= 0) paths[k * horizon + step] = level + error;
        level += this.weight * error;
      }
    }
    return cutBelow(paths, this.floor);
  }

  components(horizon: number): readonly Component[] {
    return [{ name: 'level', kind: 'add', values: this.flat(horizon) }];
  }

  private flat(horizon: number): Float64Array {
    return new Float64Array(horizon).fill(this.level);
  }
}
