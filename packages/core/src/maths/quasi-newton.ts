/** A smooth function of several variables with its gradient. */
export interface SmoothFunction {
  /** Its value at x; Infinity or NaN where it does not exist. Must not keep or change x. */
  value(x: Float64Array): number;
  /** Writes the gradient at the point of the last call of `value` into `gradient`. */
  gradient(gradient: Float64Array): void;
}

export interface QuasiNewtonSettings {
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  /** A guess of the second derivative along each coordinate, > 0: the search scales by it. */
  readonly curvature: ArrayLike<number>;
  /** The search ends when a step can be expected to gain, and has gained, no more than this. >= 0. */
  readonly tolerance: number;
  /** Whole, >= 1. */
  readonly maxIterations: number;
}

/** Where a search ended. */
export interface SmoothMinimum {
  readonly value: number;
  readonly iterations: number;
  readonly evaluations: number;
}

/** Share of the gain that the slope promises which a step must bring (Armijo). */
const LEAST_GAIN = 1e-4;

/** Shortest step tried along a direction. */
const LEAST_STEP = 1e-9;

/**
 * Minimises a smooth function within bounds: BFGS with an inverse Hessian that starts from the curvatures
 * given, steps projected onto the box, coordinates that press against a bound left out of the direction.
 * A region where the function does not exist only shortens steps, as long as the start lies outside it.
 *
 * @param x the start, moved into the bounds; overwritten with the best point found
 * @see Bertsekas (1982), "Projected Newton methods for optimization problems with simple constraints",
 *      SIAM Journal on Control and Optimization 20(2)
 * @see Nocedal & Wright (2006), Numerical Optimization, sections 6.1 and 16.7
 */
export function minimiseSmooth(
  f: SmoothFunction,
  x: Float64Array,
  settings: QuasiNewtonSettings,
): SmoothMinimum {
  const { lower, upper, curvature, tolerance, maxIterations } = settings;
  const n = x.length;
  const gradient = new Float64Array(n);
  const trial = new Float64Array(n);
  const trialGradient = new Float64Array(n);
  const direction = new Float64Array(n);
  const change = new Float64Array(n);
  const image = new Float64Array(n);
  const inverse = new Float64Array(n * n);
  const free = new Uint8Array(n);
  const restart = (): void => {
    inverse.fill(0);
    for (let i = 0; i < n; i++) inverse[i * n + i] = 1 / curvature[i];
  };

  for (let i = 0; i < n; i++) x[i] = Math.min(upper[i], Math.max(lower[i], x[i]));
  let value = f.value(x);
  let evaluations = 1;
  if (!Number.isFinite(value))
    return { value: Number.POSITIVE_INFINITY, iterations: 0, evaluations };
  f.gradient(gradient);
  restart();
  let fresh = true;
  let smallGains = 0;
  let iterations = 0;
  while (iterations < maxIterations) {
    iterations += 1;
    for (let i = 0; i < n; i++)
      free[i] =
        (x[i] <= lower[i] && gradient[i] >= 0) || (x[i] >= upper[i] && gradient[i] <= 0) ? 0 : 1;
    let slope = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      if (free[i] === 1)
        for (let j = 0, at = i * n; j < n; j++, at++)
          if (free[j] === 1) sum -= inverse[at] * gradient[j];
      direction[i] = sum;
      slope += sum * gradient[i];
    }
    if (!(slope < 0)) {
      if (fresh) break;
      restart();
      fresh = true;
      continue;
    }
    if (-slope < tolerance && !(fresh && iterations === 1)) break;

    // Backtracking along the projected path.
    let step = 1;
    let trialValue = Number.POSITIVE_INFINITY;
    let promised = 0;
    let found = false;
    while (step > LEAST_STEP) {
      promised = 0;
      for (let i = 0; i < n; i++) {
        let to = x[i] + step * direction[i];
        if (to < lower[i]) to = lower[i];
        else if (to > upper[i]) to = upper[i];
        trial[i] = to;
        promised += gradient[i] * (to - x[i]);
      }
      trialValue = f.value(trial);
      evaluations += 1;
      if (trialValue <= value + LEAST_GAIN * promised) {
        found = true;
        break;
      }
      // The parabola through value, slope and trial value, kept within a tenth and a half of the step.
      const best = promised / (2 * (promised - (trialValue - value)));
      step *= best > 0.1 ? Math.min(best, 0.5) : 0.1;
      if (-promised < 1e-3 * tolerance) break;
    }
    if (!found) {
      if (fresh) break;
      restart();
      fresh = true;
      continue;
    }
    f.gradient(trialGradient);
    const gain = value - trialValue;
    update(inverse, n, x, trial, gradient, trialGradient, change, image);
    fresh = false;
    x.set(trial);
    gradient.set(trialGradient);
    value = trialValue;
    smallGains = gain < tolerance ? smallGains + 1 : 0;
    if (smallGains === 2) break;
  }
  return { value, iterations, evaluations };
}

/** The BFGS update of the inverse Hessian, left out where the function does not curve upward. */
function update(
  inverse: Float64Array,
  n: number,
  from: Float64Array,
  to: Float64Array,
  gradientFrom: Float64Array,
  gradientTo: Float64Array,
  change: Float64Array,
  image: Float64Array,
): void {
  let curve = 0;
  let lengths = 0;
  let slopes = 0;
  for (let i = 0; i < n; i++) {
    change[i] = to[i] - from[i];
    const turn = gradientTo[i] - gradientFrom[i];
    curve += change[i] * turn;
    lengths += change[i] * change[i];
    slopes += turn * turn;
  }
  if (!(curve > 1e-10 * Math.sqrt(lengths * slopes))) return;
  let quadratic = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0, at = i * n; j < n; j++, at++)
      sum += inverse[at] * (gradientTo[j] - gradientFrom[j]);
    image[i] = sum;
    quadratic += sum * (gradientTo[i] - gradientFrom[i]);
  }
  const own = (1 + quadratic / curve) / curve;
  for (let i = 0; i < n; i++)
    for (let j = 0, at = i * n; j < n; j++, at++)
      inverse[at] +=
        own * change[i] * change[j] - (image[i] * change[j] + change[i] * image[j]) / curve;
}
