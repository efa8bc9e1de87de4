import type { Task } from './origins.js';

/** What came of a method's forecasts, one entry per task. */
export interface Judged {
  readonly method: string;
  readonly squaredError: Float64Array;
  readonly absoluteError: Float64Array;
  readonly total: Float64Array;
  /** Ends of the interval of the total; null where the method gives none. */
  readonly interval: { readonly low: Float64Array; readonly high: Float64Array } | null;
  readonly millisecondsPerSeries: number;
}

/** Room for the judgements of a method, and how to write one. */
export function judge(
  method: string,
  tasks: readonly Task[],
  withInterval: boolean,
  millisecondsPerSeries = 0,
): Judged {
  const column = () => new Float64Array(tasks.length);
  return {
    method,
    squaredError: column(),
    absoluteError: column(),
    total: column(),
    interval: withInterval ? { low: column(), high: column() } : null,
    millisecondsPerSeries,
  };
}

export function writeMean(judged: Judged, index: number, task: Task, mean: Float64Array): void {
  for (let d = 0; d < mean.length; d++) {
    judged.squaredError[index] += (mean[d] - task.actual[d]) ** 2;
    judged.absoluteError[index] += Math.abs(mean[d] - task.actual[d]);
    judged.total[index] += mean[d];
  }
}

export type Metrics = Readonly<
  Record<'RMSSE' | 'MASE' | 'bias' | 'total error' | 'coverage80', number>
>;

/**
 * The metrics over the tasks chosen: RMSSE and MASE are means over tasks of daily errors scaled by the
 * one-step naive error of the task's history (a constant history gives no scale and is left out); bias and
 * total error are Σ (F − A) / Σ A and Σ |F − A| / Σ A of the totals over the horizon.
 */
export function metricsOf(
  judged: Judged,
  tasks: readonly Task[],
  chosen: (task: Task) => boolean = () => true,
): Metrics {
  let scaled = 0;
  let rmsse = 0;
  let mase = 0;
  let count = 0;
  let error = 0;
  let absolute = 0;
  let actual = 0;
  let covered = 0;
  tasks.forEach((task, i) => {
    if (!chosen(task)) return;
    count += 1;
    let squares = 0;
    let steps = 0;
    for (let t = 1; t < task.days; t++) {
      const step = task.history[t] - task.history[t - 1];
      squares += step * step;
      steps += Math.abs(step);
    }
    const horizon = task.actual.length;
    if (squares > 0) {
      scaled += 1;
      rmsse += Math.sqrt(judged.squaredError[i] / horizon / (squares / (task.days - 1)));
      mase += judged.absoluteError[i] / horizon / (steps / (task.days - 1));
    }
    const came = task.actual.reduce((a, b) => a + b, 0);
    actual += came;
    error += judged.total[i] - came;
    absolute += Math.abs(judged.total[i] - came);
    if (judged.interval && judged.interval.low[i] <= came && came <= judged.interval.high[i])
      covered += 1;
  });
  return {
    RMSSE: rmsse / scaled,
    MASE: mase / scaled,
    bias: error / actual,
    'total error': absolute / actual,
    coverage80: judged.interval ? covered / count : Number.NaN,
  };
}
