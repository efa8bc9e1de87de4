import type { BenchRow } from '../harness/bench-shape.js';
import type { MethodRun, Ranks } from './method-run.js';
import { promisesOf } from './promises.js';
import { scopesOf } from './scopes.js';
import { primaryMetric, type Scored, scoreAll, shareRow } from './scores.js';
import type { EvaluationSet } from './sets/evaluation-set.js';

const NOMINAL: Readonly<Record<string, number>> = { coverage80: 0.8, coverage95: 0.95 };
const UNITS: Readonly<Record<string, string>> = { 'ms/series': 'ms', sMAPE: '%' };

/** How far a metric is from the best that it can be. */
const distance = (metric: string, value: number): number =>
  Math.abs(value - (NOMINAL[metric] ?? 0));

/** The table of a set: every method, the default beside the best of the others, then what was promised. */
export function rowsOf(set: EvaluationSet, ranks: Ranks, runs: readonly MethodRun[]): BenchRow[] {
  const primary = primaryMetric(set);
  return scopesOf(set, ranks, runs).flatMap(({ name, kind, ...scope }) => {
    const scored = scoreAll(set, { name, kind, ...scope }, runs).sort(
      (a, b) => Number(b.run.kind === 'default') - Number(a.run.kind === 'default'),
    );
    if (kind === 'whole')
      return [
        ...tableOf(name, scored, null),
        ...againstBest(set, name, scored),
        ...promisesOf(set, name, scored),
      ];
    if (kind === 'level') return tableOf(name, scored, [primary]);
    // Methods that have the whole set stand there; here is what the slow ones are compared with.
    const slow = scored.filter(
      ({ run }) => run.kind === 'default' || run.tasks.length < set.tasks.length,
    );
    return [
      ...tableOf(name, slow, [
        primary,
        `rel ${primary}`,
        'OWA',
        'bias',
        'WSPL',
        'coverage95',
        'ms/series',
      ]),
      ...againstBest(set, name, slow),
      ...promisesOf(set, name, scored).filter(({ metric }) => metric.startsWith('WSPL over')),
    ];
  });
}

function tableOf(
  set: string,
  scored: readonly Scored[],
  metrics: readonly string[] | null,
): BenchRow[] {
  return scored.flatMap(({ run, values }) =>
    Object.entries(values)
      .filter(([metric, value]) => !Number.isNaN(value) && (metrics?.includes(metric) ?? true))
      .map(([metric, value]): BenchRow => {
        const row = { set, method: run.method, metric, unit: UNITS[metric] ?? '1', value };
        if (run.kind !== 'default') return row;
        const [best] = scored
          .filter((other) => other.run.kind !== 'default' && !Number.isNaN(other.values[metric]))
          .sort((a, b) => distance(metric, a.values[metric]) - distance(metric, b.values[metric]));
        if (!best) return row;
        return {
          ...row,
          peer: best.run.method,
          peerValue: best.values[metric],
          ratio: distance(metric, best.values[metric]) / distance(metric, value),
        };
      }),
  );
}

/** The default over the best of the others by the primary metric, with its paired interval. */
function againstBest(set: EvaluationSet, name: string, scored: readonly Scored[]): BenchRow[] {
  const primary = primaryMetric(set);
  const [ours] = scored.filter(({ run }) => run.kind === 'default');
  const [best] = scored
    .filter(({ run }) => run.kind !== 'default')
    .sort((a, b) => a.values[primary] - b.values[primary]);
  if (!ours || !best) return [];
  const { row, comparison } = shareRow(set, name, primary, [ours, best]);
  const { windowsWon, windowCount } = comparison;
  const won = { ...row, metric: `windows won of ${windowCount}`, value: windowsWon };
  return [row, { ...won, ci95: undefined }];
}
