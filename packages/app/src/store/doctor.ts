import { existsSync } from 'node:fs';
import { readdir, stat, statfs } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { sql } from 'kysely';
import { quoted, withDuck } from '../history/duck.js';
import { type FindingCode, findingIn, findings } from '../messages/doctor-findings.js';
import type { Language } from '../messages/language.js';
import { balanceDifferences } from '../order/rebuild-balances.js';
import { type Database, openDatabase } from '../postgres/index.js';
import { appliedSteps } from '../postgres/migrate.js';
import { migrations } from '../postgres/migrations/index.js';
import { Problem } from '../problem.js';
import { type DataPaths, dataPaths, isDataFolder } from './data-folder.js';
import { inspectLock, lockFolder } from './folder-lock.js';

/** One thing that is not as it should be. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning' | 'info';
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface CheckUp {
  /** Names of the checks that were made. */
  readonly checks: readonly CheckName[];
  readonly findings: readonly Finding[];
}

export type CheckName =
  | 'disk'
  | 'lock'
  | 'database'
  | 'schema'
  | 'history'
  | 'runs'
  | 'stock'
  | 'orders'
  | 'jobs';

/** A finding in words: what is wrong and how to mend it. */
export const findingText = ({ code, facts }: Finding, language: Language) =>
  findingIn(code, facts, language);

/**
 * Looks a data folder and its database over. It mends nothing and changes nothing, not even the schema.
 *
 * @throws Problem `dataDir.notFound` where there is no data folder, `database.unreachable`.
 */
export async function doctor(settings: { folder: string; url?: string }): Promise<CheckUp> {
  const { url } = settings;
  const paths = dataPaths(settings.folder);
  if (!(await isDataFolder(paths.folder)))
    throw new Problem('dataDir.notFound', { folder: paths.folder });
  const visit = new Visit();
  await visit.check('disk', () => diskFree(paths));
  if (url) await lookInside(visit, paths, await openDatabase({ url, migrate: false }));
  else {
    const lock = await inspectLock(paths.folder);
    await visit.check('lock', async () => {
      if (lock.kind === 'stale') return [found('lock.stale', { pid: lock.holder?.pid ?? '?' })];
      return lock.kind === 'held' ? [found('lock.held', { pid: lock.holder?.pid ?? '?' })] : [];
    });
    if (lock.kind !== 'held') await lookInsideFolder(visit, paths);
  }
  return { checks: visit.checks, findings: visit.findings };
}

/** Looks a database and the files beside it over while this process has them open. */
export async function examine(store: { database: Database; paths: DataPaths }): Promise<CheckUp> {
  const visit = new Visit();
  await visit.check('disk', () => diskFree(store.paths));
  await lookAround(visit, store.paths, store.database);
  return { checks: visit.checks, findings: visit.findings };
}

class Visit {
  readonly checks: CheckName[] = [];
  readonly findings: Finding[] = [];

  async check(name: CheckName, look: () => Promise<readonly Finding[]>): Promise<void> {
    this.checks.push(name);
    this.findings.push(...(await look()));
  }
}

const found = (code: FindingCode, facts: Finding['facts']): Finding => ({
  code,
  severity: findings[code].severity,
  facts,
});

async function lookInsideFolder(visit: Visit, paths: DataPaths): Promise<void> {
  if (!existsSync(paths.database)) return;
  const lock = await lockFolder(paths.folder);
  try {
    let database: Database | null = null;
    await visit.check('database', async () => {
      try {
        database = await openDatabase({ folder: paths.database, migrate: false });
        return [];
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return [found('database.doesNotOpen', { reason })];
      }
    });
    // Whoever holds the lock is alone here: no job can be running.
    if (database) await lookInside(visit, paths, database, { lostAfterSeconds: 0 });
  } finally {
    await lock.release();
  }
}

interface JobCheck {
  /** Seconds without a heartbeat after which the process of a running job is believed dead. */
  readonly lostAfterSeconds: number;
}

/** Other processes, or this one, may be working on jobs; a heartbeat comes every few seconds. */
const SHARED: JobCheck = { lostAfterSeconds: 120 };

async function lookInside(
  visit: Visit,
  paths: DataPaths,
  database: Database,
  jobCheck = SHARED,
): Promise<void> {
  try {
    await lookAround(visit, paths, database, jobCheck);
  } finally {
    await database.close();
  }
}

async function lookAround(
  visit: Visit,
  paths: DataPaths,
  database: Database,
  jobCheck = SHARED,
): Promise<void> {
  const schema = await schemaFindings(database);
  await visit.check('schema', async () => schema);
  // Tables of another step may lack what the checks ask for.
  if (schema.length > 0) return;
  await visit.check('history', () => historyFindings(paths, database));
  await visit.check('runs', () => runFindings(paths, database));
  await visit.check('stock', async () =>
    (await balanceDifferences(database.kysely)).map(({ itemCode, locationCode, ...facts }) =>
      found('stock.balanceDiffers', { item: itemCode, location: locationCode, ...facts }),
    ),
  );
  await visit.check('orders', () => onOrderFindings(database));
  await visit.check('jobs', () => jobFindings(database, jobCheck));
}

