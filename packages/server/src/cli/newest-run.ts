import type { Database } from '@stockwright/app';
import type { Id } from '@stockwright/contract';
import type { z } from 'zod';
import { Failure } from './failure.js';

/** The plan run asked for, else the newest. @throws Failure where there is none yet. */
export async function chosenRun(
  database: Database,
  asked: z.infer<typeof Id> | undefined,
): Promise<number> {
  if (asked !== undefined) return asked;
  const { listPlanRuns } = await import('@stockwright/app');
  const [newest] = (await listPlanRuns(database)).data;
  if (!newest) throw new Failure('plan.noneYet');
  return newest.id;
}
