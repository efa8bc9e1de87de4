/**
 * How the level of a count model moves. μ_t is the mean of the next count, m_t its season's multiplier:
 *
 *     μ_t = ℓ_t · m_t                                          the mean of y_t
 *     ℓ_{t+1} = target + keep (ℓ_t − target) + gain (y_t − μ_t)
 *
 * keep = 1 is exponential smoothing (a level that wanders); keep < 1 is pulled back to the target, Snyder,
 * Ord & Beaumont's damped dynamics with φ = keep − gain and α = gain; gain = 0 stands still. An unobserved
 * step has no error to learn from.
 *
 * @see Snyder, Ord & Beaumont (2012), "Forecasting the intermittent demand for slow-moving inventories: a
 *   modelling approach", International Journal of Forecasting 28(2), section 3
 */
export interface LevelDynamics {
  readonly start: number;
  readonly target: number;
  /** In [0, 1]. */
  readonly keep: number;
  /** In [0, keep]. */
  readonly gain: number;
}

/** 'still': a constant mean; 'walk': exponential smoothing; 'damped': smoothing that turns back. */
export type DynamicsKind = 'still' | 'walk' | 'damped';

/** A level never falls lower, so that a sale after a long silence is unlikely but not impossible. */
export const LEAST_LEVEL = 1e-9;

/** The level after a count. */
export function nextLevel(
  dynamics: LevelDynamics,
  level: number,
  count: number,
  mean: number,
): number {
  const { target, keep, gain } = dynamics;
  return Math.max(LEAST_LEVEL, target + keep * (level - target) + gain * (count - mean));
}

/** Expected level of each of the next steps; the first is that of the level itself. */
export function expectedLevels(
  dynamics: LevelDynamics,
  level: number,
  horizon: number,
): Float64Array {
  const levels = new Float64Array(horizon);
  let distance = level - dynamics.target;
  for (let h = 0; h < horizon; h++) {
    levels[h] = dynamics.target + distance;
    distance *= dynamics.keep;
  }
  return levels;
}
