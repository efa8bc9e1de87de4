import type { DemandPanel } from '@stockwright/core/demand';
import { forecastPanel, weekdayShapes } from '@stockwright/core/forecast';
import { quantileOfSorted } from '@stockwright/core/maths';
import { type Judged, judge, writeMean } from './judged.js';
import { panelUpTo, type Task } from './origins.js';

const PATHS = 200;

/** Stockwright's own forecasts of the tasks, origin by origin; nothing after an origin is looked at. */
export function ours(
  panel: DemandPanel,
  tasksByOrigin: ReadonlyMap<number, readonly Task[]>,
  horizonDays: number,
  seed: number,
): Judged {
  const tasks = [...tasksByOrigin.values()].flat();
  const judged = judge('stockwright', tasks, true);
  const totals = new Float64Array(PATHS);
  let index = 0;
  let cpuMicroseconds = 0;
  for (const [lastDay, atOrigin] of tasksByOrigin) {
    const series = atOrigin.map((task) => task.series);
    const known = panelUpTo(panel, lastDay, series);
    const begin = index;
    const before = process.cpuUsage();
    forecastPanel(
      known,
      { weekdayShapes: weekdayShapes(known), seed: (s) => [seed, lastDay, series[s]] },
      { horizonDays, pathCount: PATHS },
      (s, forecast) => {
        totals.fill(0);
        for (let k = 0; k < PATHS; k++)
          for (let d = 0; d < horizonDays; d++) totals[k] += forecast.paths[k * horizonDays + d];
        totals.sort();
        writeMean(judged, begin + s, atOrigin[s], forecast.mean);
        if (judged.interval) {
          judged.interval.low[begin + s] = quantileOfSorted(totals, 0.1);
          judged.interval.high[begin + s] = quantileOfSorted(totals, 0.9);
        }
      },
    );
    const { user, system } = process.cpuUsage(before);
    cpuMicroseconds += user + system;
    index += atOrigin.length;
  }
  return { ...judged, millisecondsPerSeries: cpuMicroseconds / 1000 / tasks.length };
}

/** The mean of the last 28 days; its interval is that of past totals of as many days as the horizon. */
export function meanOf28(tasks: readonly Task[], horizonDays: number): Judged {
  return timed(tasks, 'mean of 28 days', true, (judged, task, i) => {
    const last = task.history.subarray(Math.max(0, task.days - 28));
    const level = last.reduce((a, b) => a + b, 0) / last.length;
    writeMean(judged, i, task, new Float64Array(horizonDays).fill(level));
    const past: number[] = [];
    let running = 0;
    for (let t = 0; t < task.days; t++) {
      running += task.history[t] - (t >= horizonDays ? task.history[t - horizonDays] : 0);
      if (t >= horizonDays - 1) past.push(running);
    }
    past.sort((a, b) => a - b);
    if (judged.interval) {
      judged.interval.low[i] = quantileOfSorted(past, 0.1);
      judged.interval.high[i] = quantileOfSorted(past, 0.9);
    }
  });
}

/** The last seven days again and again. */
export function seasonalNaive(tasks: readonly Task[], horizonDays: number): Judged {
  const mean = new Float64Array(horizonDays);
  return timed(tasks, 'seasonal naive', false, (judged, task, i) => {
    for (let d = 0; d < horizonDays; d++) mean[d] = task.history[task.days - 7 + (d % 7)];
    writeMean(judged, i, task, mean);
  });
}

function timed(
  tasks: readonly Task[],
  method: string,
  withInterval: boolean,
  write: (judged: Judged, task: Task, index: number) => void,
): Judged {
  const judged = judge(method, tasks, withInterval);
  const started = performance.now();
  tasks.forEach((task, i) => {
    write(judged, task, i);
  });
  return { ...judged, millisecondsPerSeries: (performance.now() - started) / tasks.length };
}
