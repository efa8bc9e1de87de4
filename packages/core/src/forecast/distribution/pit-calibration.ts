import { requireProbability } from '../../maths/index.js';
import { remarkPaths, sortedSteps } from './path-ranks.js';

/**
 * What past forecasts of a panel teach about the next: for each band of steps ahead, the distribution of
 * their PITs (probability integral transforms: the probability that a forecast gave to "at most what then
 * happened"). Honest forecasts have uniform PITs, G(u) = u. Plain data: it can be stored as it is.
 */
export interface PitCalibration {
  /** Last step of each band, ascending, the first step ahead being 1; later steps belong to the last band. */
  readonly bandEnds: readonly number[];
  /** Values that each band has learned from. */
  readonly counts: readonly number[];
  /** G at 0, 1/n, 2/n … 1 of each band: the share of PITs that lay below. Strictly ascending from 0 to 1. */
  readonly shares: readonly (readonly number[])[];
}

export interface PitTallySettings {
  /** Last step of each band, ascending, whole, at least 1. Default [1, 3, 7, 14, 28]. */
  readonly bandEnds: readonly number[];
  /** Cells that PITs are sorted into; whole, 10 to 10,000; default 200. */
  readonly cells: number;
  /**
   * Made-up uniform PITs that a band starts with: with few values seen, little is changed. > 0; default 100.
   */
  readonly priorCount: number;
}

/**
 * Collects the PITs of past forecasts. A count that was forecast with probability P(Y < y) = below and
 * P(Y <= y) = upTo adds the whole stretch between the two, which is the expectation of a PIT randomised
 * between them, without its noise.
 *
 * @see Czado, Gneiting & Held (2009), "Predictive model assessment for count data", Biometrics 65(4)
 * @see Kuleshov, Fenner & Ermon (2018), "Accurate uncertainties for deep learning using calibrated
 *   regression", ICML, for recalibration by past PITs
 */
export class PitTally {
  readonly #bandEnds: readonly number[];
  readonly #priorCount: number;
  readonly #cells: number;
  /** Of each band and cell, the number of PITs. */
  readonly #weights: Float64Array[];
  readonly #counts: Float64Array;

  /** @throws RangeError where a setting leaves its range */
  constructor(given: Partial<PitTallySettings> = {}) {
    const settings = { bandEnds: [1, 3, 7, 14, 28], cells: 200, priorCount: 100, ...given };
    const { bandEnds, cells, priorCount } = settings;
    if (
      bandEnds.length === 0 ||
      !bandEnds.every((end, b) => Number.isInteger(end) && end > (bandEnds[b - 1] ?? 0))
    )
      throw new RangeError(`bandEnds are ${bandEnds}; they must be whole, ascending, from 1 on`);
    if (!(Number.isInteger(cells) && cells >= 10 && cells <= 10_000))
      throw new RangeError(`cells is ${cells}; it must be whole, 10 to 10,000`);
    if (!(priorCount > 0 && priorCount < Infinity))
      throw new RangeError(`priorCount is ${priorCount}; it must be positive and finite`);
    this.#bandEnds = bandEnds;
    this.#cells = cells;
    this.#priorCount = priorCount;
    this.#weights = bandEnds.map(() => new Float64Array(cells));
    this.#counts = new Float64Array(bandEnds.length);
  }

