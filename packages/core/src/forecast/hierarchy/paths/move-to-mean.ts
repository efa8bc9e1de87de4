/**
 * Moves sample paths to a given mean of each step, in place: values that are never negative are multiplied, so
 * that none becomes so and days without a sale stay such; others, and those that are all 0, are shifted.
 *
 * @param paths paths[k * horizon + h]
 * @param mean  one per step
 * @throws RangeError when the mean has not one finite value per step
 */
export function moveToMean(paths: Float64Array, horizon: number, mean: ArrayLike<number>): void {
  if (mean.length !== horizon)
    throw new RangeError(`${mean.length} means for ${horizon} steps of the paths`);
  const pathCount = paths.length / horizon;
  for (let h = 0; h < horizon; h++) {
    if (!Number.isFinite(mean[h]))
      throw new RangeError(`the mean of step ${h} is ${mean[h]}; it must be finite`);
    let sum = 0;
    let least = 0;
    for (let i = h; i < paths.length; i += horizon) {
      sum += paths[i];
      if (paths[i] < least) least = paths[i];
    }
    const own = sum / pathCount;
    const factor = least === 0 && own > 0 && mean[h] >= 0 ? mean[h] / own : 1;
    const shift = mean[h] - factor * own;
    for (let i = h; i < paths.length; i += horizon) paths[i] = factor * paths[i] + shift;
    // A factor leaves no shift but rounding, which must not push a 0 below itself.
    if (least === 0 && mean[h] >= 0)
      for (let i = h; i < paths.length; i += horizon) if (paths[i] < 0) paths[i] = 0;
  }
}
