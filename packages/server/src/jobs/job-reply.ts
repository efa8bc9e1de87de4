import { type JobLogLine, type JobView, jobErrorIn, type Language } from '@stockwright/app';
import type { Job, JobWithLog } from '@stockwright/contract';

/** A job as the API and `--json` show it, its error worded. */
export const jobReply = (job: JobView, language: Language): Job => ({
  id: job.id,
  kind: job.kind,
  state: job.state,
  stage: job.stage,
  progress: job.progress,
  cancelRequested: job.cancelRequested,
  params: recordOf(job.params) ?? {},
  result: recordOf(job.result),
  error: job.error && { ...job.error, message: jobErrorIn(job.error, language) },
  requestedBy: job.requestedBy,
  createdAt: job.createdAt.toISOString(),
  startedAt: job.startedAt?.toISOString() ?? null,
  endedAt: job.endedAt?.toISOString() ?? null,
});

export const jobReplyWithLog = (
  job: JobView,
  log: readonly JobLogLine[],
  language: Language,
): JobWithLog => ({
  ...jobReply(job, language),
  log: log.map(({ at, level, message }) => ({ at: at.toISOString(), level, message })),
});

const recordOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
