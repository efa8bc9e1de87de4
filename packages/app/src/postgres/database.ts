import { CompiledQuery, type IsolationLevel, Kysely, type Transaction } from 'kysely';
import { Problem } from '../problem.js';
import { insideTransaction } from './embedded-dialect.js';
import { isDiskFull, sqlState } from './error-codes.js';
import type { Schema } from './schema.js';

/** A transaction of the database, as use cases take it: `tx`. */
export type Tx = Transaction<Schema>;

export interface Rows<Row> {
  readonly rows: Row[];
  /** Rows that an insert, update or delete changed; 0 for other statements. */
  readonly rowCount: number;
}

export interface TransactionOptions {
  readonly isolationLevel?: IsolationLevel;
}

/**
 * The one database behind all use cases: PostgreSQL in a folder (`embedded`, one session in this
 * process) or on a server (`server`, a pool). Everything written against it runs on both.
 */
export interface Database {
  readonly kysely: Kysely<Schema>;
  readonly kind: 'embedded' | 'server';
  /** Runs SQL as written with $1, $2 …; without parameters it may be a script of several statements. */
  execute<Row = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<Rows<Row>>;
  /**
   * Runs `work` in one transaction: all of it or nothing. When the database breaks a tie between
   * transactions by aborting this one (deadlock, serialisation), `work` runs again, so it must have
   * no effects outside of `tx`. Inside, use `tx` alone: the database itself would wait for its own end
   * where there is a single session, and is refused.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
}

const TIES_BROKEN = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/** Dresses a Kysely instance as a Database. */
export class KyselyDatabase implements Database {
  constructor(
    readonly kind: 'embedded' | 'server',
    readonly kysely: Kysely<Schema>,
    /** Folder or address, as it may be shown. */
    private readonly place: string,
  ) {}

  async execute<Row>(text: string, params: readonly unknown[] = []): Promise<Rows<Row>> {
    return this.kysely.connection().execute(async (connection) => {
      try {
        const result = await connection.executeQuery<Row>(CompiledQuery.raw(text, [...params]));
        return { rows: result.rows, rowCount: Number(result.numAffectedRows ?? 0) };
      } catch (error) {
        // A script with its own `begin` would leave the session inside an aborted transaction.
        if (params.length === 0) await connection.executeQuery(CompiledQuery.raw('rollback'));
        throw this.#told(error);
      }
    });
  }

  async transaction<T>(
    work: (tx: Tx) => Promise<T>,
    { isolationLevel }: TransactionOptions = {},
  ): Promise<T> {
    for (let attempt = 1; ; attempt++)
      try {
        const builder = this.kysely.transaction();
        return await (isolationLevel ? builder.setIsolationLevel(isolationLevel) : builder).execute(
          (tx) => insideTransaction(() => work(tx)),
        );
      } catch (error) {
        if (attempt === ATTEMPTS || !TIES_BROKEN.has(sqlState(error) ?? ''))
          throw this.#told(error);
      }
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
  }

  #told(error: unknown): unknown {
    return isDiskFull(error) && !(error instanceof Problem)
      ? new Problem('disk.full', { path: this.place }, { cause: error })
      : error;
  }
}

/** Runs `work` in the given transaction, or in one of its own when handed the database. */
export const within = <T>(database: Database | Tx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  isTx(database) ? work(database) : database.transaction(work);

const isTx = (database: Database | Tx): database is Tx =>
  database instanceof Kysely && database.isTransaction;
