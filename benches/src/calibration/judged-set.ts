import { setImmediate as pause } from 'node:timers/promises';
import { type ErrorRow, ets, type JudgedForecast, windowErrors } from '@stockwright/core/forecast';
import { createDice, quantileOfSorted } from '@stockwright/core/maths';
import { knownAt } from '../forecast/known-at.js';
import { forecastSet } from '../forecast/our-default.js';
import { seriesOf } from '../forecast/our-runs.js';
import type { EvaluationSet } from '../forecast/sets/evaluation-set.js';

/** 5 % to 95 % in twentieths, and the ends of the 98 % and 95 % intervals. */
export const PROBABILITIES: readonly number[] = [
  ...Array.from({ length: 19 }, (_, i) => (i + 1) / 20),
  ...[0.01, 0.025, 0.975, 0.99],
].sort((a, b) => a - b);

/** As many as the default draws unless it is told otherwise. */
const PATHS = 200;

/** What a method's forecasts of a set came to. */
export interface Judged {
  readonly method: string;
  /** Each step of the horizon by itself. */
  readonly steps: readonly ErrorRow[];
  /** The total over the horizon, as a forecast of one step. */
  readonly totals: readonly ErrorRow[];
}

/** The forecast of a task: its mean, the quantiles of its steps, and its sample paths. */
type PathForecast = Required<JudgedForecast>;

/** Forecasts all tasks of a set by the default, with what is known ahead, and by our ETS. */
export async function judgedSet(set: EvaluationSet, seed: number): Promise<Judged[]> {
  return [
    judge(set, 'default', await byDefault(set, seed), seed),
    judge(set, 'ets', await byEts(set, seed), seed),
  ];
}

async function byDefault(set: EvaluationSet, seed: number): Promise<PathForecast[]> {
  const forecasts: PathForecast[] = new Array(set.tasks.length);
  for (const window of new Set(set.tasks.map((task) => task.window))) {
    await pause();
    const tasks = [...set.tasks.keys()].filter((task) => set.tasks[task].window === window);
    const made = forecastSet({
      ...knownAt(set, tasks, true),
      probabilities: PROBABILITIES,
      pathCount: PATHS,
      seed,
    });
    made.forEach(({ mean, quantiles, paths = [] }, i) => {
      forecasts[tasks[i]] = { mean, probabilities: PROBABILITIES, quantiles, paths };
    });
  }
  return forecasts;
}

async function byEts(set: EvaluationSet, seed: number): Promise<PathForecast[]> {
  await pause();
  const model = ets();
  return set.tasks.map((_, task) => {
    const fitted = model.fit(seriesOf(set, task, model.name));
    const dice = createDice('calibration', seed, task);
    return {
      mean: fitted.mean(set.horizon),
      probabilities: PROBABILITIES,
      quantiles: fitted.quantiles(set.horizon, PROBABILITIES, dice),
      paths: fitted.paths(set.horizon, PATHS, dice),
    };
  });
}

function judge(
  set: EvaluationSet,
  method: string,
  forecasts: readonly PathForecast[],
  seed: number,
): Judged {
  const judgeAll = (of: 'step' | 'total'): ErrorRow[] =>
    set.tasks.map(({ series, window, origin }, task) => {
      const { values } = set.series[series];
      const history = values.subarray(0, origin);
      const came = values.subarray(origin, origin + set.horizon);
      const dice = createDice('pit', of, seed, series, window);
      const errors =
        of === 'step'
          ? windowErrors(history, came, forecasts[task], dice)
          : windowErrors(history, [sumOf(came)], totalOf(forecasts[task]), dice);
      return { ...errors, series, window };
    });
  return { method, steps: judgeAll('step'), totals: judgeAll('total') };
}

/** The forecast of the sum over the horizon: its quantiles are those of the paths' sums. */
function totalOf({ mean, paths, probabilities }: PathForecast): PathForecast {
  const horizon = mean.length;
  const totals = new Float64Array(paths.length / horizon);
  for (let k = 0; k < totals.length; k++)
    for (let h = 0; h < horizon; h++) totals[k] += paths[k * horizon + h];
  totals.sort();
  return {
    mean: [sumOf(mean)],
    probabilities,
    quantiles: probabilities.map((probability) => quantileOfSorted(totals, probability)),
    paths: totals,
  };
}

const sumOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
};
