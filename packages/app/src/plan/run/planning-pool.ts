import { availableParallelism } from 'node:os';
import type { PastKnowledge } from '@stockwright/core/forecast';
import { Piscina } from 'piscina';
import type { PastLesson } from './learn-catalogue.js';
import type { KeptForecast, PlanningResult, PlanningTask } from './planning-task.js';
import { planningThread } from './planning-thread.js';
import type { LaunchKnowledge, LaunchLesson } from './retail/launch-lesson.js';

/** What can be done with a task, by the function's name in the worker, and what it gives. */
interface Work {
  readonly default: PlanningResult;
  readonly forecastChunk: readonly KeptForecast[];
  readonly learnPastLesson: PastKnowledge;
  readonly learnLaunchLesson: LaunchKnowledge | null;
}

/** Forecasts and plans tasks over worker threads, as `overWorkers`. */
export const planOverWorkers = (
  tasks: readonly PlanningTask[],
  signal: AbortSignal,
  receive: (task: number, result: PlanningResult) => void | Promise<void>,
): Promise<void> => overWorkers('default', tasks, signal, receive);

/** Forecasts tasks over worker threads, as `overWorkers`. */
export const forecastOverWorkers = (
  tasks: readonly PlanningTask[],
  signal: AbortSignal,
  receive: (task: number, forecasts: readonly KeptForecast[]) => void | Promise<void>,
): Promise<void> => overWorkers('forecastChunk', tasks, signal, receive);

/** Learns from a catalogue's past in a worker thread. @throws the signal's reason when aborted */
export async function learnPastInWorker(
  lesson: PastLesson,
  signal: AbortSignal,
): Promise<PastKnowledge> {
  let learned: PastKnowledge = { pooled: null, spreadFactor: 1, calibration: null };
  await overWorkers('learnPastLesson', [lesson], signal, (_, result) => {
    learned = result;
  });
  return learned;
}

/** Forecasts launches in a worker thread, where there are any. @throws the signal's reason when aborted */
export async function learnLaunchesInWorker(
  lesson: LaunchLesson,
  signal: AbortSignal,
): Promise<LaunchKnowledge | null> {
  let learned: LaunchKnowledge | null = null;
  if (lesson.asked.length > 0)
    await overWorkers('learnLaunchLesson', [lesson], signal, (_, result) => {
      learned = result;
    });
  return learned;
}

/**
 * Runs tasks over worker threads and hands each result on as it comes, in any order.
 *
 * @throws the signal's reason when aborted; no result is handed on after that
 */
async function overWorkers<Name extends keyof Work>(
  name: Name,
  tasks: readonly (PlanningTask | PastLesson | LaunchLesson)[],
  signal: AbortSignal,
  receive: (task: number, result: Work[Name]) => void | Promise<void>,
): Promise<void> {
  if (tasks.length === 0) return;
  const threads = Math.max(1, Math.min(tasks.length, availableParallelism()));
  const pool = new Piscina({
    ...planningThread,
    minThreads: threads,
    maxThreads: threads,
  });
  try {
    // Each thread is kept busy with one task and one in waiting, so that no more are copied than needed.
    let next = 0;
    const feed = async () => {
      while (next < tasks.length) {
        const number = next++;
        const result = (await pool.run(tasks[number], { signal, name })) as Work[Name];
        signal.throwIfAborted();
        await receive(number, result);
      }
    };
    await Promise.all(Array.from({ length: 2 * threads }, feed));
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
}
