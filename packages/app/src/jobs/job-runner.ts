import { randomUUID } from 'node:crypto';
import type { JobProgress } from '../ports.js';
import type { Database, Tx } from '../postgres/database.js';
import { Problem } from '../problem.js';
import { JobEvents, type JobListener } from './job-events.js';
import { JobQueue } from './job-queue.js';
import {
  type Claim,
  claimJob,
  endJob,
  getJob,
  insertQueued,
  insertRunning,
  type JobFilter,
  listJobs,
  type Outcome,
  readLog,
  releaseLost,
  requestCancel,
} from './job-table.js';
import { type JobLogLine, type JobView, jobErrorOf } from './job-view.js';
import { JobInterruption, ProgressWriter } from './progress-writer.js';

/** Which start of which job a handler works on. */
export interface JobContext {
  readonly jobId: string;
  /** 1 for the first start; greater after an interruption: the handler may find its own traces. */
  readonly attempt: number;
}

/**
 * The work of one kind of job. It reports progress, looks at `progress.signal` often (throwing its
 * reason), leaves all or nothing behind when it throws, and returns a value that JSON can hold.
 */
export type JobHandler<Params, Result> = (
  params: Params,
  progress: JobProgress,
  context: JobContext,
) => Promise<Result>;

export interface JobRunnerSettings {
  /** Jobs at a time in this process; 1 by default. */
  readonly concurrency?: number;
  /** How often the queue is looked at when nothing wakes the worker, ms. */
  readonly pollEveryMs?: number;
  /** How often lost jobs are looked for, ms. */
  readonly sweepEveryMs?: number;
  /** Least time between two writes of progress, ms. */
  readonly writeEveryMs?: number;
  readonly heartbeatMs?: number;
  /** On a server: seconds without a heartbeat after which a process is believed dead. */
  readonly lostAfterSeconds?: number;
}

const defaults = {
  concurrency: 1,
  pollEveryMs: 1000,
  sweepEveryMs: 15_000,
  writeEveryMs: 250,
  heartbeatMs: 5000,
  lostAfterSeconds: 60,
} satisfies Required<JobRunnerSettings>;

export interface InlineOptions {
  readonly onReport?: (stage: string, share: number) => void;
  readonly onLog?: (level: JobLogLine['level'], message: string) => void;
  /** Cancels the job when aborted (Ctrl-C). */
  readonly signal?: AbortSignal;
}

/**
 * Runs jobs: from the queue (`enqueue`, worked after `start`) or in this very call (`runInline`). Both go
 * through the table `job`, so that everybody sees the same progress, log and result. A job survives the
 * end of its process: one that was waiting is worked on later; one that was running is started again, or
 * fails clearly when it was inline or interrupted too often.
 */
