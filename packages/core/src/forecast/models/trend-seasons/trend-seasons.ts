import { type Dice, normalQuantile } from '../../../maths/index.js';
import type { Component, FittedModel, ForecastModel } from '../forecast-model.js';
import { fitMean } from '../naive/mean.js';
import { cutBelow, floorOf, quantilesOfPaths } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { bend, effect, evaluate, line } from './curve.js';
import { type Design, designOf } from './design.js';
import { fitTrendSeasons, type TrendSeasonsFit } from './fit.js';
import { fillParts } from './parts.js';
import { type TrendSeasonsSettings, trendSeasonsSettings } from './settings.js';
import { addNewChanges } from './trend-paths.js';

/** Values below which the mean is forecast instead. */
const LEAST_VALUES = 4;

/**
 * Prophet's model: a trend that is linear between changepoints, Fourier seasons for each period, and drivers,
 * fitted at once; the future's trend is as uncertain as the past's changed. It knows no level that follows
 * the newest values: it is at home on long series with strong seasons and known events, not on short
 * or restless ones.
 *
 * `fitted` is the curve through the whole history, not one-step forecasts: the model has none.
 *
 * @throws RangeError on a setting out of its range
 * @see Taylor & Letham (2018), "Forecasting at scale", The American Statistician 72(1)
 */
export function trendSeasons(given: Partial<TrendSeasonsSettings> = {}): ForecastModel {
  const settings = trendSeasonsSettings(given);
  return {
    name: 'trendSeasons',
    // A logistic cap is in the series' units; the priors are of the series over its largest value.
    laws: { scale: settings.growth !== 'logistic', shift: false, counts: false },
    fit: (series) => {
      const design = designOf(series, settings, LEAST_VALUES);
      if (!design) return fitMean(series, 'trend and seasons: too few values, their mean');
      return new FittedTrendSeasons(series, settings, design);
    },
  };
}

class FittedTrendSeasons implements FittedModel {
  readonly description: string;
  readonly fitted: Float64Array;
  readonly parameters: Readonly<Record<string, number>>;
  readonly #series: TimeSeries;
  readonly #settings: TrendSeasonsSettings;
  readonly #design: Design;
  readonly #fit: TrendSeasonsFit;

