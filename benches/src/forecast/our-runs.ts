import { setImmediate as pause } from 'node:timers/promises';
import {
  ALL_MODELS,
  type ForecastModel,
  type JudgedForecast,
  naive2,
  type TimeSeries,
} from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { knownAt } from './known-at.js';
import { judgeTask, type MethodRun, PROBABILITIES, type Ranks, rankFor } from './method-run.js';
import { forecastSet, type KnownSet } from './our-default.js';
import { type EvaluationSet, seasonOf } from './sets/evaluation-set.js';

const PATHS = 200;
/** Forecasts that tell how slow a model is before it is asked for all. */
const TRIALS = 4;

/** Members of the plain mean that M5's monthly hobbies are compared with. */
const FOUR = ['imapa', 'ses', 'theta', 'tsb'];

/** The name under which the plain mean of four of our models stands in the table. */
export const MEAN_OF_FOUR = 'mean of IMAPA, SES, Theta, TSB';

/** Methods that a promise is measured by get more of the time. */
const MEASURES = [MEAN_OF_FOUR, 'naive', 'seasonalNaive', 'windowAverage', 'theta', 'ets'];
const MEASURES_SHARE = 5;

/** Methods of several seasons; the others are told the shortest alone. */
const MANY_SEASONS = ['mstl', 'trendSeasons'];

/** Two years: what a yearly season of days takes to be told from a trend. */
const DAYS_FOR_A_YEAR = 730;

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const historyOf = (set: EvaluationSet, task: number): Float64Array => {
  const { series, origin } = set.tasks[task];
  return set.series[series].values.subarray(0, origin);
};

/** Every method of ours on a set; models too slow for all tasks take the part that their rank says. */
export async function ourRuns(
  set: EvaluationSet,
  ranks: Ranks,
  seed: number,
  budgetShare: number,
  log: (line: string) => void,
): Promise<MethodRun[]> {
  const runs = await defaultRuns(set, seed);
  const four = ALL_MODELS.filter(({ name }) => FOUR.includes(name));
  // Models of whole pieces are for single items.
  const models = ALL_MODELS.filter(({ laws }) => set.counts || !laws.counts);
  const named = models.map((model) => ({
    name: model.name,
    forecast: byModel(set, model, seed),
  }));
  if (four.length === FOUR.length && set.counts)
    named.push({ name: MEAN_OF_FOUR, forecast: byMean(set, four) });
  if (set.form === 'competition')
    named.push({
      name: 'Naive2',
      forecast: (task) => ({ mean: naive2(historyOf(set, task), set.horizon, seasonOf(set)) }),
    });
  for (const { name, forecast } of named) {
    const share = MEASURES.includes(name) ? MEASURES_SHARE * budgetShare : budgetShare;
    const rank = rankByTrial(set, forecast, ranks, share);
    if (rank === null) log(`${set.name}: ${name} is too slow for this bench`);
    else runs.push(await judgeAll(set, name, forecast, ranks, rank, seed));
  }
  return runs;
}

/** What a model of that name is given of a task. */
export function seriesOf(set: EvaluationSet, task: number, model: string): TimeSeries {
  const values = historyOf(set, task);
  const hasYear =
    set.step === 'day' &&
    set.periods.length > 0 &&
    values.length >= DAYS_FOR_A_YEAR &&
    MANY_SEASONS.includes(model);
  const periods = hasYear ? [...set.periods, 365.25] : set.periods;
  return { values, domain: set.domain, ...(periods.length > 0 && { periods }) };
}

const byModel =
  (set: EvaluationSet, model: ForecastModel, seed: number) =>
  (task: number): JudgedForecast => {
    const fitted = model.fit(seriesOf(set, task, model.name));
    const dice = createDice('model', seed, task);
    return {
      mean: fitted.mean(set.horizon),
      probabilities: PROBABILITIES,
      quantiles: fitted.quantiles(set.horizon, PROBABILITIES, dice),
      ...(set.counts && model.laws.counts && { paths: fitted.paths(set.horizon, PATHS, dice) }),
    };
  };

const byMean =
  (set: EvaluationSet, models: readonly ForecastModel[]) =>
  (task: number): JudgedForecast => {
    const mean = new Float64Array(set.horizon);
    for (const model of models)
      model
        .fit(seriesOf(set, task, model.name))
        .mean(set.horizon)
        .forEach((value, h) => {
          mean[h] += value / models.length;
        });
    return { mean };
  };

/** The rank that a method's time over a few tasks allows; null = too slow. */
function rankByTrial(
  set: EvaluationSet,
  forecast: (task: number) => unknown,
  ranks: Ranks,
  share: number,
): number | null {
  const secondsOf = (tasks: readonly number[]): number => {
    const before = cpuSeconds();
    for (const task of tasks) forecast(task);
    return cpuSeconds() - before;
  };
  // The first call is compiled while it runs; only a hopelessly slow one is believed.
  if (rankFor(secondsOf([0]) / 10, ranks, share) === null) return null;
  const spacing = Math.max(1, Math.floor(set.tasks.length / TRIALS));
  const trials = [...set.tasks.keys()].filter((task) => task % spacing === 0);
  return rankFor(secondsOf(trials) / trials.length, ranks, share);
}

async function judgeAll(
  set: EvaluationSet,
  method: string,
  forecast: (task: number) => JudgedForecast,
  ranks: Ranks,
  rank: number,
  seed: number,
): Promise<MethodRun> {
  // Peers run beside us: their answers are read whenever we pause.
  await pause();
  const tasks = [...set.tasks.keys()].filter((task) => ranks.of[task] <= rank);
  let seconds = 0;
  const errors = tasks.map((task) => {
    const before = cpuSeconds();
    const made = forecast(task);
    seconds += cpuSeconds() - before;
    return judgeTask(set, task, made, seed);
  });
  return { method, kind: 'ours', tasks, errors, milliseconds: (1000 * seconds) / tasks.length };
}

/** What the default is given beside the sales, where the set has it. */
const FACTS = 'calendar and price';

/** The default forecast, with all that is known ahead and, where that is anything, without it. */
async function defaultRuns(set: EvaluationSet, seed: number): Promise<MethodRun[]> {
  const hasFacts = set.calendar !== undefined || set.series.some(({ price }) => price);
  const bare = await defaultRun(
    set,
    hasFacts ? `default without ${FACTS}` : 'default',
    false,
    seed,
  );
  return hasFacts ? [await defaultRun(set, `default with ${FACTS}`, true, seed), bare] : [bare];
}

async function defaultRun(
  set: EvaluationSet,
  method: string,
  withFacts: boolean,
  seed: number,
): Promise<MethodRun> {
  const errors: MethodRun['errors'][number][] = new Array(set.tasks.length);
  const windows = new Set(set.tasks.map(({ window }) => window));
  let seconds = 0;
  for (const window of windows) {
    await pause();
    const tasks = [...set.tasks.keys()].filter((task) => set.tasks[task].window === window);
    const known: KnownSet = {
      ...knownAt(set, tasks, withFacts),
      probabilities: PROBABILITIES,
      pathCount: PATHS,
      seed,
    };
    const before = cpuSeconds();
    const forecasts = forecastSet(known);
    seconds += cpuSeconds() - before;
    tasks.forEach((task, i) => {
      errors[task] = judgeTask(set, task, { ...forecasts[i], probabilities: PROBABILITIES }, seed);
    });
  }
  return {
    method,
    kind: 'default',
    tasks: [...set.tasks.keys()],
    errors,
    milliseconds: (1000 * seconds) / set.tasks.length,
  };
}
