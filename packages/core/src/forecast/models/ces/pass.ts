/** Where the season sits: nowhere, in the level itself, in a real part beside it, in a complex one. */
export type CesSeason = 'none' | 'simple' | 'partial' | 'full';

/** α₀ + iα₁ of the level and β₀ + iβ₁ of the season; a partial season has β₀ alone. */
export interface CesWeights {
  alpha0: number;
  alpha1: number;
  beta0: number;
  beta1: number;
}

/**
 * Level and information potential, one each, or with a simple season one for each place in it; and the same
 * of the season, if any. Entry t mod the length belongs to step t.
 */
export interface CesStates {
  readonly level: Float64Array;
  readonly potential: Float64Array;
  readonly season: Float64Array;
  readonly seasonPotential: Float64Array;
}

export function createStates(kind: CesSeason, period: number): CesStates {
  const own = kind === 'simple' ? period : 1;
  const seasons = kind === 'partial' || kind === 'full' ? period : 0;
  return {
    level: new Float64Array(own),
    potential: new Float64Array(own),
    season: new Float64Array(seasons),
    seasonPotential: new Float64Array(kind === 'full' ? period : 0),
  };
}

export function copyStates(from: CesStates, to: CesStates): void {
  to.level.set(from.level);
  to.potential.set(from.potential);
  to.season.set(from.season);
  to.seasonPotential.set(from.seasonPotential);
}

/**
 * Runs complex exponential smoothing over values, forward or backward, and leaves the states at the other
 * end. With l and c one step (for a simple season: one season) ago, and e = y − forecast, 0 where y is not
 * observed:
 *
 *     forecast = l + s
 *     l' = l − (1 − α₁) c + (α₀ − α₁) e      s' = s + β₀ e                          (partial)
 *     c' = l + (1 − α₀) c + (α₀ + α₁) e      s', k' as l', c' with β, one season ago  (full)
 *
 * @param origin    step of the first value, which its place in the season follows from
 * @param forecasts filled, one per value
 * @returns Σ e²
 * @see Svetunkov, Kourentzes & Ord (2022), "Complex exponential smoothing", Naval Research Logistics 69(8)
 */
export function runPass(
  kind: CesSeason,
  weights: CesWeights,
  states: CesStates,
  values: Float64Array,
  origin: number,
  backward: boolean,
  forecasts: Float64Array,
): number {
  const { level, potential, season, seasonPotential } = states;
  const { alpha0, alpha1, beta0, beta1 } = weights;
  const own = level.length;
  const period = Math.max(1, season.length);
  const seasonal = kind === 'partial' || kind === 'full';
  const full = kind === 'full';
  const step = backward ? -1 : 1;
  let t = backward ? values.length - 1 : 0;
  let at = (origin + t) % own;
  let place = (origin + t) % period;
  let squares = 0;
  for (let k = 0; k < values.length; k++) {
    const l = level[at];
    const c = potential[at];
    const s = seasonal ? season[place] : 0;
    const forecast = l + s;
    const error = Number.isNaN(values[t]) ? 0 : values[t] - forecast;
    forecasts[t] = forecast;
    squares += error * error;
    level[at] = l - (1 - alpha1) * c + (alpha0 - alpha1) * error;
    potential[at] = l + (1 - alpha0) * c + (alpha0 + alpha1) * error;
    if (full) {
      const p = seasonPotential[place];
      season[place] = s - (1 - beta1) * p + (beta0 - beta1) * error;
      seasonPotential[place] = s + (1 - beta0) * p + (beta0 + beta1) * error;
    } else if (seasonal) season[place] = s + beta0 * error;
    t += step;
    at += step;
    if (at === own) at = 0;
    else if (at < 0) at = own - 1;
    place += step;
    if (place === period) place = 0;
    else if (place < 0) place = period - 1;
  }
  return squares;
}
