import { CompiledQuery, sql } from 'kysely';
import PgBoss from 'pg-boss';
import type { Database, Tx } from '../postgres/database.js';

/** The one queue: every worker knows every kind of job. */
const QUEUE = 'jobs';
/** Where pg-boss keeps its tables, apart from ours. */
const SCHEMA = 'pgboss';
/** Any number that all programs on one database share. */
const PREPARE_LOCK = 7_170_920;

/**
 * The order of work, by pg-boss: its rows are tickets that name a job of our table `job`, which alone is
 * the truth. A ticket may come twice or be lost with the process that held it; the claim on the job
 * (`claimJob`) lets one worker in, and the runner writes new tickets for jobs without one.
 *
 * pg-boss's own workers are not used: they leave the last update of a stopped worker running on its own,
 * which fails once the database is closed, and they know no heartbeat.
 */
export class JobQueue {
  readonly #boss: PgBoss;
  #ready: Promise<void> | null = null;

  constructor(private readonly database: Database) {
    this.#boss = new PgBoss({
      db: { executeSql: (text: string, values?: unknown[]) => database.execute(text, values) },
      schema: SCHEMA,
      schedule: false,
      supervise: true,
    });
    // Maintenance that fails (the database is away for a moment) is tried again at its next turn.
    this.#boss.on('error', () => {});
  }

  /** Makes the tables of the queue if need be; must have been called before `send` with a transaction. */
  prepare(): Promise<void> {
    this.#ready ??= this.#alone(async () => {
      await this.#boss.start();
      await this.#boss.createQueue(QUEUE);
    }).catch((error) => {
      this.#ready = null;
      throw error;
    });
    return this.#ready;
  }

  /**
   * Two programs that start at once on one server trip over each other's `create schema`: pg-boss takes
   * its own lock only after that. An embedded database has one program, and one session.
   */
  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.database.kind === 'embedded') return work();
    await this.database.transaction(async (tx) => {
      await sql`select pg_advisory_xact_lock(${PREPARE_LOCK})`.execute(tx);
      await work();
    });
  }

  async send(jobId: string, tx?: Tx): Promise<void> {
    await this.#boss.send(QUEUE, { jobId }, tx ? { db: executing(tx) } : {});
  }

  /** The next job to look at, or null. Its ticket is used up. */
  async next(): Promise<string | null> {
    const [ticket] = await this.#boss.fetch<{ jobId: string }>(QUEUE);
    if (!ticket) return null;
    await this.#boss.complete(QUEUE, ticket.id);
    return ticket.data.jobId;
  }

  /** Jobs that wait without a ticket. */
  async withoutTicket(): Promise<string[]> {
    const { rows } = await this.database.execute<{ id: string }>(
      `select id from job where state = 'queued' and not exists (
         select from ${SCHEMA}.job t
         where t.name = $1 and t.state < 'active' and t.data ->> 'jobId' = job.id::text)
       order by created_at, id`,
      [QUEUE],
    );
    return rows.map((row) => row.id);
  }

  async close(): Promise<void> {
    if (!this.#ready) return;
    await this.#ready.catch(() => {});
    await this.#boss.stop({ graceful: false, close: false });
  }
}

const executing = (tx: Tx): PgBoss.Db => ({
  executeSql: (text, values) => tx.executeQuery<object>(CompiledQuery.raw(text, values)),
});
