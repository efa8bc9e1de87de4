import { type Dice, quantileOfSamples } from '../../../maths/index.js';
import type { FittedModel } from '../forecast-model.js';
import { floorOf } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import type { Demands } from './demands.js';

/** Weight of the newest demand when sizes are drawn: the last forty or so have a say. */
const SIZE_MEMORY = 0.05;

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
 * whole in the history is whole in the forecast. Steps are independent of each other.
 *
 * @see Willemain, Smart & Schwarz (2004), "A new approach to forecasting intermittent demand for service parts
 *   inventories", IJF 20, on resampled sizes
 */
export class FittedIntermittent implements FittedModel {
  readonly description: string;
  readonly parameters: Readonly<Record<string, number>>;
  private inSample: Float64Array | null = null;
  private readonly rate: number;
  /** Demands expected in one step. */
  private readonly arrivals: number;
  /** Ascending, with the probability of each or less. */
  private readonly sizes: Float64Array;
  private readonly cumulated: Float64Array;

  constructor(
    private readonly series: TimeSeries,
    private readonly demands: Demands,
    private readonly fit: IntermittentFit,
  ) {
    this.description = fit.description;
    this.parameters = { ...fit.parameters, rate: fit.rate };
    this.rate = Math.max(floorOf(series), fit.rate);
    const { sizes, cumulated, mean } = sizeDistribution(demands.sizes);
    this.sizes = sizes;
    this.cumulated = cumulated;
    this.arrivals = mean > 0 ? this.rate / mean : 0;
  }

  /** Worked out when first asked for: a forecast does not need it. */
  get fitted(): Float64Array {
    if (this.inSample !== null) return this.inSample;
    const { history, steps, intervals } = this.demands;
    const rates = this.fit.rates();
    const fitted = new Float64Array(this.series.values.length).fill(Number.NaN);
    // Before the first demand, nothing was known.
    const firstDemand = intervals.length > 0 ? intervals[0] - 1 : history.length;
    for (let i = firstDemand + 1; i < history.length; i++) fitted[steps[i]] = rates[i - 1];
    this.inSample = fitted;
    return fitted;
  }

  mean(horizon: number): Float64Array {
    return new Float64Array(horizon).fill(this.rate);
  }

  quantiles(horizon: number, probabilities: readonly number[], dice: Dice): Float64Array {
    const quantiles = new Float64Array(probabilities.length * horizon);
    const draws =
      this.arrivals > 1
        ? Float64Array.from({ length: STEP_DRAWS }, () => this.draw(dice)).sort()
        : null;
    for (const [p, probability] of probabilities.entries()) {
      const step =
        draws === null ? this.stepQuantile(probability) : quantileOfSamples(draws, probability);
      quantiles.fill(step, p * horizon, (p + 1) * horizon);
    }
    return quantiles;
  }

  paths(horizon: number, pathCount: number, dice: Dice): Float64Array {
    const paths = new Float64Array(pathCount * horizon);
    for (let i = 0; i < paths.length; i++) paths[i] = this.draw(dice);
    return paths;
  }

  /** The least demand that at least a share of the steps stay within, at most one demand a step. */
  private stepQuantile(probability: number): number {
    const share = (probability - (1 - this.arrivals)) / this.arrivals;
    return share > 1e-12 ? this.sizes[this.indexOf(share - 1e-12)] : 0;
  }

  private draw(dice: Dice): number {
    let total = 0;
    for (let left = this.arrivals; left > 0; left -= 1)
      if (left >= 1 || dice.next() < left) total += this.sizes[this.indexOf(dice.next())];
    return total;
  }

  /** First size whose cumulated probability exceeds u. */
  private indexOf(u: number): number {
    const { cumulated } = this;
    let low = 0;
    let high = cumulated.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulated[middle] > u) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Sizes ascending, weighted by their age as smoothing with `SIZE_MEMORY` weights them. */
function sizeDistribution(sizes: Float64Array) {
  const order = Uint32Array.from(sizes, (_, i) => i).sort((a, b) => sizes[a] - sizes[b]);
  const ascending = new Float64Array(sizes.length);
  const cumulated = new Float64Array(sizes.length);
  let total = 0;
  let mean = 0;
  for (let i = 0; i < order.length; i++) {
    const age = sizes.length - 1 - order[i];
    const newest = order[i] === 0 ? 1 : SIZE_MEMORY;
    const weight = newest * (1 - SIZE_MEMORY) ** age;
    ascending[i] = sizes[order[i]];
    total += weight;
    mean += weight * ascending[i];
    cumulated[i] = total;
  }
  return { sizes: ascending, cumulated, mean };
}
