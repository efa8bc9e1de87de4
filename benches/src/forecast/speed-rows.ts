import { ALL_MODELS, type ForecastModel, summariseErrors } from '@stockwright/core/forecast';
import type { BenchRow } from '../harness/bench-shape.js';
import { type BenchErrors, judgeTask, type MethodRun, PROBABILITIES } from './method-run.js';
import { forecastSet } from './our-default.js';
import type { SpeedSet } from './speed-sets.js';

/** A model of ours and the peers' methods that do the same. */
export interface Pair {
  readonly ours: string;
  readonly peers: readonly string[];
}

export const PAIRS: readonly Pair[] = [
  { ours: 'ets', peers: ['statsforecast AutoETS', 'R ets'] },
  { ours: 'autoArima', peers: ['statsforecast AutoARIMA', 'R auto.arima'] },
  { ours: 'theta', peers: ['statsforecast Theta', 'R thetaf'] },
  { ours: 'autoTheta', peers: ['statsforecast AutoTheta'] },
  { ours: 'dynamicOptimisedTheta', peers: ['statsforecast DynamicOptimizedTheta'] },
  { ours: 'mstl', peers: ['statsforecast MSTL', 'R mstl'] },
  { ours: 'ses', peers: ['statsforecast SES', 'R ses'] },
  { ours: 'croston', peers: ['statsforecast CrostonClassic', 'R croston'] },
  { ours: 'optimisedCroston', peers: ['statsforecast CrostonOptimized'] },
  { ours: 'sba', peers: ['statsforecast CrostonSBA'] },
  { ours: 'tsb', peers: ['statsforecast TSB'] },
  { ours: 'adida', peers: ['statsforecast ADIDA'] },
  { ours: 'imapa', peers: ['statsforecast IMAPA'] },
];

/** How much worse than a peer's the score of ours may be. */
const SCORE_ROOM = 1.005;
const LEAST_SECONDS = 0.5;
/** What the default may cost a series. */
const DEFAULT_MILLISECONDS: Readonly<Record<string, number>> = { day: 5, month: 3 };

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** CPU milliseconds of one round of the work, warmed up, over rounds of at least half a second in all. */
function millisecondsPerRound(work: () => void): number {
  work();
  const before = cpuSeconds();
  let rounds = 0;
  while (cpuSeconds() - before < LEAST_SECONDS) {
    work();
    rounds += 1;
  }
  return (1000 * (cpuSeconds() - before)) / rounds;
}

const scoreName = ({ form }: SpeedSet): 'MASE' | 'RMSSE' =>
  form === 'competition' ? 'MASE' : 'RMSSE';

const scoreOf = (set: SpeedSet, errors: readonly BenchErrors[]): number => {
  const { mase, rmsse } = summariseErrors(errors);
  return scoreName(set) === 'MASE' ? mase : rmsse;
};

/** Time and score of a model of ours beside each peer that ran, on the series that the peer forecast. */
export function pairRows(
  set: SpeedSet,
  { ours, peers }: Pair,
  runs: readonly { readonly run: MethodRun; readonly factor: number }[],
  seed: number,
): BenchRow[] {
  const model = ALL_MODELS.find(({ name }) => name === ours);
  if (!model) return [];
  return runs
    .filter(({ run }) => peers.some((peer) => run.method.startsWith(peer)))
    .flatMap(({ run, factor }) => {
      const { tasks } = run;
      const milliseconds =
        millisecondsPerRound(() => {
          for (const task of tasks) meanOf(model, set, task);
        }) / tasks.length;
      const errors = tasks.map((task) =>
        judgeTask(set, task, { mean: meanOf(model, set, task) }, seed),
      );
      const score = scoreOf(set, errors);
      const theirs = scoreOf(set, run.errors);
      const target = run.milliseconds / factor;
      const row = {
        set: `${set.name}, ${tasks.length} series`,
        method: ours,
        peer: run.method,
      };
      return [
        {
          ...row,
          metric: 'ms/series',
          unit: 'ms',
          value: milliseconds,
          peerValue: run.milliseconds,
          ratio: run.milliseconds / milliseconds,
          target,
          met: milliseconds <= target,
        },
        {
          ...row,
          metric: scoreName(set),
          unit: '1',
          value: score,
          peerValue: theirs,
          ratio: theirs / score,
          target: theirs * SCORE_ROOM,
          met: score <= theirs * SCORE_ROOM,
        },
      ];
    });
}

function meanOf(model: ForecastModel, set: SpeedSet, task: number): Float64Array {
  const { series, origin } = set.tasks[task];
  const values = set.series[series].values.subarray(0, origin);
  const { domain, periods } = set;
  return model.fit({ values, domain, ...(periods.length > 0 && { periods }) }).mean(set.horizon);
}

/** Time and score of the default forecast, with its quantiles and paths, on all series of the set. */
export function defaultRow(set: SpeedSet, seed: number): BenchRow[] {
  const known = {
    step: set.step,
    series: set.tasks.map(({ series, origin }) => {
      const { values, firstStep, keys, price } = set.series[series];
      return { values: values.slice(0, origin), firstStep, keys, ...(price && { price }) };
    }),
    ...(set.calendar && { calendar: set.calendar }),
    horizon: set.horizon,
    probabilities: PROBABILITIES,
    pathCount: 200,
    seed,
  };
  const milliseconds = millisecondsPerRound(() => forecastSet(known)) / set.tasks.length;
  const errors = forecastSet(known).map((forecast, task) =>
    judgeTask(set, task, { ...forecast, probabilities: PROBABILITIES }, seed),
  );
  const target = DEFAULT_MILLISECONDS[set.step];
  const row = { set: `${set.name}, ${set.tasks.length} series`, method: 'default' };
  return [
    {
      ...row,
      metric: 'ms/series',
      unit: 'ms',
      value: milliseconds,
      ...(target && { target, met: milliseconds <= target }),
    },
    { ...row, metric: scoreName(set), unit: '1', value: scoreOf(set, errors) },
  ];
}
