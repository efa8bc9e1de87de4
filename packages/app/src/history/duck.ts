import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';

export interface DuckSettings {
  /** Where DuckDB puts what does not fit into memory; it makes and removes the folder itself. */
  readonly tempFolder: string;
  /** Memory that DuckDB may take before it writes to `tempFolder`. */
  readonly memoryMiB?: number;
  readonly threads?: number;
  /** Stops the statement at hand when aborted. */
  readonly signal?: AbortSignal;
}

/** A DuckDB of its own for one piece of work: nothing is kept, nothing is fetched from the web. */
export interface Duck {
  run(sql: string): Promise<void>;
  /** All rows of a query; 64-bit integers come as numbers. */
  rows<Row>(sql: string): Promise<Row[]>;
  /** The only row of a query. @throws Error when there is none */
  row<Row>(sql: string): Promise<Row>;
  /** The result chunk by chunk, in the order of the query. */
  stream(sql: string): Promise<DuckDBResult>;
  /** Appends rows to a table in bulk; the types are the table's, the rows may be many. */
  append(
    table: string,
    types: readonly DuckDBType[],
    rows: Iterable<readonly DuckDBValue[]>,
  ): Promise<void>;
}

/** Rows of one of DuckDB's own chunks. */
const CHUNK_ROWS = 2048;

const MEMORY_MIB = 768;
const THREADS = 2;

/**
 * Runs `work` with a fresh in-memory DuckDB whose memory, threads and temporary files are bounded.
 *
 * @throws the signal's reason when aborted
 */
export async function withDuck<T>(
  { tempFolder, memoryMiB = MEMORY_MIB, threads = THREADS, signal }: DuckSettings,
  work: (duck: Duck) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMiB}MiB`,
    threads: String(threads),
    temp_directory: tempFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    return await work(duckOver(connection, signal));
  } catch (error) {
    // An interrupted statement fails in DuckDB's words; the caller wants to hear why it was stopped.
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}

function duckOver(connection: DuckDBConnection, signal?: AbortSignal): Duck {
  const rows = async <Row>(sql: string): Promise<Row[]> => {
    signal?.throwIfAborted();
    const result = await connection.run(sql);
    return (await result.getRowObjectsJS()).map((row) => {
      for (const [name, value] of Object.entries(row))
        if (typeof value === 'bigint') row[name] = Number(value);
      return row as Row;
    });
  };
  return {
    rows,
    async run(sql) {
      signal?.throwIfAborted();
      await connection.run(sql);
    },
    async row<Row>(sql: string) {
      const [first] = await rows<Row>(sql);
      if (first === undefined) throw new Error(`No row from: ${sql}`);
      return first;
    },
    async stream(sql) {
      signal?.throwIfAborted();
      return connection.stream(sql);
    },
    async append(table, types, rows) {
      const appender = await connection.createAppender(table);
      let pending: (readonly DuckDBValue[])[] = [];
      const flush = () => {
        signal?.throwIfAborted();
        const chunk = DuckDBDataChunk.create(types, pending.length);
        chunk.setRows(pending.map((row) => [...row]));
        appender.appendDataChunk(chunk);
        pending = [];
      };
      for (const row of rows) if (pending.push(row) === CHUNK_ROWS) flush();
      if (pending.length > 0) flush();
      appender.closeSync();
    },
  };
}

/** A text as an SQL literal. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A list of texts as an SQL list literal. */
export const quotedList = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;