const MEGABYTE = 1_000_000;
const LOW_MEGABYTES = 1000;

async function diskFree({ folder }: DataPaths): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(folder);
  const megabytes = Math.floor((bavail * bsize) / MEGABYTE);
  return megabytes < LOW_MEGABYTES ? [found('disk.low', { folder, megabytes })] : [];
}

async function schemaFindings({ kysely }: Database): Promise<Finding[]> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('schema_migration') is not null as there`.execute(kysely);
  const applied = rows[0].there ? await appliedSteps(kysely) : [];
  const unknown = applied.find((step) => !migrations.some(({ name }) => name === step));
  if (unknown) return [found('schema.newer', { step: unknown })];
  const lacking = migrations.length - applied.length;
  return lacking > 0 ? [found('schema.older', { count: lacking })] : [];
}

async function historyFindings(paths: DataPaths, { kysely }: Database): Promise<Finding[]> {
  const current = await kysely
    .selectFrom('source_current as c')
    .innerJoin('source as s', 's.id', 'c.source_id')
    .innerJoin('source_version as v', 'v.id', 'c.version_id')
    .where('v.file', 'is not', null)
    .select(['s.name as source', 'v.file', 'v.row_count'])
    .orderBy('s.name')
    .execute();
  const troubles: Finding[] = [];
  for (const { source, file, row_count } of current) {
    if (file === null) continue;
    const facts = { source, file };
    if (!existsSync(join(paths.history, file))) troubles.push(found('history.missing', facts));
    else {
      const rows = await parquetRows(paths, file);
      if (typeof rows === 'string')
        troubles.push(found('history.damaged', { ...facts, reason: rows }));
      else if (rows !== row_count)
        troubles.push(found('history.rowsDiffer', { ...facts, found: rows, expected: row_count }));
    }
  }
  return [...troubles, ...(await orphans(paths, kysely))];
}

/** Rows that a Parquet file says it has, all of its columns read; or why it cannot be read. */
async function parquetRows(paths: DataPaths, file: string): Promise<number | string> {
  try {
    return await withDuck({ tempFolder: join(paths.history, 'tmp-doctor') }, async (duck) => {
      const path = quoted(join(paths.history, file));
      // Reading every value finds torn pages that a look at the footer alone would not.
      const { rows } = await duck.row<{ rows: number }>(
        `select count(*) as rows, bit_xor(hash(t)) as every_value from read_parquet(${path}) t`,
      );
      return rows;
    });
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error);
  }
}

async function orphans(paths: DataPaths, kysely: Database['kysely']): Promise<Finding[]> {
  const rows = await kysely
    .selectFrom('source_version')
    .where('file', 'is not', null)
    .select('file')
    .execute();
  const known = new Set(rows.map(({ file }) => file));
  const strays = (await readdir(paths.history)).filter((name) => !known.has(name));
  if (strays.length === 0) return [];
  let bytes = 0;
  for (const name of strays) bytes += (await stat(join(paths.history, name))).size;
  return [
    found('history.orphans', {
      count: strays.length,
      folder: paths.history,
      file: strays[0],
      megabytes: Math.ceil(bytes / MEGABYTE),
    }),
  ];
}

async function runFindings(paths: DataPaths, { kysely }: Database): Promise<Finding[]> {
  const runs = await kysely
    .selectFrom('plan_run')
    .where('forecast_file', 'is not', null)
    .select(['id', 'forecast_file'])
    .orderBy('id')
    .execute();
  return runs.flatMap(({ id, forecast_file }) => {
    const path = join(paths.runs, forecast_file ?? '');
    return existsSync(path)
      ? []
      : [found('runs.missing', { run: id, file: relative(paths.folder, path) })];
  });
}

/** Every piece on order is owed by an open order. */
async function onOrderFindings({ kysely }: Database): Promise<Finding[]> {
  const { rows } = await sql<{ item: string; location: string; balance: number; orders: number }>`
    with owed as (
      select l.item_id, o.to_location_id as location_id,
             sum(greatest(0, l.ordered - l.received)) as pieces
      from supply_order o join supply_order_line l on l.order_id = o.id
      where o.state in ('sent', 'confirmed', 'partly_received')
      group by 1, 2
    )
    select i.code as item, t.code as location, coalesce(b.on_order, 0) as balance,
           coalesce(w.pieces, 0)::bigint as orders
    from stock_balance b full join owed w using (item_id, location_id)
    join item i on i.id = item_id join location t on t.id = location_id
    where coalesce(b.on_order, 0) <> coalesce(w.pieces, 0)
    order by 1, 2 limit 1000`.execute(kysely);
  return rows.map((facts) => found('stock.onOrderDiffers', { ...facts }));
}

async function jobFindings(
  { kysely }: Database,
  { lostAfterSeconds }: JobCheck,
): Promise<Finding[]> {
  const { rows } = await sql<{ job: string; kind: string }>`
    select id as job, kind from job
    where state = 'running'
      and heartbeat_at < clock_timestamp() - ${lostAfterSeconds} * interval '1 second'
    order by created_at`.execute(kysely);
  return rows.map((facts) => found('jobs.stuck', { ...facts }));
}
