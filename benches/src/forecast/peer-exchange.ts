import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDay } from '@stockwright/core/units';
import {
  BUDGET_SECONDS,
  judgeTask,
  type MethodRun,
  PROBABILITIES,
  type Ranks,
} from './method-run.js';
import { csvFields } from './read-csv.js';
import { type EvaluationSet, seasonOf } from './sets/evaluation-set.js';

/**
 * How peers of any language are given a set and give back forecasts: files in a folder of the set.
 *
 * - settings.csv: name,value; for purpose 'speed' peers forecast means alone, for 'quick' their quick methods
 * - values.f64: the histories known, one after another, little-endian
 * - tasks.csv: begin,length,rank,first (place in values.f64; rank as in `Ranks`; date or number of the first step)
 * - events.csv: name,day (where the set has a calendar)
 * - <peer>.csv, written by the peer: method,rank,quantiles (0 or 1),seconds,file; each file holds, task by
 *   task, the means and then, with quantiles, a row of them for each probability
 */
export function writeExchange(
  folder: string,
  set: EvaluationSet,
  ranks: Ranks,
  budgetShare: number,
  purpose: 'accuracy' | 'quick' | 'speed' = 'accuracy',
): void {
  const season = seasonOf(set);
  const settings: Record<string, string | number> = {
    horizon: set.horizon,
    season,
    step: set.step,
    demand: set.domain === 'demand' ? 1 : 0,
    counts: set.counts ? 1 : 0,
    purpose,
    probabilities: PROBABILITIES.join(' '),
    budgetAll: BUDGET_SECONDS.all * budgetShare,
    budgetMedium: BUDGET_SECONDS.medium * budgetShare,
    budgetSlow: BUDGET_SECONDS.slow * budgetShare,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name},${value}`);
  writeFileSync(join(folder, 'settings.csv'), `name,value\n${lines.join('\n')}\n`);

  // Each series once, as far as its newest origin; a task is a beginning of it.
  const begins = new Map<number, number>();
  const reaches = new Map<number, number>();
  for (const { series, origin } of set.tasks)
    reaches.set(series, Math.max(origin, reaches.get(series) ?? 0));
  let total = 0;
  for (const [series, reach] of reaches) {
    begins.set(series, total);
    total += reach;
  }
  const values = new Float64Array(total);
  for (const [series, reach] of reaches)
    values.set(set.series[series].values.subarray(0, reach), begins.get(series));
  writeFileSync(join(folder, 'values.f64'), values);

  const rows = set.tasks.map(({ series, origin }, task) => {
    const { firstStep } = set.series[series];
    const first = set.step === 'day' && firstStep > 0 ? formatDay(firstStep) : firstStep;
    return `${begins.get(series)},${origin},${ranks.of[task]},${first}`;
  });
  writeFileSync(join(folder, 'tasks.csv'), `begin,length,rank,first\n${rows.join('\n')}\n`);
  if (!set.calendar) return;
  const events = set.calendar.events.flatMap(({ name, days }) =>
    days.map((day) => `${name},${formatDay(day)}`),
  );
  writeFileSync(join(folder, 'events.csv'), `name,day\n${events.join('\n')}\n`);
}

/** A peer's answers for a set, judged; forecasts that are not finite count as the last value. */
export function readExchange(
  folder: string,
  peer: string,
  set: EvaluationSet,
  ranks: Ranks,
  seed: number,
  log: (line: string) => void,
): MethodRun[] {
  const [, ...lines] = readFileSync(join(folder, `${peer}.csv`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [method, rank, hasQuantiles, seconds, file] = csvFields(line.trim());
    const tasks = [...set.tasks.keys()].filter((task) => ranks.of[task] <= Number(rank));
    const bytes = readFileSync(join(folder, file));
    const numbers = new Float64Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    );
    const { horizon } = set;
    const size = hasQuantiles === '1' ? horizon * (1 + PROBABILITIES.length) : horizon;
    if (numbers.length !== size * tasks.length)
      throw new Error(`${method}: ${numbers.length} numbers for ${tasks.length} forecasts`);
    let broken = 0;
    const errors = tasks.map((task, i) => {
      const own = numbers.subarray(i * size, (i + 1) * size);
      if (!own.every(Number.isFinite)) {
        broken += 1;
        const { series, origin } = set.tasks[task];
        const last = set.series[series].values.subarray(0, origin).findLast((v) => v >= 0 || v < 0);
        own.forEach((value, k) => {
          if (!Number.isFinite(value)) own[k] = last ?? 0;
        });
      }
      if (set.domain === 'demand')
        own.forEach((value, k) => {
          if (value < 0) own[k] = 0;
        });
      return judgeTask(
        set,
        task,
        {
          mean: own.subarray(0, horizon),
          ...(size > horizon && { probabilities: PROBABILITIES, quantiles: own.subarray(horizon) }),
        },
        seed,
      );
    });
    if (broken > 0)
      log(
        `${set.name}: ${method} gave numbers that are not finite in ${broken} of ${tasks.length}`,
      );
    const milliseconds = (1000 * Number(seconds)) / tasks.length;
    return { method, kind: 'peer', tasks, errors, milliseconds };
  });
}
