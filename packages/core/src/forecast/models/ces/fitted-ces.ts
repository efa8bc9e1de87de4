import { type Dice, normalQuantile } from '../../../maths/index.js';
import type { Component, FittedModel, Likelihood } from '../forecast-model.js';
import { cutBelow, normalQuantiles } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import type { CesFit, CesProblem } from './fit-ces.js';
import { type CesStates, copyStates, createStates, runPass } from './pass.js';

/** Complex exponential smoothing with its weights and states. */
export class FittedCes implements FittedModel {
  readonly description: string;
  readonly fitted: Float64Array;
  readonly parameters: Readonly<Record<string, number>>;
  readonly likelihood: Likelihood;
  private readonly deviation: number;

  constructor(
    series: TimeSeries,
    private readonly problem: CesProblem,
    private readonly fit: CesFit,
    begin: number,
    private readonly floor: number,
  ) {
    const { kind, weights, likelihood, squares } = fit;
    const { unit, observedCount, period } = problem;
    this.likelihood = likelihood;
    this.description = kind === 'none' ? 'CES(none)' : `CES(${kind})[${period}]`;
    this.fitted = new Float64Array(series.values.length).fill(Number.NaN);
    this.fitted.set(
      fit.forecasts.map((forecast) => forecast * unit),
      begin,
    );
    const freedom = Math.max(1, observedCount - likelihood.parameterCount);
    this.deviation = unit * Math.sqrt(squares / freedom);
    const { alpha0, alpha1, beta0, beta1 } = weights;
    this.parameters = {
      alpha0,
      alpha1,
      ...(kind === 'partial' || kind === 'full' ? { beta0 } : {}),
      ...(kind === 'full' ? { beta1 } : {}),
      sigma2: this.deviation ** 2,
    };
  }

  mean(horizon: number): Float64Array {
    return cutBelow(this.point(horizon), this.floor);
  }

  quantiles(horizon: number, probabilities: readonly number[]): Float64Array {
    const effects = this.effects(horizon);
    const deviation = new Float64Array(horizon);
    let sum = 0;
    for (let h = 0; h < horizon; h++) {
      sum += effects[h] ** 2;
      deviation[h] = this.deviation * Math.sqrt(sum);
    }
    return normalQuantiles(this.point(horizon), deviation, probabilities, this.floor);
  }

  paths(horizon: number, pathCount: number, dice: Dice): Float64Array {
    const effects = this.effects(horizon);
    const mean = this.point(horizon);
    const errors = new Float64Array(horizon);
    const paths = new Float64Array(pathCount * horizon);
    for (let k = 0; k < pathCount; k++)
      for (let h = 0; h < horizon; h++) {
        errors[h] = this.deviation * normalQuantile(dice.next() + 2 ** -33);
        let value = mean[h];
        for (let j = 0; j <= h; j++) value += effects[j] * errors[h - j];
        paths[k * horizon + h] = value;
      }
    return cutBelow(paths, this.floor);
  }

  components(horizon: number): readonly Component[] {
    const whole = this.point(horizon);
    const { kind, end } = this.fit;
    if (kind === 'none' || kind === 'simple')
      return [{ name: 'level and trend', kind: 'add', values: whole }];
    const levelOnly = createStates(kind, this.problem.period);
    levelOnly.level.set(end.level);
    levelOnly.potential.set(end.potential);
    const level = this.ahead(levelOnly, horizon);
    return [
      { name: 'level and trend', kind: 'add', values: level },
      {
        name: `season ${this.problem.period}`,
        kind: 'add',
        values: whole.map((value, h) => value - level[h]),
      },
    ];
  }

  private point(horizon: number): Float64Array {
    const states = createStates(this.fit.kind, this.problem.period);
    copyStates(this.fit.end, states);
    return this.ahead(states, horizon);
  }

  /** What the states come to without further errors. */
  private ahead(states: CesStates, horizon: number): Float64Array {
    const { kind, weights } = this.fit;
    const { values, unit } = this.problem;
    const forecasts = new Float64Array(horizon);
    const unseen = new Float64Array(horizon).fill(Number.NaN);
    runPass(kind, weights, states, unseen, values.length, false, forecasts);
    return forecasts.map((forecast) => forecast * unit);
  }

  /** By how much an error of 1 moves the values 0, 1, 2 … steps later: a run from nothing but that error. */
  private effects(horizon: number): Float64Array {
    const { kind, weights } = this.fit;
    const effects = new Float64Array(horizon);
    const impulse = new Float64Array(horizon).fill(Number.NaN);
    if (horizon > 0) impulse[0] = 1;
    runPass(kind, weights, createStates(kind, this.problem.period), impulse, 0, false, effects);
    if (horizon > 0) effects[0] = 1;
    return effects;
  }
}
