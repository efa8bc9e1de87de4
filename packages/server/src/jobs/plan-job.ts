import { type JobHandler, runPlan, type Store } from '@stockwright/app';

export interface PlanParams {
  readonly asOf?: string;
  readonly seed?: string;
}

export interface PlanResult {
  readonly runId: number;
  /** False when nothing changed since that run, which is then the answer. */
  readonly created: boolean;
}

/** The job that plans every item-location. */
export const planJob =
  (store: Store): JobHandler<PlanParams, PlanResult> =>
  ({ asOf, seed }, progress, { jobId }) =>
    runPlan(store, { asOf, seed, jobId }, progress);
