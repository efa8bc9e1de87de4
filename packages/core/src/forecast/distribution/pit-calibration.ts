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
  /**
   * G at the edges of n cells of each band: the share of PITs that lay below. Strictly ascending from 0 to 1.
   * Edge i lies at (1 − cos(πi/n))/2, so that cells are narrow where tails are told apart.
   */
  readonly shares: readonly (readonly number[])[];
}

export interface PitTallySettings {
  /** Last step of each band, ascending, whole, at least 1. Default [1, 3, 7, 14, 28]. */
  readonly bandEnds: readonly number[];
  /** Cells that PITs are sorted into; whole, 10 to 500; default 200. */
  readonly cells: number;
  /**
   * Made-up uniform PITs that a band starts with: with few values seen, little is changed. > 0; default 100.
   */
  readonly priorCount: number;
}

/**
 * Collects the PITs of past forecasts. Of a count that was forecast with probability P(Y < y) = below and
 * P(Y <= y) = upTo it is known only that its PIT lies between the two, so G is estimated from intervals: it
 * is the distribution that gives what happened the greatest likelihood, ∏ (G(upTo) − G(below)), with some
 * uniform PITs beside it. At that G the randomised PITs of the recalibrated past are exactly uniform.
 *
 * @see Czado, Gneiting & Held (2009), "Predictive model assessment for count data", Biometrics 65(4)
 * @see Turnbull (1976), "The empirical distribution function with arbitrarily grouped, censored and
 *   truncated data", JRSS B 38(3), for the likeliest distribution of intervals
 * @see Kuleshov, Fenner & Ermon (2018), "Accurate uncertainties for deep learning using calibrated
 *   regression", ICML, for recalibration by past PITs
 */
export class PitTally {
  readonly #bandEnds: readonly number[];
  readonly #priorCount: number;
  readonly #cells: number;
  /** Of each band, how many intervals went from edge i to edge j: [i * (cells + 1) + j]. */
  readonly #intervals: Float64Array[];
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
    if (!(Number.isInteger(cells) && cells >= 10 && cells <= 500))
      throw new RangeError(`cells is ${cells}; it must be whole, 10 to 500`);
    if (!(priorCount > 0 && priorCount < Infinity))
      throw new RangeError(`priorCount is ${priorCount}; it must be positive and finite`);
    this.#bandEnds = bandEnds;
    this.#cells = cells;
    this.#priorCount = priorCount;
    this.#intervals = bandEnds.map(() => new Float64Array((cells + 1) ** 2));
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
    let from = Math.round(placeOf(below, cells));
    let to = Math.round(placeOf(upTo, cells));
    if (to <= from) {
      from = Math.min(cells - 1, Math.floor(placeOf((below + upTo) / 2, cells)));
      to = from + 1;
    }
    this.#intervals[band][from * (cells + 1) + to] += 1;
    this.#counts[band] += 1;
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
    for (let b = 0; b < this.#intervals.length; b++) {
      this.#counts[b] += other.#counts[b];
      for (let i = 0; i < this.#intervals[b].length; i++)
        this.#intervals[b][i] += other.#intervals[b][i];
    }
  }

  /** What has been learned so far. */
  calibration(): PitCalibration {
    return {
      bandEnds: [...this.#bandEnds],
      counts: [...this.#counts],
      shares: this.#intervals.map((intervals, b) =>
        likeliestShares(intervals, this.#cells, this.#counts[b], this.#priorCount),
      ),
    };
  }
}

/** Where edge i of n cells lies. */
const edgeAt = (i: number, cells: number): number => (1 - Math.cos((Math.PI * i) / cells)) / 2;

/** The inverse of edgeAt, with fractions; u outside [0, 1] is taken as its end. */
const placeOf = (u: number, cells: number): number =>
  (Math.acos(1 - 2 * Math.min(1, Math.max(0, u))) / Math.PI) * cells;

/** Steps of the search for the likeliest distribution; further ones only make it rough. */
const STEPS = 20;

/**
 * G at the edges of the cells by expectation and maximisation: each interval is shared out over its cells in
 * proportion to what they hold, and the cells take what they were given.
 */
function likeliestShares(
  intervals: Float64Array,
  cells: number,
  count: number,
  priorCount: number,
): number[] {
  const edges = cells + 1;
  const shares = Array.from({ length: edges }, (_, i) => edgeAt(i, cells));
  shares[cells] = 1;
  if (count === 0) return shares;
  const claims = new Float64Array(edges);
  for (let step = 0; step < STEPS; step++) {
    // claims[i] becomes the sum of 1/mass over the intervals that begin at edge i, less those that end there.
    claims.fill(0);
    for (let from = 0; from < cells; from++)
      for (let to = from + 1; to < edges; to++) {
        const number = intervals[from * edges + to];
        if (number === 0) continue;
        const claim = number / (shares[to] - shares[from]);
        claims[from] += claim;
        claims[to] -= claim;
      }
    let claimed = 0;
    let lower = 0;
    let sum = 0;
    for (let cell = 0; cell < cells; cell++) {
      claimed += claims[cell];
      const held = shares[cell + 1] - lower;
      lower = shares[cell + 1];
      sum += held * claimed + priorCount * (edgeAt(cell + 1, cells) - edgeAt(cell, cells));
      shares[cell + 1] = sum / (count + priorCount);
    }
    shares[cells] = 1;
  }
  return shares;
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
  const cells = shares.length - 1;
  const cell = Math.min(cells - 1, Math.floor(placeOf(u, cells)));
  const low = edgeAt(cell, cells);
  const within = (u - low) / (edgeAt(cell + 1, cells) - low);
  return shares[cell] + within * (shares[cell + 1] - shares[cell]);
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
  const edge = edgeAt(low, shares.length - 1);
  return edge + within * (edgeAt(high, shares.length - 1) - edge);
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
  const sorted = sortedSteps(paths, horizon);
  const marks = calibratedMarks(calibration, sorted, horizon, paths.every(Number.isInteger));
  return remarkPaths(paths, horizon, sorted, marks);
}

/**
 * The values that calibrated paths have at each step, ascending: marks[h * pathCount + r].
 *
 * @param sorted of the paths, see sortedSteps
 * @param whole  whether the values are whole and shall stay so
 */
export function calibratedMarks(
  calibration: PitCalibration,
  sorted: Float64Array,
  horizon: number,
  whole: boolean,
): Float64Array {
  const pathCount = horizon > 0 ? sorted.length / horizon : 0;
  const marks = new Float64Array(sorted.length);
  const levels = new Float64Array(pathCount);
  const tails = new Float64Array(pathCount);
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
  return marks;
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
