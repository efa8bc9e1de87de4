import { AsyncLocalStorage } from 'node:async_hooks';
import type { PGlite, Results } from '@electric-sql/pglite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { Mutex } from './mutex.js';

/**
 * Kysely over PGlite. PGlite has a single session, so whoever holds the connection (a statement, or a
 * transaction from its begin to its end) keeps everybody else waiting: a mutex hands it out in order.
 */
export class EmbeddedDialect implements Dialect {
  /** @param lastWords what PostgreSQL said before it gave up, or nothing */
  constructor(
    private readonly database: PGlite,
    private readonly lastWords: () => string,
  ) {}

  createDriver(): Driver {
    return new EmbeddedDriver(this.database, this.lastWords);
  }
  createQueryCompiler() {
    return new PostgresQueryCompiler();
  }
  createAdapter() {
    return new PostgresAdapter();
  }
  createIntrospector(kysely: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(kysely);
  }
}

/**
 * True while the current asynchronous call holds the one session in a transaction. Asking for a second
 * connection from in there would wait for itself for ever; the driver refuses it loudly instead.
 */
const holdsSession = new AsyncLocalStorage<boolean>();

/** Marks what `work` does as the inside of a transaction. */
export const insideTransaction = <T>(work: () => Promise<T>): Promise<T> =>
  holdsSession.run(true, work);

/**
 * Runs `work` as if from outside of any transaction: for messages such as a job's progress that are sent
 * off while a transaction is open and are not waited for in it.
 */
export const outsideTransaction = <T>(work: () => T): T => holdsSession.run(false, work);

class EmbeddedDriver implements Driver {
  readonly #session: EmbeddedConnection;
  readonly #mutex = new Mutex();
  #release: () => void = () => {};

  constructor(
    private readonly database: PGlite,
    lastWords: () => string,
  ) {
    this.#session = new EmbeddedConnection(database, lastWords);
  }

  async init(): Promise<void> {
    await this.database.waitReady;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (holdsSession.getStore())
      throw new Error(
        'A statement inside a transaction must use the transaction handed to it, not the database',
      );
    this.#release = await this.#mutex.acquire();
    return this.#session;
  }

  async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await connection.executeQuery(
      CompiledQuery.raw(
        settings.isolationLevel
          ? `start transaction isolation level ${settings.isolationLevel}`
          : 'begin',
      ),
    );
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  async destroy(): Promise<void> {
    const release = await this.#mutex.acquire();
    await this.database.close();
    release();
  }
}

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

class EmbeddedConnection implements DatabaseConnection {
  constructor(
    private readonly database: PGlite,
    private readonly lastWords: () => string,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return toQueryResult(await this.#run<R>(query));
    } catch (error) {
      // An abort of the WebAssembly module says nothing; PostgreSQL said why just before.
      const words = isAbort(error) ? this.lastWords() : '';
      throw words === '' ? error : new Error(words, { cause: error });
    }
  }

  async #run<R>(query: CompiledQuery): Promise<Results<R> | undefined> {
    // Without parameters the simple protocol is used, as `pg` does it, so that scripts of several
    // statements run on both; the answer is then that of the last statement.
    const result =
      query.parameters.length === 0
        ? (await this.database.exec(query.sql)).at(-1)
        : await this.database.query<R>(query.sql, [...query.parameters]);
    return result as Results<R> | undefined;
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The embedded database does not stream rows; ask for pages by key instead');
  }
}

function toQueryResult<R>(result: Results<R> | undefined): QueryResult<R> {
  if (!result) return { rows: [] };
  return result.command !== undefined && CHANGES.has(result.command)
    ? { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? result.affectedRows ?? 0) }
    : { rows: result.rows };
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && error.name === 'RuntimeError';
