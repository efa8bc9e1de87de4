import type { Dice } from '../../../maths/index.js';
import type { Component, FittedModel, Likelihood } from '../forecast-model.js';
import { cutBelow, normalQuantiles, quantilesOfPaths } from '../spread.js';
import { type EndStates, growthArrived, pointAhead, seasonAhead, varianceAhead } from './ahead.js';
import { finishFit } from './finish-fit.js';
import type { EtsFit } from './fit-form.js';
import { formName } from './form.js';
import type { EtsProblem } from './problem.js';
import type { EtsSettings } from './settings.js';
import { bootstrapErrors, normalErrors, simulate } from './simulate.js';

/** Paths that quantiles are read off where there is no formula. */
const PATH_COUNT = 4000;

/** A chosen form of exponential smoothing with its weights and states, in the series' own unit. */
export class FittedEts implements FittedModel {
  readonly description: string;
  readonly fitted: Float64Array;
  readonly parameters: Readonly<Record<string, number>>;
  readonly likelihood: Likelihood;
  private readonly end: EndStates;
  private readonly errors: Float64Array;
  private readonly variance: number;

  /**
   * @param begin  step of the series at which the problem's values begin
   * @param length steps of the series
   * @param remark put behind the description, perhaps empty
   */
  constructor(
    problem: EtsProblem,
    private readonly fit: EtsFit,
    private readonly pathErrors: EtsSettings['pathErrors'],
    private readonly floor: number,
    begin: number,
    length: number,
    remark: string,
  ) {
    const { form, weights, likelihood } = fit;
    const finished = finishFit(fit, problem);
    this.likelihood = likelihood;
    this.end = finished.end;
    this.errors = finished.errors;
    let squares = 0;
    for (const error of this.errors) squares += error * error;
    this.variance = squares / Math.max(1, this.errors.length - likelihood.parameterCount + 1);
    this.description = formName(form) + remark;
    this.fitted = new Float64Array(length).fill(Number.NaN);
    this.fitted.set(finished.forecasts, begin);
    const parameters: Record<string, number> = { alpha: weights.alpha };
    if (form.trend !== 'N') parameters.beta = weights.beta;
    if (form.season !== 'N') parameters.gamma = weights.gamma;
    if (form.damped) parameters.phi = weights.phi;
    parameters.l0 = finished.start.level;
    if (form.trend !== 'N') parameters.b0 = finished.start.growth;
    // As R writes them: s0 is the newest season before the first value.
    finished.start.ring.forEach((season, j) => {
      parameters[`s${finished.start.ring.length - 1 - j}`] = season;
    });
    parameters.sigma2 = this.variance;
    this.parameters = parameters;
  }

  mean(horizon: number): Float64Array {
    return cutBelow(this.point(horizon), this.floor);
  }

  quantiles(horizon: number, probabilities: readonly number[], dice: Dice): Float64Array {
    const { form, weights } = this.fit;
    if (form.trend === 'M')
      return quantilesOfPaths(this.paths(horizon, PATH_COUNT, dice), horizon, probabilities);
    const variance = varianceAhead(form, weights, this.variance, this.end, horizon);
    return normalQuantiles(this.point(horizon), variance.map(Math.sqrt), probabilities, this.floor);
  }

  paths(horizon: number, pathCount: number, dice: Dice): Float64Array {
    const { form, weights } = this.fit;
    const source =
      this.pathErrors === 'bootstrap'
        ? bootstrapErrors(this.errors)
        : normalErrors(Math.sqrt(this.variance));
    const paths = simulate(form, weights, this.end, source, horizon, pathCount, dice);
    return cutBelow(paths, this.floor);
  }

  components(horizon: number): readonly Component[] {
    const { form, weights } = this.fit;
    const { level, growth } = this.end;
    const parts: Component[] = [
      { name: 'level', kind: 'add', values: new Float64Array(horizon).fill(level) },
    ];
    if (form.trend !== 'N')
      parts.push({
        name: 'trend',
        kind: form.trend === 'M' ? 'multiply' : 'add',
        values: growthArrived(form, weights.phi, horizon).map((share) =>
          form.trend === 'M' ? growth ** share : share * growth,
        ),
      });
    if (form.season !== 'N')
      parts.push({
        name: `season ${this.end.ring.length}`,
        kind: form.season === 'M' ? 'multiply' : 'add',
        values: seasonAhead(form, this.end, horizon),
      });
    return parts;
  }

  private point(horizon: number): Float64Array {
    return pointAhead(this.fit.form, this.fit.weights.phi, this.end, horizon);
  }
}
