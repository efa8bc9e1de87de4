/** How far and how long a search goes. Ranges are checked once per search. */
export interface NelderMeadSettings {
  /** Least value of each coordinate; default: none. */
  readonly lower?: ArrayLike<number>;
  /** Greatest value of each coordinate; default: none. */
  readonly upper?: ArrayLike<number>;
  /** First step along each coordinate, not 0. Default: 5 % of the start, 0.00025 where it is 0. */
  readonly steps?: ArrayLike<number>;
  /** The search ends when worst − best of the simplex is at most absolute + relative · |best|. >= 0; default 1e-10. */
  readonly absoluteTolerance?: number;
  /** See `absoluteTolerance`. >= 0; default 1e-10. */
  readonly relativeTolerance?: number;
  /**
   * The simplex must also reach no further from its best point than this times max(1, |coordinate|), so
   * that points of equal value on both sides of a minimum do not end the search. > 0; default 1e-4.
   */
  readonly pointTolerance?: number;
  /** The search ends after the step that reaches this many evaluations. Whole, >= 1; default 200 per coordinate. */
  readonly maxEvaluations?: number;
}

/** Where a search ended. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  /** False where `maxEvaluations` ended the search. */
  readonly converged: boolean;
}

/**
 * Minimises a function of few variables without derivatives, by the simplex of Nelder and Mead with the
 * coefficients of Gao and Han, which depend on the number of variables n: expansion 1 + 2/n, contraction
 * 3/4 − 1/(2n), shrinking 1 − 1/n (for n <= 2 the classic 2, 1/2, 1/2). Points outside the bounds are
 * moved onto them. The search is deterministic, and allocates once, not per evaluation.
 *
 * @param f     may return Infinity or NaN where it does not exist (both count as worst); is handed an array
 *              that it must neither keep nor change
 * @param start moved into the bounds; is not changed
 * @throws RangeError where lengths differ, a lower bound is not at most the upper, or a setting leaves its range
 * @see Nelder & Mead (1965), "A simplex method for function minimization", The Computer Journal 7(4)
 * @see Gao & Han (2012), "Implementing the Nelder-Mead simplex algorithm with adaptive parameters",
 *      Computational Optimization and Applications 51
 * @example nelderMead((x) => (x[0] - 3) ** 2, new Float64Array([0])) ends at 3
 */
export function nelderMead(
  f: (x: Float64Array) => number,
  start: Float64Array,
  settings: NelderMeadSettings = {},
): Minimum {
  const n = start.length;
  const search = checkedSettings(n, settings);
  const { lower, upper } = search;
  const value = (x: Float64Array): number => {
    evaluations += 1;
    const y = f(x);
    return Number.isNaN(y) ? Number.POSITIVE_INFINITY : y;
  };
  const moveInside = (x: Float64Array): void => {
    for (let i = 0; i < n; i++) {
      if (lower && x[i] < lower[i]) x[i] = lower[i];
      if (upper && x[i] > upper[i]) x[i] = upper[i];
    }
  };
  const expansion = n <= 2 ? 2 : 1 + 2 / n;
  const contraction = n <= 2 ? 0.5 : 0.75 - 1 / (2 * n);
  const shrinking = n <= 2 ? 0.5 : 1 - 1 / n;

  let evaluations = 0;
  const first = start.slice();
  moveInside(first);
  const points = [first];
  for (let i = 0; i < n; i++) {
    const point = first.slice();
    const step = search.steps ? search.steps[i] : point[i] === 0 ? 0.00025 : 0.05 * point[i];
    point[i] += step;
    moveInside(point);
    // Where the bound leaves less than half of the step, the other side is tried.
    if (Math.abs(point[i] - first[i]) < 0.5 * Math.abs(step)) {
      const there = point[i];
      point[i] = first[i] - step;
      moveInside(point);
      if (Math.abs(point[i] - first[i]) < Math.abs(there - first[i])) point[i] = there;
    }
    points.push(point);
  }
  const values = new Float64Array(n + 1);
  for (let k = 0; k <= n; k++) values[k] = value(points[k]);
  if (n === 0) return { x: first, value: values[0], evaluations, converged: true };

  const centre = new Float64Array(n);
  let trial = new Float64Array(n);
  let further = new Float64Array(n);
  /** to = centre + factor · (centre − worst), inside the bounds. */
  const place = (to: Float64Array, worst: Float64Array, factor: number): void => {
    for (let i = 0; i < n; i++) to[i] = centre[i] + factor * (centre[i] - worst[i]);
    moveInside(to);
  };

  let best = 0;
  let converged = false;
  for (;;) {
    best = 0;
    let worst = 0;
    for (let k = 1; k <= n; k++) {
      if (values[k] < values[best]) best = k;
      if (values[k] >= values[worst]) worst = k;
    }
    converged = hasConverged(points, values, best, worst, search);
    if (converged || evaluations >= search.maxEvaluations) break;
    let secondWorst = Number.NEGATIVE_INFINITY;
    centre.fill(0);
    for (let k = 0; k <= n; k++) {
      if (k === worst) continue;
      if (values[k] > secondWorst) secondWorst = values[k];
      for (let i = 0; i < n; i++) centre[i] += points[k][i] / n;
    }

    const old = points[worst];
    place(trial, old, 1);
    const reflected = value(trial);
    let accepted = reflected;
    let replace = reflected < secondWorst;
    if (reflected < values[best]) {
      place(further, old, expansion);
      const expanded = value(further);
      if (expanded < reflected) {
        accepted = expanded;
        [trial, further] = [further, trial];
      }
    } else if (!replace) {
      const outside = reflected < values[worst];
      place(trial, old, outside ? contraction : -contraction);
      accepted = value(trial);
      replace = outside ? accepted <= reflected : accepted < values[worst];
    }
    if (replace) {
      points[worst] = trial;
      trial = old;
      values[worst] = accepted;
      continue;
    }
    for (let k = 0; k <= n; k++) {
      if (k === best) continue;
      for (let i = 0; i < n; i++)
        points[k][i] = points[best][i] + shrinking * (points[k][i] - points[best][i]);
      values[k] = value(points[k]);
    }
  }
  return { x: points[best], value: values[best], evaluations, converged };
}

