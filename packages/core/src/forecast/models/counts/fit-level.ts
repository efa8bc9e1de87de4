import { nelderMead } from '../../../maths/index.js';
import type { DynamicsKind, LevelDynamics } from './level-dynamics.js';

/** A likelihood of a moving level, to be made greatest. */
export interface LevelProblem {
  /** Mean of the counts: where the search for the level starts. > 0 */
  readonly mean: number;
  /** The level lies below this: 1 for a probability. */
  readonly ceiling: number;
  /** Start of the search for the excess; 0 where the distribution has none. */
  readonly excess: number;
  logLikelihood(dynamics: LevelDynamics, excess: number): number;
}

export interface LevelFit {
  readonly kind: DynamicsKind;
  readonly dynamics: LevelDynamics;
  readonly excess: number;
  readonly logLikelihood: number;
  readonly parameterCount: number;
}

const GREATEST_GAIN = 0.95;
/** Gains from which the search may start; the likeliest of them is taken. */
const GAINS = [0.01, 0.05, 0.2];
const KEEPS = [0.9, 0.98];

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const logit = (p: number): number => Math.log(p / (1 - p));

/**
 * Maximum likelihood of one kind of dynamics: the simplex search over the logarithms of level and excess
 * and the log odds of gain and keep, from the likeliest point of a small grid.
 */
export function fitLevel(kind: DynamicsKind, problem: LevelProblem): LevelFit {
  const { mean, ceiling } = problem;
  const free = problem.excess > 0;
  const top = Math.log(Math.min(ceiling * (1 - 1e-9), 1e3 * mean));
  const start = [Math.min(Math.log(mean), top)];
  const lower = [Math.min(Math.log(mean) - 7, top - 1)];
  const upper = [top];
  const steps = [0.3];
  if (kind !== 'still') {
    start.push(logit(GAINS[0] / GREATEST_GAIN));
    lower.push(-9);
    upper.push(9);
    steps.push(0.7);
  }
  if (kind === 'damped') {
    start.push(logit(KEEPS[0]));
    lower.push(-2);
    upper.push(8);
    steps.push(0.7);
  }
  if (free) {
    start.push(Math.log(problem.excess));
    lower.push(Math.log(1e-6));
    upper.push(Math.log(1e12));
    steps.push(0.4);
  }

  const dynamicsAt = (x: ArrayLike<number>): LevelDynamics => {
    const level = Math.exp(x[0]);
    const keep = kind === 'damped' ? logistic(x[2]) : 1;
    const gain = kind === 'still' ? 0 : keep * GREATEST_GAIN * logistic(x[1]);
    return { start: level, target: level, keep, gain };
  };
  const excessAt = (x: ArrayLike<number>): number => (free ? Math.exp(x[x.length - 1]) : 0);
  const loss = (x: ArrayLike<number>): number => -problem.logLikelihood(dynamicsAt(x), excessAt(x));

  let best = Float64Array.from(start);
  if (kind !== 'still') {
    let least = Number.POSITIVE_INFINITY;
    const trial = best.slice();
    for (const keep of kind === 'damped' ? KEEPS : [1])
      for (const gain of GAINS) {
        trial[1] = logit(gain / GREATEST_GAIN);
        if (kind === 'damped') trial[2] = logit(keep);
        const value = loss(trial);
        if (value < least) {
          least = value;
          best = trial.slice();
        }
      }
  }
  const minimum = nelderMead(loss, best, {
    lower,
    upper,
    steps,
    absoluteTolerance: 1e-5,
    relativeTolerance: 1e-9,
    pointTolerance: 1e-2,
    maxEvaluations: 400,
  });
  return {
    kind,
    dynamics: dynamicsAt(minimum.x),
    excess: excessAt(minimum.x),
    logLikelihood: -minimum.value,
    parameterCount: start.length,
  };
}
