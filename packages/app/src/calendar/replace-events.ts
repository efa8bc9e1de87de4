import { sql } from 'kysely';
import { json, type Tx } from '../postgres/index.js';
import type { Scope } from './scope.js';

/** An event as a file or a table of holidays gives it. */
export interface GivenEvent extends Scope {
  readonly name: string;
  readonly name_zh: string | null;
  readonly recurs_as: string;
  readonly kind: string;
  /** YYYY-MM-DD */
  readonly from_day: string;
  readonly to_day: string;
  readonly expected_uplift: number | null;
}

/** Whose events are replaced: those of a source, or the holidays that lie in these days of a country. */
export type EventsOf =
  | { readonly origin: 'imported'; readonly sourceId: number }
  | {
      readonly origin: 'holiday';
      readonly country: string | null;
      readonly fromDay: string;
      readonly toDay: string;
    };

export interface Replaced {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/**
 * Makes the calendar hold exactly the given events of one origin: new ones are added, changed ones get a
 * version, those that are gone are removed. What a person changed or removed meanwhile stays as the person
 * left it. An event is known again by name, first day and scope.
 */
export async function replaceEvents(
  tx: Tx,
  of: EventsOf,
  events: readonly GivenEvent[],
  actor: string,
): Promise<Replaced> {
  await sql`create temporary table given_event on commit drop as
    select distinct on (natural_key) * from (
      select jsonb_build_array(name, from_day, country, location_id, category, item_id) as natural_key, r.*
      from jsonb_to_recordset(${json(events)}::jsonb) as r (name text, name_zh text, recurs_as text, kind text,
        from_day date, to_day date, country text, location_id bigint, category text, item_id bigint,
        expected_uplift double precision)) keyed`.execute(tx);
  const sourceId = of.origin === 'imported' ? of.sourceId : null;
  const added = await sql<{ id: number }>`
    insert into calendar_event (origin, source_id, natural_key)
    select ${of.origin}, ${sourceId}::bigint, g.natural_key from given_event g
    where not exists (select from calendar_event e where e.origin = ${of.origin}
      and e.source_id is not distinct from ${sourceId}::bigint and e.natural_key = g.natural_key)
    order by g.from_day, g.name returning id`.execute(tx);
  const changed = await sql`
    insert into calendar_event_version (event_id, name, name_zh, recurs_as, kind, from_day, to_day, country, location_id,
      category, item_id, expected_uplift, is_by_person, actor)
    select e.id, g.name, g.name_zh, g.recurs_as, g.kind, g.from_day, g.to_day, g.country, g.location_id, g.category,
      g.item_id, g.expected_uplift, false, ${actor}
    from given_event g
    join calendar_event e on e.origin = ${of.origin}
      and e.source_id is not distinct from ${sourceId}::bigint and e.natural_key = g.natural_key
    left join lateral (select * from calendar_event_version where event_id = e.id order by id desc limit 1) v on true
    where v.id is null or (not v.is_by_person and (v.is_removed
      or (v.name_zh, v.recurs_as, v.kind, v.to_day, v.expected_uplift)
        is distinct from (g.name_zh, g.recurs_as, g.kind, g.to_day, g.expected_uplift)))
    order by e.id`.execute(tx);
  const ours =
    of.origin === 'imported'
      ? sql`v.source_id = ${of.sourceId}`
      : sql`v.country is not distinct from ${of.country}
          and v.from_day between ${of.fromDay}::date and ${of.toDay}::date`;
  const removed = await sql`
    insert into calendar_event_version (event_id, name, name_zh, recurs_as, kind, from_day, to_day, country, location_id,
      category, item_id, expected_uplift, is_removed, is_by_person, actor)
    select v.event_id, v.name, v.name_zh, v.recurs_as, v.kind, v.from_day, v.to_day, v.country, v.location_id,
      v.category, v.item_id, v.expected_uplift, true, false, ${actor}
    from calendar_event_in_force v join calendar_event e on e.id = v.event_id
    where v.origin = ${of.origin} and ${ours} and not v.is_by_person
      and not exists (select from given_event g where g.natural_key = e.natural_key)
    order by v.event_id`.execute(tx);
  const counted = await sql<{ given: number }>`select count(*) as given from given_event`.execute(
    tx,
  );
  await sql`drop table given_event`.execute(tx);
  const count = (result: { readonly numAffectedRows?: bigint }) =>
    Number(result.numAffectedRows ?? 0);
  return {
    added: added.rows.length,
    changed: count(changed) - added.rows.length,
    removed: count(removed),
    unchanged: counted.rows[0].given - count(changed),
  };
}
