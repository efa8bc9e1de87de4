import {
  meanOfWindows,
  type PairedComparison,
  pairedComparison,
  quantileMiss,
  summariseErrors,
} from '@stockwright/core/forecast';
import type { BenchRow } from '../harness/bench-shape.js';
import { type BenchErrors, type MethodRun, PROBABILITIES } from './method-run.js';
import type { Scope } from './scopes.js';
import { type EvaluationSet, seasonOf } from './sets/evaluation-set.js';

/** A method on a part of a set: its errors there, in the order of the tasks, and what they sum up to. */
export interface Scored {
  readonly run: MethodRun;
  readonly errors: readonly BenchErrors[];
  readonly weights: Float64Array;
  /** By metric, in the order of the table; metrics that a method has not are NaN. */
  readonly values: Readonly<Record<string, number>>;
}

/** The metric that methods of a set are ranked by. */
export const primaryMetric = ({ form }: EvaluationSet): 'MASE' | 'WRMSSE' | 'RMSSE' =>
  form === 'competition' ? 'MASE' : form === 'daily levels' ? 'WRMSSE' : 'RMSSE';

/** The error of one forecast that the primary metric is the mean of. */
export const primaryError = (set: EvaluationSet, errors: BenchErrors): number =>
  set.form === 'competition' ? errors.mase : errors.rmsse;

/** Scores every method that forecast all tasks of the scope. */
export function scoreAll(set: EvaluationSet, scope: Scope, runs: readonly MethodRun[]): Scored[] {
  const wanted = [...set.tasks.keys()].filter(scope.has);
  const weights = Float64Array.from(wanted, (task) => scope.weights[task]);
  const scored = runs.flatMap((run) => {
    const at = new Map(run.tasks.map((task, i) => [task, i]));
    const errors = wanted.flatMap((task) => {
      const i = at.get(task);
      return i === undefined ? [] : [run.errors[i]];
    });
    return errors.length === wanted.length
      ? [{ run, errors, weights, values: valuesOf(set, run, errors, weights) }]
      : [];
  });
  const primary = primaryMetric(set);
  // Where there is no season it is the naive itself.
  const naive = scored.find(({ run }) => run.method === 'seasonalNaive');
  const naive2 = scored.find(({ run }) => run.method === 'Naive2');
  return scored.map((one) => {
    const { values } = one;
    const lagged = (name: 'sMAPE' | 'MASE of the season'): number =>
      naive2 ? values[name] / naive2.values[name] : Number.NaN;
    return {
      ...one,
      values: {
        [primary]: values[primary],
        [`rel ${primary}`]: naive ? values[primary] / naive.values[primary] : Number.NaN,
        OWA: (lagged('sMAPE') + lagged('MASE of the season')) / 2,
        ...values,
        // With a season of one step it is the MASE itself.
        'MASE of the season':
          set.form === 'competition' && seasonOf(set) > 1
            ? values['MASE of the season']
            : Number.NaN,
      },
    };
  });
}

function valuesOf(
  set: EvaluationSet,
  { milliseconds }: MethodRun,
  errors: readonly BenchErrors[],
  weights: Float64Array,
): Record<string, number> {
  const summary = summariseErrors(errors, PROBABILITIES, weights);
  const mean = (score: (one: BenchErrors) => number): number =>
    meanOfWindows(errors, errors.map(score), weights);
  const misses = summary.quantiles.map(quantileMiss);
  return {
    [primaryMetric(set)]: mean((one) => primaryError(set, one)),
    MASE: summary.mase,
    'MASE of the season': mean(({ seasonMase }) => seasonMase),
    sMAPE: set.form === 'competition' ? summary.smape : Number.NaN,
    bias: summary.bias,
    WSPL: summary.spl,
    CRPS: summary.crps,
    MSIS: mean(({ seasonMsis }) => seasonMsis),
    coverage80: summary.coverage80,
    coverage95: summary.coverage95,
    // Of counts: whole quantiles hold more than their share, so the two-sided form is the right one.
    'quantile miss': set.counts && misses.length > 0 ? Math.max(...misses) : Number.NaN,
    'PIT distance': set.counts ? summary.pitDistance : Number.NaN,
    'ms/series': milliseconds,
  };
}

/** One method's mean error over another's, with its interval paired over series and windows. */
export function shareRow(
  set: EvaluationSet,
  name: string,
  metric: string,
  [ours, theirs]: readonly [Scored, Scored],
  errorOf: (errors: BenchErrors) => number = (errors) => primaryError(set, errors),
): { readonly row: BenchRow; readonly comparison: PairedComparison } {
  const comparison = pairedComparison(
    ours.errors,
    ours.errors.map(errorOf),
    theirs.errors.map(errorOf),
    ours.weights,
  );
  const { ratio, ratioInterval } = comparison;
  const row = {
    set: name,
    method: ours.run.method,
    metric: `${metric} over that of ${theirs.run.method}`,
    unit: '1',
    value: ratio,
    ...(ratioInterval.every(Number.isFinite) && { ci95: ratioInterval }),
  };
  return { row, comparison };
}
