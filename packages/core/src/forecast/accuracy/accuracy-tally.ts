import { quantileOfSorted } from '../../maths/index.js';
import { mase, pinball, rmsse } from './errors.js';

/** What is judged: daily means, and, where there are any, the sample paths of a `SeriesForecast`. */
export interface JudgedForecast {
  readonly mean: ArrayLike<number>;
  /** paths[k * mean.length + d] */
  readonly paths?: ArrayLike<number>;
}

/** Accuracy over all forecasts tallied. NaN where nothing could be judged. */
export interface Accuracy {
  /** Forecasts judged. */
  readonly count: number;
  /** Means over the forecasts of the daily errors, each scaled by its own history. */
  readonly rmsse: number;
  readonly mase: number;
  /** Σ (forecast − actual) / Σ actual. */
  readonly bias: number;
  /** Share of totals over the horizon within the paths' 10 % and 90 % quantiles; 0.8 is right. */
  readonly coverage80: number;
  /** Mean pinball loss of the total's 10, 50 and 90 % quantiles over the mean actual total. */
  readonly pinball: number;
}

/** Collects forecasts of many series and origins beside what came, and says how good they were. */
export class AccuracyTally {
  private count = 0;
  private scaled = 0;
  private rmsseSum = 0;
  private maseSum = 0;
  private forecastSum = 0;
  private actualSum = 0;
  private intervals = 0;
  private covered = 0;
  private pinballSum = 0;
  private intervalActual = 0;

  /**
   * @param history  pieces per day before the origin, from the first demand on
   * @param actual   pieces per day after it, as many as the forecast has days
   * @throws RangeError when the forecast has another number of days
   */
  add(history: ArrayLike<number>, actual: ArrayLike<number>, forecast: JudgedForecast): void {
    const days = actual.length;
    if (forecast.mean.length !== days)
      throw new RangeError(`the forecast has ${forecast.mean.length} days, the actual ${days}`);
    this.count += 1;
    const scaled = rmsse(history, actual, forecast.mean);
    if (!Number.isNaN(scaled)) {
      this.scaled += 1;
      this.rmsseSum += scaled;
      this.maseSum += mase(history, actual, forecast.mean);
    }
    let total = 0;
    for (let d = 0; d < days; d++) {
      total += actual[d];
      this.forecastSum += forecast.mean[d];
    }
    this.actualSum += total;
    if (!forecast.paths) return;
    const totals = pathTotals(forecast.paths, days);
    const low = quantileOfSorted(totals, 0.1);
    const middle = quantileOfSorted(totals, 0.5);
    const high = quantileOfSorted(totals, 0.9);
    this.intervals += 1;
    this.intervalActual += total;
    if (low <= total && total <= high) this.covered += 1;
    this.pinballSum +=
      (pinball(total, low, 0.1) + pinball(total, middle, 0.5) + pinball(total, high, 0.9)) / 3;
  }

  summary(): Accuracy {
    return {
      count: this.count,
      rmsse: this.rmsseSum / this.scaled,
      mase: this.maseSum / this.scaled,
      bias: (this.forecastSum - this.actualSum) / this.actualSum,
      coverage80: this.covered / this.intervals,
      pinball: this.pinballSum / this.intervalActual,
    };
  }
}

/** Totals of the sample paths over all their days, ascending. */
function pathTotals(paths: ArrayLike<number>, days: number): Float64Array {
  const totals = new Float64Array(paths.length / days);
  for (let k = 0; k < totals.length; k++)
    for (let d = 0; d < days; d++) totals[k] += paths[k * days + d];
  return totals.sort();
}