  /**
   * Adds what happened `step` steps ahead (1 = the first) of a forecast.
   *
   * @param below P(Y < y)
   * @param upTo  P(Y <= y); equal to `below` where the forecast has a density
   */
  add(step: number, below: number, upTo: number): void {
    const cells = this.#cells;
    const band = bandOf(this.#bandEnds, step);
    const weights = this.#weights[band];
    this.#counts[band] += 1;
    const from = Math.min(1, Math.max(0, below)) * cells;
    const to = Math.min(1, Math.max(0, upTo)) * cells;
    const first = Math.min(cells - 1, Math.floor(from));
    if (to - from < 1e-9) {
      weights[first] += 1;
      return;
    }
    const density = 1 / (to - from);
    for (let cell = first; cell < to && cell < cells; cell++)
      weights[cell] += density * (Math.min(to, cell + 1) - Math.max(from, cell));
  }

  /**
   * Adds what happened against sample paths' values of that step. Among K samples and what happened each
   * rank is equally likely, so the samples cut [0, 1] into K + 1 stretches.
   *
   * @see Hamill (2001), "Interpretation of rank histograms for verifying ensemble forecasts"
   */
  addSamples(step: number, actual: number, samples: ArrayLike<number>): void {
    let below = 0;
    let equal = 0;
    for (let k = 0; k < samples.length; k++) {
      if (samples[k] < actual) below += 1;
      else if (samples[k] === actual) equal += 1;
    }
    const stretches = samples.length + 1;
    this.add(step, below / stretches, (below + equal + 1) / stretches);
  }

  /** Adds all that another tally of the same bands and cells has collected. @throws RangeError if they differ */
  merge(other: PitTally): void {
    if (
      other.#cells !== this.#cells ||
      other.#bandEnds.length !== this.#bandEnds.length ||
      !other.#bandEnds.every((end, b) => end === this.#bandEnds[b])
    )
      throw new RangeError('tallies of different bands or cells cannot be merged');
    for (let b = 0; b < this.#weights.length; b++) {
      this.#counts[b] += other.#counts[b];
      for (let cell = 0; cell < this.#cells; cell++)
        this.#weights[b][cell] += other.#weights[b][cell];
    }
  }

  /** What has been learned so far. */
  calibration(): PitCalibration {
    const prior = this.#priorCount;
    const shares = this.#weights.map((weights, b) => {
      const all = this.#counts[b] + prior;
      const band = [0];
      let sum = 0;
      for (let cell = 0; cell < this.#cells; cell++) {
        sum += weights[cell] + prior / this.#cells;
        band.push(sum / all);
      }
      band[this.#cells] = 1;
      return band;
    });
    return { bandEnds: [...this.#bandEnds], counts: [...this.#counts], shares };
  }
}

/** The band of a step ahead, the first step being 1. */
function bandOf(bandEnds: readonly number[], step: number): number {
  let band = 0;
  while (band < bandEnds.length - 1 && step > bandEnds[band]) band += 1;
  return band;
}

/**
 * The calibrated PIT of a PIT: u' = G(u), between its knots by a straight line.
 *
 * @param step steps ahead, the first being 1
 * @throws RangeError unless 0 <= u <= 1
 */
export function calibratedPit(calibration: PitCalibration, step: number, u: number): number {
  requireProbability('u', u);
  const shares = calibration.shares[bandOf(calibration.bandEnds, step)];
  const place = u * (shares.length - 1);
  const cell = Math.min(shares.length - 2, Math.floor(place));
  return shares[cell] + (place - cell) * (shares[cell + 1] - shares[cell]);
}

/**
 * The level at which the forecast itself must be read for its calibrated quantile: G⁻¹(τ). If only 90 % of
 * what happened lay below the forecasts' 95 % quantiles, the calibrated 90 % quantile is read at 95 %.
 *
 * @param step steps ahead, the first being 1
 * @throws RangeError unless 0 <= probability <= 1
 */
export function calibratedLevel(
  calibration: PitCalibration,
  step: number,
  probability: number,
): number {
  requireProbability('probability', probability);
  const shares = calibration.shares[bandOf(calibration.bandEnds, step)];
  let low = 0;
  let high = shares.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (shares[middle] <= probability) low = middle;
    else high = middle;
  }
  const within = (probability - shares[low]) / (shares[high] - shares[low]);
  return (low + within) / (shares.length - 1);
}

/**
 * Sample paths with calibrated steps: the path that is r-th of K at a step receives the value at the
 * calibrated level of (r + ½)/K. Paths keep their order at each step, and so their correlation; whole
 * values stay whole. Where the level lies beyond all samples, they are continued upwards by an exponential
 * tail; they are not continued downwards.
 *
 * @param paths [k * horizon + h]
 */
export function calibratePaths(
  calibration: PitCalibration,
  paths: Float64Array,
  horizon: number,
): Float64Array {
  const pathCount = horizon > 0 ? paths.length / horizon : 0;
  const sorted = sortedSteps(paths, horizon);
  const marks = new Float64Array(paths.length);
  const levels = new Float64Array(pathCount);
  const tails = new Float64Array(pathCount);
  const whole = paths.every(Number.isInteger);
  let band = -1;
  for (let h = 0; h < horizon; h++) {
    if (bandOf(calibration.bandEnds, h + 1) !== band) {
      band = bandOf(calibration.bandEnds, h + 1);
      levelsOfRanks(calibration, h + 1, levels, tails);
    }
    const at = h * pathCount;
    const step = sorted.subarray(at, at + pathCount);
    const scale = meanExcess(step);
    for (let r = 0; r < pathCount; r++) {
      const rank = Math.round(levels[r] * (pathCount + 1)) - 1;
      const beyond = scale * tails[r];
      // The least whole number whose tail is thin enough; a tenth of a piece is no piece.
      const more = whole ? Math.ceil(beyond - 0.1) : beyond;
      marks[at + r] = step[Math.max(0, Math.min(pathCount - 1, rank))] + more;
    }
  }
  return remarkPaths(paths, horizon, sorted, marks);
}

/**
 * Level at which each rank is read, and how many mean excesses beyond the last sample it lies.
 *
 * Honest samples are exceeded with probability 1/(K + 1). Where a share p of what happened exceeded them
 * all, P(Y > last + x) = p exp(−x/scale) continues them, as far as p is above what is honest.
 */
function levelsOfRanks(
  calibration: PitCalibration,
  step: number,
  levels: Float64Array,
  tails: Float64Array,
): void {
  const count = levels.length;
  const exceeded = 1 - calibratedPit(calibration, step, count / (count + 1));
  const undue = Math.max(0, 1 - 1 / ((count + 1) * exceeded));
  for (let r = 0; r < count; r++) {
    const probability = (r + 0.5) / count;
    levels[r] = calibratedLevel(calibration, step, probability);
    tails[r] = undue * Math.max(0, Math.log(exceeded / (1 - probability)));
  }
}

/** Share of the samples that tells how thick the tail is. */
const TAIL_SHARE = 0.1;

/** Mean distance of the upper samples from the least of them. */
function meanExcess(ascending: Float64Array): number {
  const first = Math.floor(ascending.length * (1 - TAIL_SHARE));
  let excess = 0;
  for (let r = first; r < ascending.length; r++) excess += ascending[r] - ascending[first];
  return excess / (ascending.length - first);
}
