import type { BenchRow } from '../harness/bench-shape.js';
import type { BenchErrors } from './method-run.js';
import { MEAN_OF_FOUR } from './our-runs.js';
import { primaryMetric, type Scored, shareRow } from './scores.js';
import type { EvaluationSet } from './sets/evaluation-set.js';

/** How far a coverage may lie from what it says. */
const COVERAGE_POINTS = 0.03;
const PIT_DISTANCE = 0.02;

/** What we promise ourselves of a set of this form, measured on the whole of it. */
export function promisesOf(
  set: EvaluationSet,
  name: string,
  scored: readonly Scored[],
): BenchRow[] {
  const [best] = scored.filter(({ run }) => run.kind === 'default');
  const ours = (method: string): Scored | undefined =>
    scored.find(({ run }) => run.method === method);
  const promise = (
    method: string,
    metric: string,
    value: number,
    target: number,
    isMet: boolean,
  ): BenchRow => ({ set: name, method, metric, unit: '1', value, target, met: isMet });
  const value = (metric: string, target: number, isMet: (value: number) => boolean): BenchRow => {
    const measured = best.values[metric];
    return promise(best.run.method, metric, measured, target, isMet(measured));
  };
  /** Ours over theirs: at most the target, and below 1 beyond the paired interval. */
  const share = (
    metric: string,
    theirs: Scored | undefined,
    target: number,
    errorOf?: (errors: BenchErrors) => number,
  ): BenchRow[] => {
    if (!theirs) return [];
    const { row, comparison } = shareRow(set, name, metric, [best, theirs], errorOf);
    const { ratio, ratioInterval } = comparison;
    return [{ ...row, target, met: ratio <= target && ratioInterval[1] < 1 }];
  };
  const primary = primaryMetric(set);
  const rows: BenchRow[] = [];

  // Published scores are of all series of M4's weeks.
  if (set.form === 'competition' && set.step === 'week' && set.every === 1) {
    const theta = ours('theta');
    if (theta) {
      const { MASE } = theta.values;
      rows.push(promise('theta', 'MASE', MASE, 2.637, Math.abs(MASE - 2.637) <= 0.01));
    }
    const ets = ours('ets');
    if (ets) rows.push(promise('ets', 'MASE', ets.values.MASE, 2.55, ets.values.MASE <= 2.55));
    rows.push(value('MASE', 2.4, (mase) => mase <= 2.4));
  }
  if (set.form === 'monthly items') {
    const means = [MEAN_OF_FOUR, `statsforecast ${MEAN_OF_FOUR}`].map(ours);
    for (const mean of means) rows.push(...share(primary, mean, 0.985));
  }
  if (set.form === 'daily items') {
    rows.push(...share(primary, ours('windowAverage'), 0.97));
    rows.push(...share(primary, ours('seasonalNaive'), 0.74));
    rows.push(value('bias', 0.03, (bias) => Math.abs(bias) <= 0.03));
  }
  if (set.form === 'daily levels') rows.push(...share(primary, ours('ets'), 0.9));

  if (set.counts) {
    rows.push(value('PIT distance', PIT_DISTANCE, (distance) => distance <= PIT_DISTANCE));
    rows.push(value('quantile miss', 0, (miss) => miss <= 0));
  } else {
    const near = (nominal: number) => (share: number) =>
      Math.abs(share - nominal) <= COVERAGE_POINTS;
    rows.push(value('coverage80', 0.8, near(0.8)), value('coverage95', 0.95, near(0.95)));
  }
  const etsNames = ['ets', 'statsforecast AutoETS', 'R ets'];
  for (const ets of etsNames.map(ours)) rows.push(...share('WSPL', ets, 0.9, ({ spl }) => spl));
  return rows;
}
