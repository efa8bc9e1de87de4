import type { Dice } from '../../../maths/index.js';
import { type Deseasonalised, withSeason } from '../deseasonalise.js';
import type { Component, FittedModel } from '../forecast-model.js';
import type { FilledSeries } from '../gaps.js';
import { cutBelow, floorOf, normalQuantiles } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { thetaMean, thetaPaths, thetaVariance } from './theta-ahead.js';
import type { ThetaFit } from './theta-fit.js';

/** A Theta model of a series, its season and its gaps put back. */
export class FittedTheta implements FittedModel {
  readonly description: string;
  readonly fitted: Float64Array;
  readonly parameters: Readonly<Record<string, number>>;
  private readonly floor: number;
  private readonly variance: number;

  constructor(
    series: TimeSeries,
    private readonly filled: FilledSeries,
    private readonly season: Deseasonalised | null,
    private readonly fit: ThetaFit,
    notation: string,
  ) {
    const { weight, share, lines, errorCount } = fit;
    this.floor = floorOf(series);
    // α, ℓ₀ and perhaps θ were fitted to the errors.
    const estimated = fit.optimised ? 3 : 2;
    this.variance = (fit.meanSquare * errorCount) / Math.max(1, errorCount - estimated);
    this.description = `Theta(${notation})${describeSeason(season)}`;
    this.fitted = new Float64Array(series.values.length).fill(Number.NaN);
    this.fitted.set(withSeason(fit.fitted, season, 0), filled.begin);
    // A line through the values before the first one does not exist.
    if (lines.dynamic) this.fitted[filled.begin] = Number.NaN;
    this.parameters = {
      alpha: weight,
      theta: 1 / Math.max(1e-10, 1 - share),
      l0: fit.startLevel,
      level: fit.level,
      drift: share * lines.slope[lines.slope.length - 1],
    };
  }

  mean(horizon: number): Float64Array {
    return cutBelow(this.ahead(this.levelAndTrend(horizon)), this.floor);
  }

  quantiles(horizon: number, probabilities: readonly number[]): Float64Array {
    const { trailing } = this.filled;
    const deviation = thetaVariance(this.fit, this.variance, trailing + horizon).map(Math.sqrt);
    return normalQuantiles(
      this.ahead(this.levelAndTrend(horizon)),
      this.season?.kind === 'multiply' ? this.ahead(deviation) : deviation.subarray(trailing),
      probabilities,
      this.floor,
    );
  }

  paths(horizon: number, pathCount: number, dice: Dice): Float64Array {
    const steps = this.filled.trailing + horizon;
    const drawn = thetaPaths(this.fit, Math.sqrt(this.variance), steps, pathCount, dice);
    const paths = new Float64Array(pathCount * horizon);
    for (let k = 0; k < pathCount; k++)
      paths.set(this.ahead(drawn.subarray(k * steps, (k + 1) * steps)), k * horizon);
    return cutBelow(paths, this.floor);
  }

  components(horizon: number): readonly Component[] {
    const { level } = this.fit;
    const trend = this.levelAndTrend(horizon).subarray(this.filled.trailing);
    const parts: Component[] = [
      { name: 'level', kind: 'add', values: new Float64Array(horizon).fill(level) },
      { name: 'trend', kind: 'add', values: trend.map((value) => value - level) },
    ];
    const { season } = this;
    if (season === null) return parts;
    const neutral = season.kind === 'multiply' ? 1 : 0;
    const steps = new Float64Array(this.filled.trailing + horizon).fill(neutral);
    const name = `season ${season.period}`;
    return [...parts, { name, kind: season.kind, values: this.ahead(steps) }];
  }

  /** Forecast without season from the last observed value on. */
  private levelAndTrend(horizon: number): Float64Array {
    return thetaMean(this.fit, this.filled.trailing + horizon);
  }

  /** Of steps after the last observed value: those after the history, with the season put back. */
  private ahead(steps: Float64Array): Float64Array {
    const { values, trailing } = this.filled;
    return withSeason(steps, this.season, values.length).slice(trailing);
  }
}

const describeSeason = (season: Deseasonalised | null): string =>
  season === null ? '' : ` ${season.kind === 'multiply' ? '×' : '+'} season[${season.period}]`;