export class JobRunner {
  readonly #handlers = new Map<string, JobHandler<never, unknown>>();
  readonly #ours: OurJobs;
  readonly #settings: Required<JobRunnerSettings>;
  readonly #queue: JobQueue;
  readonly #events: JobEvents;
  #workers: Promise<void>[] = [];
  /** Jobs from the queue that this runner works on. */
  readonly #mine = new Set<ProgressWriter>();
  #stopping = false;
  readonly #sleepers = new Set<() => void>();
  #sweeper: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    settings: JobRunnerSettings = {},
  ) {
    this.#settings = { ...defaults, ...settings };
    this.#queue = new JobQueue(database);
    this.#events = new JobEvents(database);
    this.#ours = oursOn(database);
  }

  /** Names the work of a kind of job. All processes on one database register the same kinds. */
  register<Params, Result>(kind: string, handler: JobHandler<Params, Result>): void {
    this.#handlers.set(kind, handler as JobHandler<never, unknown>);
  }

  get kinds(): string[] {
    return [...this.#handlers.keys()];
  }

  /** Makes the queue ready for `enqueue` inside a transaction. */
  prepare(): Promise<void> {
    return this.#queue.prepare();
  }

  /**
   * Puts a job into the queue. With `tx` it is there if and only if the transaction commits; `prepare` or
   * `start` must have been awaited before.
   *
   * @throws Problem `job.unknownKind`
   */
  async enqueue(kind: string, params: unknown, by: string, tx?: Tx): Promise<JobView> {
    if (!this.#handlers.has(kind)) throw new Problem('job.unknownKind', { kind });
    const write = async (within: Tx) => {
      const job = await insertQueued(within, { id: randomUUID(), kind, params, by });
      await this.#queue.send(job.id, within);
      return job;
    };
    if (tx) return write(tx);
    await this.prepare();
    const job = await this.database.transaction(write);
    this.#events.emit(job);
    this.#wake();
    return job;
  }

  /** Takes up what an earlier process left, and works the queue until `stop`. */
  async start(): Promise<void> {
    await this.prepare();
    await this.#sweep();
    this.#stopping = false;
    this.#workers = Array.from({ length: this.#settings.concurrency }, () => this.#work());
    this.#sweeper = setInterval(() => {
      this.#sweeping = this.#sweep().catch(() => {});
    }, this.#settings.sweepEveryMs);
  }

  /** Stops working. Jobs under way are interrupted and go back to the queue. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#sweeper) clearInterval(this.#sweeper);
    for (const writer of this.#mine) writer.interrupt();
    this.#wake();
    await Promise.all(this.#workers);
    this.#workers = [];
    await this.#sweeping;
    await this.#events.close();
    await this.#queue.close();
  }

  /**
   * Runs a job here and now.
   *
   * @returns its result.
   * @throws what the handler threw; Problem `job.cancelled` when the signal or somebody else cancelled it.
   */
  async runInline<Result>(
    kind: string,
    params: unknown,
    by: string,
    options: InlineOptions = {},
  ): Promise<{ readonly job: JobView; readonly result: Result }> {
    const handler = this.#handlers.get(kind);
    if (!handler) throw new Problem('job.unknownKind', { kind });
    await this.releaseLost();
    const id = randomUUID();
    this.#ours.set(id, null);
    const started = await insertRunning(this.database, { id, kind, params, by }).catch((error) => {
      this.#ours.delete(id);
      throw error;
    });
    const outcome = await this.#run(started, handler, options);
    if (outcome.threw) throw outcome.error;
    // The caller names the type that its handler returns.
    return { job: outcome.job, result: outcome.result as Result };
  }

  /** Asks a job to stop; a waiting one is cancelled at once. @throws Problem `job.notFound` */
  async cancel(id: string): Promise<JobView> {
    // First the signal: the embedded database may be busy with a transaction of that very job.
    this.#ours.get(id)?.cancel();
    const job = await requestCancel(this.database, id);
    this.#events.emit(job);
    return job;
  }

  /** @throws Problem `job.notFound` */
  get(id: string): Promise<JobView> {
    return getJob(this.database, id);
  }

  list(filter?: JobFilter): Promise<JobView[]> {
    return listJobs(this.database, filter);
  }

  /** Lines of a job's log after line `afterId`. */
  log(id: string, afterId?: number, limit?: number): Promise<JobLogLine[]> {
    return readLog(this.database, id, afterId, limit);
  }

  /** Calls `listener` with each job that changes, in whichever process; returns the way to stop that. */
  subscribe(listener: JobListener): () => void {
    return this.#events.subscribe(listener);
  }

  async #work(): Promise<void> {
    while (!this.#stopping) {
      const job = await this.#nextJob().catch(() => null);
      if (job) await this.#run(job, this.#handlers.get(job.kind) ?? unknownKind(job.kind), {});
      else await this.#sleep();
    }
  }

  /** A job that is now ours, or null when none waits. */
  async #nextJob(): Promise<JobView | null> {
    for (;;) {
      const id = await this.#queue.next();
      if (!id) return null;
      // Ours before it runs, lest a sweep in between takes it for the job of a dead process.
      const isNew = !this.#ours.has(id);
      if (isNew) this.#ours.set(id, null);
      const job = await claimJob(this.database, id);
      if (job) return job;
      if (isNew) this.#ours.delete(id);
    }
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, this.#settings.pollEveryMs);
      this.#sleepers.add(wake);
      if (this.#stopping) wake();
    });
  }

  #wake(): void {
    for (const wake of this.#sleepers) wake();
  }

  async #run(
    job: JobView,
    handler: JobHandler<never, unknown>,
    { onReport, onLog, signal }: InlineOptions,
  ): Promise<Ended> {
    const claim: Claim = { id: job.id, attempt: job.attempt };
    const writer = new ProgressWriter(this.database, claim, {
      ...this.#settings,
      onReport,
      onLog,
      onWritten: (changed) => this.#events.emit(changed),
    });
    const cancel = () => writer.cancel();
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
    if (this.#stopping && !job.isInline) writer.interrupt();
    this.#ours.set(job.id, writer);
    if (!job.isInline) this.#mine.add(writer);
    try {
      this.#events.emit(job);
      const ended = await attempt(() =>
        // `params` was stored for this kind, whose handler names its type.
        handler(job.params as never, writer, { jobId: job.id, attempt: job.attempt }),
      );
      if (ended.threw && !(ended.error instanceof Problem) && !writer.signal.aborted)
        writer.log('error', stackOf(ended.error));
      // Progress that cannot be written any more must not hide how the job ended.
      await writer.close().catch(() => {});
      const left = await endJob(this.database, claim, outcomeOf(ended, writer.signal));
      if (left) this.#events.emit(left);
      if (ended.threw) return { threw: true, error: reasonFor(ended.error, writer.signal) };
      return { threw: false, result: ended.value, job: left ?? job };
    } catch (error) {
      // The end of the job could not be written; a later sweep finds it without heartbeat.
      return { threw: true, error };
    } finally {
      this.#ours.delete(job.id);
      this.#mine.delete(writer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  async #sweep(): Promise<void> {
    await this.releaseLost();
    for (const id of await this.#queue.withoutTicket()) await this.#queue.send(id);
    this.#wake();
  }

  /**
   * Takes note of jobs whose process is gone: they go back to the queue or fail. In a folder that this
   * process alone holds, that is every running job that is not of this process.
   */
  async releaseLost(): Promise<void> {
    const lostAfter = this.database.kind === 'embedded' ? null : this.#settings.lostAfterSeconds;
    for (const job of await releaseLost(this.database, [...this.#ours.keys()], lostAfter))
      this.#events.emit(job);
  }
}

/** Jobs that this process runs on a database, by whichever runner; null while they are being taken. */
type OurJobs = Map<string, ProgressWriter | null>;

const runningHere = new WeakMap<Database, OurJobs>();

function oursOn(database: Database): OurJobs {
  const ours = runningHere.get(database) ?? new Map();
  runningHere.set(database, ours);
  return ours;
}

type Ended =
  | { readonly threw: false; readonly result: unknown; readonly job: JobView }
  | { readonly threw: true; readonly error: unknown };

type Attempt<T> =
  | { readonly threw: false; readonly value: T }
  | { readonly threw: true; readonly error: unknown };

async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { threw: false, value: await work() };
  } catch (error) {
    return { threw: true, error };
  }
}

/** A handler that finishes its work although it was asked to stop has done it: that counts. */
function outcomeOf(ended: Attempt<unknown>, signal: AbortSignal): Outcome {
  if (!ended.threw) return { state: 'done', result: ended.value };
  if (!signal.aborted) return { state: 'failed', error: jobErrorOf(ended.error) };
  return signal.reason instanceof JobInterruption
    ? { state: 'queued' }
    : { state: 'cancelled', error: jobErrorOf(signal.reason) };
}

const reasonFor = (error: unknown, signal: AbortSignal): unknown =>
  signal.aborted ? signal.reason : error;

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const unknownKind = (kind: string) => async (): Promise<never> => {
  throw new Problem('job.unknownKind', { kind });
};
