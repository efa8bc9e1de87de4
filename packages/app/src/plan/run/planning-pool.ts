import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { PlanningResult, PlanningTask } from './planning-task.js';

// From source (tests, benches) the worker is TypeScript and needs the loader; as shipped it does not.
const fromSource = import.meta.url.endsWith('.ts');

/**
 * Runs tasks over worker threads and hands each result on as it comes, in any order.
 *
 * @throws the signal's reason when aborted; no result is handed on after that
 */
export async function overWorkers(
  tasks: readonly PlanningTask[],
  signal: AbortSignal,
  receive: (task: number, result: PlanningResult) => void,
): Promise<void> {
  if (tasks.length === 0) return;
  const pool = new Piscina({
    filename: new URL(`./planning-worker.${fromSource ? 'ts' : 'js'}`, import.meta.url).href,
    maxThreads: Math.max(1, Math.min(tasks.length, availableParallelism())),
    ...(fromSource ? { execArgv: ['--import', 'tsx', '--conditions', 'stockwright-source'] } : {}),
  });
  try {
    await Promise.all(
      tasks.map(async (task, number) => {
        const result = (await pool.run(task, { signal })) as PlanningResult;
        signal.throwIfAborted();
        receive(number, result);
      }),
    );
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
}
