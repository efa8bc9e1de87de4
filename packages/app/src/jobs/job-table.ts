import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Database, Tx } from '../postgres/database.js';
import { type JobState, type JobTable, json } from '../postgres/schema.js';
import { Problem } from '../problem.js';
import { type JobError, type JobLogLine, type JobView, jobLogLine, jobView } from './job-view.js';

/** Statements on the tables job and job_log. Each change of a job returns its new row. */

/** A job that was interrupted this often fails instead of being tried again. */
export const MOST_ATTEMPTS = 3;

const now = sql<Date>`clock_timestamp()`;

/** For ids that people type: one that is no uuid is simply not there. */
const idAsText = sql<string>`id::text`;

const viewOf = (row: Selectable<JobTable> | undefined): JobView | null =>
  row ? jobView(row) : null;

export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly params: unknown;
  readonly by: string;
}

/** Writes a job that waits to be worked on. */
export async function insertQueued(tx: Tx, job: NewJob): Promise<JobView> {
  const row = await tx
    .insertInto('job')
    .values({
      id: job.id,
      kind: job.kind,
      params: json(job.params),
      state: 'queued',
      stage: null,
      requested_by: job.by,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return jobView(row);
}

/** Writes a job that this process has begun. */
export async function insertRunning(database: Database, job: NewJob): Promise<JobView> {
  const row = await database.kysely
    .insertInto('job')
    .values({
      id: job.id,
      kind: job.kind,
      params: json(job.params),
      state: 'running',
      stage: null,
      requested_by: job.by,
      is_inline: true,
      attempt: 1,
      started_at: now,
      heartbeat_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return jobView(row);
}

/** Takes a waiting job for this process. Null = someone else has it, or it was cancelled. */
export async function claimJob(database: Database, id: string): Promise<JobView | null> {
  const row = await database.kysely
    .updateTable('job')
    .set((job) => ({
      state: 'running' as const,
      attempt: job('attempt', '+', 1),
      started_at: now,
      heartbeat_at: now,
      changed_at: now,
      ended_at: null,
      progress: 0,
      stage: null,
    }))
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returningAll()
    .executeTakeFirst();
  return viewOf(row);
}

/** Names one start of a job. A process that was believed dead cannot write over its successor's work. */
export interface Claim {
  readonly id: string;
  readonly attempt: number;
}

export interface Progress {
  readonly stage: string | null;
  readonly share: number;
}

/** Writes progress and heartbeat. Null = the job is no longer ours. */
export async function beat(
  database: Database,
  claim: Claim,
  progress: Progress | null,
): Promise<JobView | null> {
  const row = await database.kysely
    .updateTable('job')
    .set({
      heartbeat_at: now,
      ...(progress && { stage: progress.stage, progress: progress.share, changed_at: now }),
    })
    .where('id', '=', claim.id)
    .where('attempt', '=', claim.attempt)
    .where('state', '=', 'running')
    .returningAll()
    .executeTakeFirst();
  return viewOf(row);
}

export type Outcome =
  | { readonly state: 'done'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: JobError }
  | { readonly state: 'cancelled'; readonly error: JobError }
  /** Back to the queue, because this process stops. The start does not count as an attempt. */
  | { readonly state: 'queued' };

/** Writes how one start of a job ended. Null = the job is no longer ours. */
export async function endJob(
  database: Database,
  claim: Claim,
  outcome: Outcome,
): Promise<JobView | null> {
  const row = await database.kysely
    .updateTable('job')
    .set((job) => ({
      state: outcome.state,
      changed_at: now,
      ...(outcome.state === 'queued'
        ? { attempt: job('attempt', '-', 1), started_at: null, heartbeat_at: null, progress: 0 }
        : { ended_at: now }),
      ...(outcome.state === 'done' && { result: json(outcome.result), progress: 1 }),
      ...('error' in outcome && { error: json(outcome.error) }),
    }))
    .where('id', '=', claim.id)
    .where('attempt', '=', claim.attempt)
    .where('state', '=', 'running')
    .returningAll()
    .executeTakeFirst();
  return viewOf(row);
}

/** A waiting job is cancelled at once; a running one is asked to stop. Ended ones stay as they are. */
export async function requestCancel(database: Database, id: string): Promise<JobView> {
  const row = await database.kysely
    .updateTable('job')
    .set({
      cancel_requested: true,
      state: sql<JobState>`case state when 'queued' then 'cancelled' else state end`,
      ended_at: sql<Date | null>`case state when 'queued' then clock_timestamp() end`,
      error: sql<string | null>`case state when 'queued' then ${json(cancelled)}::jsonb end`,
      changed_at: now,
    })
    .where(idAsText, '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst();
  return viewOf(row) ?? (await getJob(database, id));
}

const cancelled: JobError = { code: 'job.cancelled', facts: {} };

/**
 * Jobs whose process is gone: back to the queue, or failed when the process was the one that asked for
 * them (inline) or when they were tried too often.
 *
 * @param ours      jobs that run in this process
 * @param lostAfter seconds without a heartbeat after which a process is believed dead; null = every job
 *                  that is not ours is dead, as in a folder that this process alone holds.
 */
export async function releaseLost(
  database: Database,
  ours: readonly string[],
  lostAfter: number | null,
): Promise<JobView[]> {
  const interrupted: JobError = { code: 'job.interrupted', facts: {} };
  const tooOften: JobError = { code: 'job.triedTooOften', facts: { attempts: MOST_ATTEMPTS } };
  const { rows } = await database.execute<Selectable<JobTable>>(
    `update job set
       state = case when cancel_requested then 'cancelled'
                    when is_inline or attempt >= $1 then 'failed' else 'queued' end,
       error = case when cancel_requested then $2::jsonb when is_inline then $3::jsonb
                    when attempt >= $1 then $4::jsonb end,
       ended_at = case when cancel_requested or is_inline or attempt >= $1
                    then clock_timestamp() end,
       changed_at = clock_timestamp()
     where state = 'running' and id <> all ($5::uuid[])
       and ($6::float8 is null or heartbeat_at < clock_timestamp() - $6::float8 * interval '1 second')
     returning *`,
    [MOST_ATTEMPTS, json(cancelled), json(interrupted), json(tooOften), ours, lostAfter],
  );
  return rows.map(jobView);
}

/** @throws Problem `job.notFound` */
export async function getJob(database: Database, id: string): Promise<JobView> {
  const row = await database.kysely
    .selectFrom('job')
    .selectAll()
    .where(idAsText, '=', id)
    .executeTakeFirst();
  if (!row) throw new Problem('job.notFound', { id });
  return jobView(row);
}

export interface JobFilter {
  readonly kind?: string;
  readonly state?: JobState;
  /** At most this many, newest first; 50 by default. */
  readonly limit?: number;
  /** Only jobs made before this one. */
  readonly before?: { readonly createdAt: Date; readonly id: string };
}

export async function listJobs(database: Database, filter: JobFilter = {}): Promise<JobView[]> {
  let query = database.kysely.selectFrom('job').selectAll();
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before)
    // Instants come back in milliseconds, so the cursor is compared at that grain too.
    query = query.where(
      sql<SqlBool>`(date_trunc('milliseconds', created_at), id) < (${filter.before.createdAt.toISOString()}::timestamptz, ${filter.before.id}::uuid)`,
    );
  const rows = await query
    .orderBy(sql`date_trunc('milliseconds', created_at)`, 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit ?? 50)
    .execute();
  return rows.map(jobView);
}

/** Jobs that changed at or after an instant, oldest change first. */
export async function changedSince(database: Database, since: Date): Promise<JobView[]> {
  const rows = await database.kysely
    .selectFrom('job')
    .selectAll()
    .where('changed_at', '>=', since)
    .orderBy('changed_at')
    .execute();
  return rows.map(jobView);
}

export async function appendLog(
  database: Database,
  jobId: string,
  lines: readonly { level: JobLogLine['level']; message: string; at: Date }[],
): Promise<void> {
  if (lines.length === 0) return;
  await database.kysely
    .insertInto('job_log')
    .values(lines.map((line) => ({ job_id: jobId, ...line })))
    .execute();
}

/** The log of a job after a line, oldest first. */
export async function readLog(
  database: Database,
  jobId: string,
  afterId = 0,
  limit = 1000,
): Promise<JobLogLine[]> {
  const rows = await database.kysely
    .selectFrom('job_log')
    .selectAll()
    .where(sql<string>`job_id::text`, '=', jobId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(jobLogLine);
}
