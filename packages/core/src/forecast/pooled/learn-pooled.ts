import { choleskyFactor, choleskySolve } from '../../maths/index.js';
import { candidatesOf } from '../candidates.js';
import { readHistory, type SeriesContext } from '../forecast-series.js';
import { ForecastScratch } from '../scratch.js';
import { type ForecastSettings, forecastSettings } from '../settings.js';
import { STEP_PROFILES } from '../steps.js';
import { featureCountOf, writeFeatures, writeScales } from './features.js';
import { bandEndsOf, type PooledRegression } from './pooled-regression.js';

/** A series to learn from. */
export interface PooledSample {
  readonly demand: Float64Array;
  readonly observed: Uint8Array | null;
  readonly context: Omit<SeriesContext, 'pooled' | 'seed'>;
}

/** Most origins of one series, and how many values they need before them. */
const MOST_ORIGINS = 150;
/** Ridge: strength against coefficients, in series' worth of rows. */
const RIDGE = 20;
/** Changes beyond so many scales, times the root of the steps ahead, are cut: one launch must not teach the rest. */
const FARTHEST = 5;

/**
 * Learns the pooled regression of a panel (or of a fair sample of one) from rolling origins of all its
 * series at once. Each series has the same say, however many origins it has.
 *
 * @returns null where no series is long enough
 */
export function learnPooled(
  samples: Iterable<PooledSample>,
  given: Partial<ForecastSettings> = {},
  weight = 0.5,
): PooledRegression | null {
  const settings = forecastSettings(given);
  const { step, horizonDays } = settings;
  const profile = STEP_PROFILES[step];
  const candidates = candidatesOf(step);
  const featureCount = featureCountOf(candidates, profile);
  const bandEnds = bandEndsOf(horizonDays);
  const equations = new NormalEquations(featureCount, bandEnds.length);
  const scratch = new ForecastScratch();
  const features = new Float64Array(featureCount);
  const targets = new Float64Array(bandEnds.length);
  let series = 0;
  for (const { demand, observed, context } of samples) {
    const history = readHistory(demand, observed, { ...context, seed: [] }, settings, scratch);
    const { length, pieces, exposure } = history;
    const oldest = profile.pooledHistory - 1;
    const stride = Math.max(1, profile.originStep - 1);
    const count = Math.min(MOST_ORIGINS, Math.floor((length - 2 - oldest) / stride) + 1);
    if (count < 1) continue;
    for (let c = 0; c < candidates.length; c++) {
      scratch.tracks[c].grow(length);
      candidates[c].track(history, scratch.tracks[c]);
    }
    scratch.growFeatures(featureCount, bandEnds.length);
    writeScales(history, scratch);
    for (let o = 0; o < count; o++) {
      const t = length - 2 - o * stride;
      const scale = scratch.scales[t];
      if (!(scale > 0)) continue;
      const level = writeFeatures(candidates, profile, history, scratch, t, features);
      for (let k = 0; k < featureCount; k++) features[k] /= scale;
      let bands = 0;
      for (let h = 1; bands < bandEnds.length && t + bandEnds[bands] < length; bands++) {
        let sum = 0;
        let mass = 0;
        for (; h <= bandEnds[bands]; h++) {
          sum += exposure[t + h] > 0 ? pieces[t + h] : 0;
          mass += exposure[t + h];
        }
        const change = mass > 0 ? (sum / mass - level) / scale : Number.NaN;
        const farthest = FARTHEST * Math.sqrt(bandEnds[bands]);
        targets[bands] = Math.max(-farthest, Math.min(farthest, change));
      }
      equations.add(features, targets, bands, 1 / count);
    }
    series += 1;
  }
  if (series === 0) return null;
  return { step, bandEnds, coefficients: equations.solve(RIDGE), featureCount, weight };
}

/** Normal equations of the regressions of all bands: the same features, with ever fewer rows for later bands. */
class NormalEquations {
  private readonly gram: Float64Array[];
  private readonly moment: Float64Array[];

  constructor(
    private readonly size: number,
    bands: number,
  ) {
    this.gram = Array.from({ length: bands }, () => new Float64Array(size * size));
    this.moment = Array.from({ length: bands }, () => new Float64Array(size));
  }

  /** Adds a row whose first `bands` targets are known; a NaN among them is left out. */
  add(features: Float64Array, targets: Float64Array, bands: number, weight: number): void {
    if (bands === 0) return;
    const { size } = this;
    for (let b = 0; b < bands; b++) {
      const target = weight * targets[b];
      if (Number.isNaN(target)) continue;
      const moment = this.moment[b];
      for (let k = 0; k < size; k++) moment[k] += target * features[k];
    }
    const gram = this.gram[bands - 1];
    for (let i = 0; i < size; i++) {
      const value = weight * features[i];
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) gram[i * size + j] += value * features[j];
    }
  }

  /** coefficients[band * size + feature] of ridge regression. */
  solve(ridge: number): Float64Array {
    const { size } = this;
    const coefficients = new Float64Array(this.gram.length * size);
    const sum = new Float64Array(size * size);
    for (let b = this.gram.length - 1; b >= 0; b--) {
      for (let i = 0; i < sum.length; i++) sum[i] += this.gram[b][i];
      const factor = sum.slice();
      for (let i = 0; i < size; i++) factor[i * size + i] += ridge;
      const solution = this.moment[b].slice();
      if (!choleskyFactor(factor, size)) continue;
      choleskySolve(factor, size, solution);
      coefficients.set(solution, b * size);
    }
    return coefficients;
  }
}
