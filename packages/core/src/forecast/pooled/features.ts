import type { Candidate } from '../candidates.js';
import type { History } from '../methods/history.js';
import type { ForecastScratch } from '../scratch.js';
import type { StepProfile } from '../steps.js';

/** Features of a series at a step: see `writeFeatures`. */
export const featureCountOf = (candidates: readonly Candidate[], profile: StepProfile): number =>
  candidates.length + profile.lags + 7;

/** A step of less exposure than this shows too little of its rate to be divided by it. */
const LEAST_EXPOSURE = 0.3;
/** Newest values farther than so many scales from the level are taken as so far: one crowd, one typing error. */
const FARTHEST_LAG = 3;
/** Steps after which an item no longer counts as young. */
const YOUNG_STEPS = 12;

/**
 * Writes the features of a series at the close of step t: what each candidate says of the rate, the slope
 * of the trend, the newest rates one by one (none where nothing was observed) and the mean of all, each
 * less the level; and the level itself, plain, for the young, and bent, since high levels turn back more
 * than low ones. Divide by the scale (`writeScales`).
 *
 * @returns the level: the first smoothing's
 */
export function writeFeatures(
  candidates: readonly Candidate[],
  profile: StepProfile,
  history: History,
  scratch: ForecastScratch,
  t: number,
  features: Float64Array,
): number {
  const { tracks } = scratch;
  const { pieces, exposure } = history;
  const level = tracks[0].rate[t];
  const scale = scratch.scales[t];
  const shortest = tracks[profile.smoothing.length - 1].rate[t];
  let k = 0;
  let slope = 0;
  for (let c = 0; c < candidates.length; c++) {
    features[k++] = tracks[c].rate[t] - level;
    if (candidates[c].method === 'theta') slope = tracks[c].slope[t];
  }
  features[k++] = slope * profile.testSteps;
  const farthest = FARTHEST_LAG * scale;
  for (let j = 0; j < profile.lags; j++) {
    const i = t - j;
    const open = i >= 0 ? exposure[i] : 0;
    const distance = open > 0 ? (pieces[i] - level * open) / Math.max(LEAST_EXPOSURE, open) : 0;
    features[k++] = Math.max(-farthest, Math.min(farthest, distance));
  }
  features[k++] = scratch.means[t] - level;
  features[k++] = Math.max(-scale, Math.min(scale, shortest - level));
  features[k++] = level;
  features[k++] = level * Math.min(1, YOUNG_STEPS / (t + 1));
  features[k++] = Math.sqrt(level * scale);
  features[k] = scale;
  return level;
}

/**
 * Writes by step the scale of a series as known then: the geometric mean of its mean rate and of the root
 * mean squared change from step to step. The change alone would let series that hardly move weigh as
 * much as those that do; the rate alone, those that sell next to nothing. Beside it the
 * mean rate.
 */
export function writeScales(history: History, scratch: ForecastScratch): void {
  const { scales, means } = scratch;
  const { length, pieces, exposure } = history;
  let changes = 0;
  let count = 0;
  let last = Number.NaN;
  let sum = 0;
  let mass = 0;
  for (let t = 0; t < length; t++) {
    if (exposure[t] > 0) {
      const rate = pieces[t] / Math.max(LEAST_EXPOSURE, exposure[t]);
      if (!Number.isNaN(last)) {
        changes += (rate - last) ** 2;
        count += 1;
      }
      last = rate;
      sum += pieces[t];
      mass += exposure[t];
    }
    means[t] = mass > 0 ? sum / mass : 0;
    scales[t] = count > 0 && mass > 0 ? Math.sqrt(changes / count) : 0;
  }
}
