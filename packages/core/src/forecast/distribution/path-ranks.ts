/** Counts up to this are sorted by counting them, in a tenth of the time. */
const MOST_COUNTED = 255;

/** Sample paths in either width. */
export type PathValues = Float32Array | Float64Array;

/** The values of each step, ascending: sorted[h * pathCount + r]. @param paths [k * horizon + h] */
export function sortedSteps(paths: PathValues, horizon: number): Float64Array {
  const pathCount = horizon > 0 ? paths.length / horizon : 0;
  const sorted = new Float64Array(paths.length);
  const counts = new Int32Array(MOST_COUNTED + 1);
  for (let h = 0; h < horizon; h++) {
    const step = sorted.subarray(h * pathCount, (h + 1) * pathCount);
    let greatest = 0;
    let countable = true;
    for (let k = 0; k < pathCount; k++) {
      const value = paths[k * horizon + h];
      step[k] = value;
      if (value > greatest) greatest = value;
      if ((value | 0) !== value || value < 0) countable = false;
    }
    if (countable && greatest <= MOST_COUNTED) sortCounts(step, greatest, counts);
    else step.sort();
  }
  return sorted;
}

function sortCounts(values: Float64Array, greatest: number, counts: Int32Array): void {
  counts.fill(0, 0, greatest + 1);
  for (let k = 0; k < values.length; k++) counts[values[k]] += 1;
  let at = 0;
  for (let value = 0; value <= greatest; value++) {
    const until = at + counts[value];
    values.fill(value, at, until);
    at = until;
  }
}

/**
 * Gives paths new values step by step and keeps their order at each step: the path that was r-th at a step
 * receives the r-th of the new values. Equal values are ordered by the total of their paths, so that of
 * several paths without a sale today those that sell more later come last, and correlation is kept.
 *
 * @param paths  [k * horizon + h]
 * @param sorted of the paths, see sortedSteps
 * @param marks  the new values, marks[h * pathCount + r], ascending in r
 * @see Clark, Gangopadhyay, Hay, Rajagopalan & Wilby (2004), "The Schaake shuffle: a method for
 *   reconstructing space-time variability in forecasted precipitation and temperature fields", Journal of
 *   Hydrometeorology 5(1)
 */
export function remarkPaths(
  paths: PathValues,
  horizon: number,
  sorted: Float64Array,
  marks: Float64Array,
): Float64Array {
  const pathCount = horizon > 0 ? paths.length / horizon : 0;
  const byTotal = orderByTotal(paths, horizon);
  const remarked = new Float64Array(paths.length);
  const taken = new Uint32Array(pathCount);
  for (let h = 0; h < horizon; h++) {
    const at = h * pathCount;
    taken.fill(0);
    for (let i = 0; i < pathCount; i++) {
      const path = byTotal[i] * horizon + h;
      const first = firstAtLeast(sorted, at, pathCount, paths[path]);
      remarked[path] = marks[at + first + taken[first]];
      taken[first] += 1;
    }
  }
  return remarked;
}

function orderByTotal(paths: PathValues, horizon: number): Uint32Array {
  const pathCount = horizon > 0 ? paths.length / horizon : 0;
  const totals = new Float64Array(pathCount);
  for (let k = 0; k < pathCount; k++)
    for (let h = 0; h < horizon; h++) totals[k] += paths[k * horizon + h];
  return Uint32Array.from(totals, (_, k) => k).sort((a, b) => totals[a] - totals[b]);
}

/** Place, counted from `from`, of the first of `count` ascending values that is at least `value`. */
function firstAtLeast(ascending: Float64Array, from: number, count: number, value: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[from + middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