interface Search {
  readonly lower?: ArrayLike<number>;
  readonly upper?: ArrayLike<number>;
  readonly steps?: ArrayLike<number>;
  readonly absoluteTolerance: number;
  readonly relativeTolerance: number;
  readonly pointTolerance: number;
  readonly maxEvaluations: number;
}

function checkedSettings(n: number, settings: NelderMeadSettings): Search {
  const { lower, upper, steps } = settings;
  for (const [name, list] of Object.entries({ lower, upper, steps }))
    if (list && list.length !== n)
      throw new RangeError(`${name} has ${list.length} values; the start has ${n}`);
  for (let i = 0; i < n; i++) {
    if (lower && upper && !(lower[i] <= upper[i]))
      throw new RangeError(`lower[${i}] is ${lower[i]}; it must be at most upper, ${upper[i]}`);
    if (steps && (!Number.isFinite(steps[i]) || steps[i] === 0))
      throw new RangeError(`steps[${i}] is ${steps[i]}; it must be finite and not 0`);
  }
  const absoluteTolerance = settings.absoluteTolerance ?? 1e-10;
  const relativeTolerance = settings.relativeTolerance ?? 1e-10;
  for (const [name, tolerance] of Object.entries({ absoluteTolerance, relativeTolerance }))
    if (!(tolerance >= 0)) throw new RangeError(`${name} is ${tolerance}; it must be >= 0`);
  const pointTolerance = settings.pointTolerance ?? 1e-4;
  if (!(pointTolerance > 0))
    throw new RangeError(`pointTolerance is ${pointTolerance}; it must be > 0`);
  const maxEvaluations = settings.maxEvaluations ?? 200 * Math.max(1, n);
  if (!(maxEvaluations >= 1))
    throw new RangeError(`maxEvaluations is ${maxEvaluations}; it must be >= 1`);
  return {
    lower,
    upper,
    steps,
    absoluteTolerance,
    relativeTolerance,
    pointTolerance,
    maxEvaluations,
  };
}

function hasConverged(
  points: readonly Float64Array[],
  values: Float64Array,
  best: number,
  worst: number,
  search: Search,
): boolean {
  const allowed = search.absoluteTolerance + search.relativeTolerance * Math.abs(values[best]);
  if (!(values[worst] - values[best] <= allowed)) return false;
  const centre = points[best];
  for (const point of points)
    for (let i = 0; i < point.length; i++) {
      const width = search.pointTolerance * Math.max(1, Math.abs(centre[i]));
      if (Math.abs(point[i] - centre[i]) > width) return false;
    }
  return true;
}
