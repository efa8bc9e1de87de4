import { z } from 'zod';
import { Id } from './common.js';
import { Job } from './jobs.js';

/** What `/api/v1/events` streams, one JSON object a message. */
export const StreamEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job.changed'), job: Job }),
  z.object({ type: z.literal('plan.created'), runId: Id }),
  z.object({ type: z.literal('plan.decided'), runId: Id, lineIds: z.array(Id) }),
  z.object({ type: z.literal('supplyOrder.changed'), orderId: Id }),
]);
export type StreamEvent = z.infer<typeof StreamEvent>;
