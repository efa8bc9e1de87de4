import { type Dice, quantileOfSorted } from '../../../maths/index.js';
import type { FittedModel } from '../forecast-model.js';
import { floorOf } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import type { Demands } from './demands.js';
import { StepDistribution } from './step-distribution.js';

/** Draws of one step that quantiles are read off where there may be several demands in it. */
const STEP_DRAWS = 2000;

export interface IntermittentFit {
  readonly description: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Expected demand per step from now on. */
  readonly rate: number;
  /** Forecast at the close of each observed step, of the next one. NaN where there is none yet. */
  readonly rates: () => Float64Array;
}

/**
 * A flat forecast of rare demands and what may come of it: in each step demands come with a probability
 * that makes the rate right, and each has the size of one that was seen, newer ones more likely. So what is
 * whole in the history is whole in the forecast.
 *
 * @see Willemain, Smart & Schwarz (2004), "A new approach to forecasting intermittent demand for service parts
 *   inventories", IJF 20, on resampled sizes
 */
export class FittedIntermittent implements FittedModel {
  readonly description: string;
  readonly parameters: Readonly<Record<string, number>>;
  private readonly rate: number;
  // Worked out when first asked for: a mean forecast needs neither.
  private inSample: Float64Array | null = null;
  private drawn: StepDistribution | null = null;

  constructor(
    private readonly series: TimeSeries,
    private readonly demands: Demands,
    private readonly fit: IntermittentFit,
  ) {
    this.description = fit.description;
    this.parameters = { ...fit.parameters, rate: fit.rate };
    this.rate = Math.max(floorOf(series), fit.rate);
  }

  get fitted(): Float64Array {
    if (this.inSample !== null) return this.inSample;
    const { history, steps, first } = this.demands;
    const rates = this.fit.rates();
    const fitted = new Float64Array(this.series.values.length).fill(Number.NaN);
    // Until the first demand, nothing was known.
    if (first >= 0)
      for (let i = first + 1; i < history.length; i++) fitted[steps?.[i] ?? i] = rates[i - 1];
    this.inSample = fitted;
    return fitted;
  }

  mean(horizon: number): Float64Array {
    return new Float64Array(horizon).fill(this.rate);
  }

  quantiles(horizon: number, probabilities: readonly number[], dice: Dice): Float64Array {
    const step = this.distribution();
    const quantiles = new Float64Array(probabilities.length * horizon);
    const draws =
      step.arrivals > 1
        ? Float64Array.from({ length: STEP_DRAWS }, () => step.draw(dice)).sort()
        : null;
    for (const [p, probability] of probabilities.entries()) {
      const value =
        draws === null ? step.quantile(probability) : quantileOfSorted(draws, probability);
      quantiles.fill(value, p * horizon, (p + 1) * horizon);
    }
    return quantiles;
  }

  paths(horizon: number, pathCount: number, dice: Dice): Float64Array {
    const step = this.distribution();
    const paths = new Float64Array(pathCount * horizon);
    for (let k = 0; k < pathCount; k++)
      step.drawPath(dice, paths.subarray(k * horizon, (k + 1) * horizon));
    return paths;
  }

  private distribution(): StepDistribution {
    this.drawn ??= new StepDistribution(this.demands.sizes, this.rate);
    return this.drawn;
  }
}
