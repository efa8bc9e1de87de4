import type { Selectable } from 'kysely';
import { isDiskFull } from '../postgres/error-codes.js';
import type { JobLogTable, JobState, JobTable } from '../postgres/schema.js';
import type { Language, ProblemCode } from '../problem.js';
import { Problem } from '../problem.js';

/** A job as people see it, the same on the command line, in the API and on the page. */
export interface JobView {
  readonly id: string;
  readonly kind: string;
  readonly params: unknown;
  readonly state: JobState;
  /** What it is doing, or did last: `read`, `forecast` … */
  readonly stage: string | null;
  /** Share done, in [0, 1]. */
  readonly progress: number;
  readonly cancelRequested: boolean;
  /** How many times it was started. */
  readonly attempt: number;
  readonly result: unknown;
  readonly error: JobError | null;
  readonly requestedBy: string;
  readonly isInline: boolean;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Why a job failed: a problem of the catalogue. */
export interface JobError {
  readonly code: ProblemCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface JobLogLine {
  readonly id: number;
  readonly at: Date;
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** The error of a job in a language. */
export const jobErrorIn = (error: JobError, language: Language): string =>
  new Problem(error.code, error.facts).in(language);

/** Whatever a handler threw, as the job keeps it. */
export function jobErrorOf(error: unknown): JobError {
  if (error instanceof Problem) return { code: error.code, facts: error.facts };
  if (isDiskFull(error)) return { code: 'disk.full', facts: { path: '…' } };
  return {
    code: 'job.failed',
    facts: { reason: error instanceof Error ? error.message : String(error) },
  };
}

export const isEnded = (state: JobState): boolean => state !== 'queued' && state !== 'running';

export const jobView = (row: Selectable<JobTable>): JobView => ({
  id: row.id,
  kind: row.kind,
  params: row.params,
  state: row.state,
  stage: row.stage,
  progress: row.progress,
  cancelRequested: row.cancel_requested,
  attempt: row.attempt,
  result: row.result,
  // The column is written by `jobErrorOf` alone.
  error: row.error as JobError | null,
  requestedBy: row.requested_by,
  isInline: row.is_inline,
  createdAt: row.created_at,
  changedAt: row.changed_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
});

export const jobLogLine = (row: Selectable<JobLogTable>): JobLogLine => ({
  id: row.id,
  at: row.at,
  level: row.level,
  message: row.message,
});
