import type { JobProgress } from '../ports.js';
import type { Database } from '../postgres/database.js';
import { outsideTransaction } from '../postgres/embedded-dialect.js';
import { Problem } from '../problem.js';
import { appendLog, beat, type Claim, type Progress } from './job-table.js';
import type { JobLogLine, JobView } from './job-view.js';

export interface ProgressWriterSettings {
  /** Least time between two writes, ms. */
  readonly writeEveryMs: number;
  /** Time between two heartbeats where there is nothing else to write, ms. */
  readonly heartbeatMs: number;
  /** Sees every report at once, before it is written. */
  readonly onReport?: (stage: string, share: number) => void;
  readonly onLog?: (level: JobLogLine['level'], message: string) => void;
  /** Sees the row after each write. */
  readonly onWritten: (job: JobView) => void;
}

/** A stop that is not the job's fault: the process ends, or another one took the job over. */
export class JobInterruption extends Error {}

/**
 * The progress that a handler is given. Reports are kept in memory and written a few times a second at
 * most, one write at a time, never inside a transaction of the handler; the same writes are the
 * heartbeat and bring back the wish to cancel.
 */
export class ProgressWriter implements JobProgress {
  readonly #abort = new AbortController();
  #latest: Progress | null = null;
  #unwritten = false;
  #lines: { level: JobLogLine['level']; message: string; at: Date }[] = [];
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #lastWrite = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly claim: Claim,
    private readonly settings: ProgressWriterSettings,
  ) {
    this.#timer = setInterval(() => this.#tick(), settings.writeEveryMs);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  report(stage: string, share: number): void {
    const inRange = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
    this.#latest = { stage, share: inRange };
    this.#unwritten = true;
    this.settings.onReport?.(stage, inRange);
  }

  log(level: JobLogLine['level'], message: string): void {
    this.#lines.push({ level, message, at: new Date() });
    this.settings.onLog?.(level, message);
  }

  cancel(): void {
    this.#abort.abort(new Problem('job.cancelled'));
  }

  interrupt(): void {
    this.#abort.abort(new JobInterruption('The process that runs this job is stopping'));
  }

  /** Writes what is left and stops. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    await this.#write();
  }

  #tick(): void {
    const quietMs = Date.now() - this.#lastWrite;
    const hasNews = this.#unwritten || this.#lines.length > 0;
    if (this.#isWriting || (!hasNews && quietMs < this.settings.heartbeatMs)) return;
    this.#isWriting = true;
    this.#writing = outsideTransaction(() => this.#write())
      // The database may be away for a moment; the next tick tries again.
      .catch(() => {})
      .finally(() => {
        this.#isWriting = false;
      });
  }

  async #write(): Promise<void> {
    this.#lastWrite = Date.now();
    const lines = this.#lines;
    this.#lines = [];
    try {
      await appendLog(this.database, this.claim.id, lines);
    } catch (error) {
      this.#lines = [...lines, ...this.#lines];
      throw error;
    }
    const progress = this.#unwritten ? this.#latest : null;
    this.#unwritten = false;
    const job = await beat(this.database, this.claim, progress);
    if (!job) this.#abort.abort(new JobInterruption('Another process took this job over'));
    else {
      if (job.cancelRequested) this.cancel();
      if (progress) this.settings.onWritten(job);
    }
  }
}
