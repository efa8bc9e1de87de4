import type { MethodRun, Ranks } from './method-run.js';
import type { EvaluationSet } from './sets/evaluation-set.js';

/** A part of a set's tasks that methods are compared on, all on the very same forecasts. */
export interface Scope {
  readonly name: string;
  readonly has: (task: number) => boolean;
  /** What each task weighs within its window. */
  readonly weights: Float64Array;
  /** 'whole': all that is asked; 'slow': where slow methods stand beside the default; 'level': one level. */
  readonly kind: 'whole' | 'slow' | 'level';
}

/** The levels that the promise for sums is about: stores by category and by department. */
const PROMISED_LEVELS = ['8', '9'];

/** The parts of a set that have methods of their own. */
export function scopesOf(set: EvaluationSet, ranks: Ranks, runs: readonly MethodRun[]): Scope[] {
  const levelOf = (task: number): string => set.series[set.tasks[task].series].keys.level ?? '';
  const weights = levelShares(set, levelOf);
  const levels = [...new Set(set.tasks.map((_, task) => levelOf(task)))];
  const isPromised =
    set.form === 'daily levels'
      ? (task: number) => PROMISED_LEVELS.includes(levelOf(task))
      : () => true;
  const wholeName = set.form === 'daily levels' ? `${set.name}, levels 8-9` : set.name;
  const scopes: Scope[] = [{ name: wholeName, has: isPromised, weights, kind: 'whole' }];
  for (const rank of [1, 0]) {
    const size = ranks.of.filter((own) => own <= rank).length;
    if (size === set.tasks.length || !runs.some(({ tasks }) => tasks.length === size)) continue;
    const every = rank === 1 ? ranks.mediumEvery : ranks.slowEvery;
    scopes.push({
      name: `${wholeName}, 1 in ${every} series`,
      has: (task) => isPromised(task) && ranks.of[task] <= rank,
      weights,
      kind: 'slow',
    });
  }
  if (set.form === 'daily levels')
    for (const level of levels)
      scopes.push({
        name: `${set.name}, level ${level}`,
        has: (task) => levelOf(task) === level,
        weights,
        kind: 'level',
      });
  return scopes;
}

/** Weights that sum to 1 over each level of a window, so that levels count the same. */
function levelShares(set: EvaluationSet, levelOf: (task: number) => string): Float64Array {
  const sums = new Map<string, number>();
  const keyOf = (task: number): string => `${set.tasks[task].window} ${levelOf(task)}`;
  set.tasks.forEach(({ weight }, task) => {
    sums.set(keyOf(task), (sums.get(keyOf(task)) ?? 0) + weight);
  });
  return Float64Array.from(
    set.tasks,
    ({ weight }, task) => weight / (sums.get(keyOf(task)) ?? Number.NaN),
  );
}
