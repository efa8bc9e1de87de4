import { z } from 'zod';
import { Instant } from './common.js';

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

export const Job = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: JobState,
  /** What the job is doing now; worded by the screen (`read`, `forecast`, …). */
  stage: z.string().nullable(),
  /** Share done, 0 to 1. */
  progress: z.number().min(0).max(1),
  cancelRequested: z.boolean(),
  params: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    })
    .nullable(),
  requestedBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type Job = z.infer<typeof Job>;

export const JobLogLine = z.object({
  at: Instant,
  level: z.enum(['info', 'warn', 'error']),
  message: z.string(),
});
export type JobLogLine = z.infer<typeof JobLogLine>;

export const JobWithLog = Job.extend({ log: z.array(JobLogLine) });
export type JobWithLog = z.infer<typeof JobWithLog>;

export const JobList = z.object({ data: z.array(Job) });
