import { readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { type LocationRef, refOf } from '../plan/plan-line-query.js';
import type { Schema } from '../postgres/index.js';
import type { Store } from '../store/index.js';

/** What a screen needs to know before anything else. */
export interface Status {
  version: string;
  database: 'embedded' | 'server';
  itemCount: number;
  locations: LocationRef[];
  historyFirstDay: string | null;
  historyLastDay: string | null;
  latestRunId: number | null;
  /** True when a version of a source, an event or an override is in force that the latest run did not read, or one that it read no longer is. */
  latestRunIsStale: boolean;
  /** True when some of the data in force states assumptions. */
  hasAssumptions: boolean;
  runningJobIds: string[];
}

/** How the house stands: what it holds, what it planned last, what it is working on. Reads alone. */
export async function status({ database }: Pick<Store, 'database'>): Promise<Status> {
  const { kysely } = database;
  return {
    version: ownVersion(),
    database: database.kind,
    ...(await readFacts(kysely)),
    locations: await readLocations(kysely),
    runningJobIds: await readRunningJobs(kysely),
  };
}

type Facts = Omit<Status, 'version' | 'database' | 'locations' | 'runningJobIds'>;

async function readFacts(kysely: Kysely<Schema>): Promise<Facts> {
  const { rows } = await sql<Facts>`
    with current as (
      select s.name, s.kind, v.id, v.first_day, v.last_day, v.is_assumption
      from source_current c
      join source s on s.id = c.source_id
      join source_version v on v.id = c.version_id
    ),
    latest as (select id, inputs from plan_run order by id desc limit 1)
    select
      (select count(*) from item where is_active and not is_service) as "itemCount",
      (select min(first_day) from current where kind = 'sales') as "historyFirstDay",
      (select max(last_day) from current where kind = 'sales') as "historyLastDay",
      (select id from latest) as "latestRunId",
      exists (
        select from current, latest
        where not exists (
          select from jsonb_array_elements(latest.inputs -> 'sources') as read
          where (read ->> 'versionId')::bigint = current.id))
        or exists (select from latest where (coalesce(latest.inputs -> 'eventVersions', '[]'),
            coalesce(latest.inputs -> 'overrides', '[]'))
          is distinct from (
            (select coalesce(jsonb_agg(id order by event_id), '[]') from calendar_event_in_force),
            (select coalesce(jsonb_agg(id order by id), '[]') from forecast_override o
              where not exists (select from forecast_override_withdrawal w where w.override_id = o.id))))
        as "latestRunIsStale",
      exists (select from current where is_assumption)
        or exists (select from item where is_assumption)
        or exists (select from location where is_assumption)
        or exists (select from lane where is_assumption)
        or exists (select from item_supply where is_assumption) as "hasAssumptions"`.execute(
    kysely,
  );
  return rows[0];
}

async function readLocations(kysely: Kysely<Schema>): Promise<LocationRef[]> {
  const { rows } = await sql<{ ref: LocationRef }>`
    select ${refOf('t')} as ref from location t where is_active
    order by code collate "C"`.execute(kysely);
  return rows.map(({ ref }) => ref);
}

async function readRunningJobs(kysely: Kysely<Schema>): Promise<string[]> {
  const rows = await kysely
    .selectFrom('job')
    .select('id')
    .where('state', 'in', ['queued', 'running'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The version in this package's own manifest, two folders up from the source as from the build. */
function ownVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
