import {
  type ErrorRow,
  type JudgedForecast,
  M5_PROBABILITIES,
  mase,
  msis,
  windowErrors,
} from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { type EvaluationSet, seasonOf } from './sets/evaluation-set.js';

/** The quantiles asked of every method that has some: M5's nine, and the ends of the 80 % interval. */
export const PROBABILITIES: readonly number[] = [...M5_PROBABILITIES, 0.1, 0.9].sort(
  (a, b) => a - b,
);

/** What one forecast of the bench came to. */
export interface BenchErrors extends ErrorRow {
  /** Scaled by the seasonal naive of the competition, where it has a season. */
  readonly seasonMase: number;
  readonly seasonMsis: number;
}

/** A method's forecasts of a set, judged. */
export interface MethodRun {
  readonly method: string;
  /** 'default', 'ours' (a model of the family or a plain rule) or 'peer'. */
  readonly kind: 'default' | 'ours' | 'peer';
  /** Which tasks were forecast, ascending, and what came of each. */
  readonly tasks: readonly number[];
  readonly errors: readonly BenchErrors[];
  /** CPU time per forecast. */
  readonly milliseconds: number;
}

/** Judges one forecast of a task. Demand forecast below 0 counts as 0, whoever forecast it. */
export function judgeTask(
  set: EvaluationSet,
  task: number,
  forecast: JudgedForecast,
  seed: number,
): BenchErrors {
  const { series, window, origin } = set.tasks[task];
  const { values } = set.series[series];
  const history = values.subarray(0, origin);
  const actual = values.subarray(origin, origin + set.horizon);
  const errors = windowErrors(history, actual, forecast, createDice('pit', seed, series, window));
  const lag = seasonOf(set);
  if (set.form !== 'competition' || lag === 1)
    return { ...errors, series, window, seasonMase: errors.mase, seasonMsis: errors.msis };
  const { probabilities, quantiles } = forecast;
  return {
    ...errors,
    series,
    window,
    seasonMase: mase(history, actual, forecast.mean, { lag }),
    seasonMsis:
      probabilities && quantiles
        ? msis(
            history,
            actual,
            quantileRow(quantiles, probabilities, 0.025, set.horizon),
            quantileRow(quantiles, probabilities, 0.975, set.horizon),
            0.05,
            { lag },
          )
        : Number.NaN,
  };
}

function quantileRow(
  quantiles: ArrayLike<number>,
  probabilities: readonly number[],
  probability: number,
  horizon: number,
): Float64Array {
  const p = probabilities.indexOf(probability);
  return Float64Array.from({ length: horizon }, (_, h) => quantiles[p * horizon + h]);
}

/**
 * The rank of each task: 0 = also forecast by slow methods, 1 = by those of medium speed and quick ones, 2
 * = by quick ones alone. Every so many series are taken, with all their windows.
 */
export interface Ranks {
  readonly mediumEvery: number;
  readonly slowEvery: number;
  readonly of: Uint8Array;
}

const MEDIUM_TASKS = 600;
const SLOW_TASKS = 60;

export function ranksOf({ tasks }: EvaluationSet): Ranks {
  const mediumEvery = Math.ceil(tasks.length / MEDIUM_TASKS);
  const slowEvery = mediumEvery * Math.ceil(tasks.length / mediumEvery / SLOW_TASKS);
  return {
    mediumEvery,
    slowEvery,
    of: Uint8Array.from(tasks, ({ series }) =>
      series % slowEvery === 0 ? 0 : series % mediumEvery === 0 ? 1 : 2,
    ),
  };
}

/** CPU seconds that a method may take over all tasks, over the medium part and over the slow part. */
export const BUDGET_SECONDS = { all: 6, medium: 8, slow: 14 } as const;

/** The largest rank that a method of that speed is asked for; null = too slow even for the slow part. */
export function rankFor(secondsPerTask: number, ranks: Ranks, budgetShare: number): number | null {
  const count = (rank: number): number => ranks.of.filter((own) => own <= rank).length;
  const { all, medium, slow } = BUDGET_SECONDS;
  const limits = [slow, medium, all];
  for (const rank of [2, 1, 0])
    if (secondsPerTask * count(rank) <= limits[rank] * budgetShare) return rank;
  return null;
}
