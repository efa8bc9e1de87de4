import type { Database } from '../postgres/database.js';
import { changedSince } from './job-table.js';
import type { JobView } from './job-view.js';

export type JobListener = (job: JobView) => void;

const POLL_EVERY_MS = 1000;
/** A change is visible only once its transaction commits, a little after the instant it bears. */
const OVERLAP_MS = 5000;

/**
 * Tells listeners in this process about jobs that change. What this process changes is told at once; on a
 * server, where other processes change jobs too, the table is looked at each second while anybody listens.
 */
export class JobEvents {
  readonly #listeners = new Set<JobListener>();
  readonly #told = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #polling: Promise<void> = Promise.resolve();
  #since = new Date();

  constructor(private readonly database: Database) {}

  subscribe(listener: JobListener): () => void {
    this.#listeners.add(listener);
    if (this.database.kind === 'server' && !this.#timer) this.#startPolling();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stopPolling();
    };
  }

  /** Tells everybody, unless they know this state or a later one already. */
  emit(job: JobView): void {
    const changedAt = job.changedAt.getTime();
    const told = this.#told.get(job.id);
    if (told !== undefined && told >= changedAt && !job.endedAt) return;
    if (told === Number.POSITIVE_INFINITY && job.endedAt) return;
    this.#told.set(job.id, job.endedAt ? Number.POSITIVE_INFINITY : changedAt);
    for (const listener of this.#listeners) listener(job);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#stopPolling();
    await this.#polling;
  }

  #startPolling(): void {
    this.#since = new Date();
    let busy = false;
    this.#timer = setInterval(() => {
      if (busy) return;
      busy = true;
      this.#polling = this.#poll()
        .catch(() => {})
        .finally(() => {
          busy = false;
        });
    }, POLL_EVERY_MS);
    this.#timer.unref();
  }

  #stopPolling(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #poll(): Promise<void> {
    const jobs = await changedSince(this.database, new Date(this.#since.getTime() - OVERLAP_MS));
    for (const job of jobs) {
      this.emit(job);
      if (job.changedAt > this.#since) this.#since = job.changedAt;
    }
  }
}