  constructor(series: TimeSeries, settings: TrendSeasonsSettings, design: Design) {
    this.#series = series;
    this.#settings = settings;
    this.#design = design;
    this.#fit = fitTrendSeasons(design, settings);
    this.description = this.#describe();
    this.parameters = this.#parameters();
    this.fitted = new Float64Array(series.values.length).fill(Number.NaN);
    const { trend, parts } = evaluate(design, this.#fit, settings);
    const curve = this.#join(trend, parts);
    for (let i = 0; i < design.rows; i++) this.fitted[design.steps[i]] = curve[i] * design.scale;
  }

  mean(horizon: number): Float64Array {
    const { trend, parts } = this.#future(horizon);
    return this.#inUnits(this.#join(trend, parts));
  }

  quantiles(horizon: number, probabilities: readonly number[], dice: Dice): Float64Array {
    const paths = this.paths(horizon, this.#settings.quantilePaths, dice);
    return quantilesOfPaths(paths, horizon, probabilities);
  }

  paths(horizon: number, pathCount: number, dice: Dice): Float64Array {
    const { lineAhead, time, parts } = this.#future(horizon);
    const { scale, changepoint } = this.#design;
    const paths = new Float64Array(pathCount * horizon);
    const change = meanChange(this.#fit.delta);
    const cap = this.#cap();
    const path = new Float64Array(horizon);
    for (let k = 0; k < pathCount; k++) {
      path.set(lineAhead);
      addNewChanges(path, time, changepoint.length, change, dice);
      bend(path, cap);
      for (let h = 0; h < horizon; h++) {
        const expected =
          this.#settings.seasonMode === 'multiply' ? path[h] * (1 + parts[h]) : path[h] + parts[h];
        const noise = this.#fit.noise * normalQuantile(dice.next() + 2 ** -33);
        paths[k * horizon + h] = scale * (expected + noise);
      }
    }
    return cutBelow(paths, floorOf(this.#series));
  }

  /** Amounts that are summed; a part that is a share of the trend comes as that share times the trend. */
  components(horizon: number): readonly Component[] {
    const { trend, columns } = this.#future(horizon);
    const { parts, scale } = this.#design;
    const multiply = this.#settings.seasonMode === 'multiply';
    const found: Component[] = [
      { name: 'trend', kind: 'add', values: trend.map((value) => value * scale) },
    ];
    let from = 0;
    for (const { name, width } of parts) {
      const values = effect(columns, horizon, this.#fit.base, this.#firstPart, from, from + width);
      for (let h = 0; h < horizon; h++) values[h] *= multiply ? trend[h] * scale : scale;
      found.push({ name, kind: 'add', values });
      from += width;
    }
    return found;
  }

  /** Line, trend, columns and joint effect of the parts in the steps ahead. */
  #future(horizon: number) {
    const { firstStep, stepSpan, changepoint, parts } = this.#design;
    const length = this.#series.values.length;
    const steps = Int32Array.from({ length: horizon }, (_, h) => length + h);
    const time = Float64Array.from(steps, (step) => (step - firstStep) / stepSpan);
    const slope = this.#settings.growth !== 'flat';
    const lineAhead = line(this.#fit, changepoint, time, slope);
    const trend = bend(lineAhead.slice(), this.#cap());
    const columns = fillParts(parts, steps);
    const width = this.#fit.base.length - this.#firstPart;
    const joint = effect(columns, horizon, this.#fit.base, this.#firstPart, 0, width);
    return { lineAhead, trend, time, columns, parts: joint };
  }

  #cap(): number | undefined {
    const { cap } = this.#settings;
    return cap === undefined ? undefined : cap / this.#design.scale;
  }

  /** Position of the first part's coefficient. */
  get #firstPart(): number {
    return this.#settings.growth === 'flat' ? 1 : 2;
  }

  #join(trend: Float64Array, parts: Float64Array): Float64Array {
    return this.#settings.seasonMode === 'multiply'
      ? trend.map((value, i) => value * (1 + parts[i]))
      : trend.map((value, i) => value + parts[i]);
  }

  #inUnits(values: Float64Array): Float64Array {
    for (let i = 0; i < values.length; i++) values[i] *= this.#design.scale;
    return cutBelow(values, floorOf(this.#series));
  }

  #describe(): string {
    const { growth, seasonMode } = this.#settings;
    const { delta } = this.#fit;
    const changes = delta.reduce((count, change) => count + (change === 0 ? 0 : 1), 0);
    const parts = this.#design.parts.map(({ name }) => name);
    const trend = growth === 'flat' ? 'flat trend' : `${growth} trend, ${changes} changes`;
    const joined =
      parts.length === 0 ? '' : `, ${seasonMode === 'add' ? '+' : '×'} ${parts.join(', ')}`;
    return `Prophet(${trend}${joined})`;
  }

  #parameters(): Record<string, number> {
    const { base, delta, noise } = this.#fit;
    const { scale, stepSpan } = this.#design;
    const units = this.#settings.growth === 'logistic' ? 1 : scale;
    const parameters: Record<string, number> = { level: base[0] * units, sigma: noise * scale };
    if (this.#settings.growth === 'flat') return parameters;
    parameters.slope = (base[1] * units) / stepSpan;
    parameters.lastSlope =
      ((base[1] + delta.reduce((sum, change) => sum + change, 0)) * units) / stepSpan;
    return parameters;
  }
}

/** Mean absolute change of slope, with a hair more so that a trend that never changed may still. */
const meanChange = (delta: Float64Array): number =>
  delta.length === 0 ? 0 : delta.reduce((sum, d) => sum + Math.abs(d), 0) / delta.length + 1e-8;
