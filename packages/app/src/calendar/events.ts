import { type RawBuilder, sql } from 'kysely';
import { PAGE_SIZE, pageOf, readCursor, writeCursor } from '../page-cursor.js';
import { tidyReason } from '../plan/decision-rules.js';
import { checkedActor } from '../plan/decisions.js';
import { type Database, type EventOrigin, type Tx, within } from '../postgres/index.js';
import { Problem } from '../problem.js';
import { checkedEvent, type EventFields } from './event-rules.js';
import { findScope, type ScopeGiven, type ScopeShown, scopeColumns } from './scope.js';

/** An event of the calendar as it stands, or stood in one of its versions. */
export interface CalendarEvent extends ScopeShown {
  id: number;
  /** Grows with every change; a change names the version that it was made on. */
  version: number;
  origin: EventOrigin;
  name: string;
  nameZh: string | null;
  /** Events that recur as one thing are learnt from together. */
  recursAs: string;
  kind: string;
  fromDay: string;
  toDay: string;
  /** What a person expects; null = learnt from the past. */
  expectedUplift: number | null;
  isRemoved: boolean;
  actor: string;
  reason: string | null;
  changedAt: string;
}

export interface EventInput extends EventFields, ScopeGiven {
  reason?: string | null;
}

export interface EventQuery {
  /** Events that touch these days. */
  from?: string;
  to?: string;
  /** Codes: events that concern the item, the location. */
  item?: string;
  location?: string;
  kind?: string;
  origin?: EventOrigin;
  /** Occurrences of one thing that recurs. */
  recursAs?: string;
  /** Words that all occur in a name. */
  search?: string;
  cursor?: string;
  limit?: number;
}

interface EventRow extends Omit<CalendarEvent, 'changedAt'> {
  recorded_at: Date;
}

const columns = sql`v.event_id as id, v.id as version, e.origin, v.name, v.name_zh as "nameZh", v.recurs_as as "recursAs", v.kind,
  v.from_day as "fromDay", v.to_day as "toDay", v.country, ${scopeColumns('v')},
  v.expected_uplift as "expectedUplift", v.is_removed as "isRemoved", v.actor, v.reason, v.recorded_at`;
const joined = sql`calendar_event_version v join calendar_event e on e.id = v.event_id
  left join item i on i.id = v.item_id left join location t on t.id = v.location_id`;

const toEvent = ({ recorded_at, ...row }: EventRow): CalendarEvent => ({
  ...row,
  changedAt: recorded_at.toISOString(),
});

/** A page of the events in force by first day. @throws Problem `page.cursorUnusable`. */
export async function listEvents(
  db: Database,
  query: EventQuery = {},
): Promise<{ data: CalendarEvent[]; nextCursor: string | null; total: number }> {
  const { cursor, limit = PAGE_SIZE } = query;
  const conditions = [sql`v.id in (select id from calendar_event_in_force)`, ...meant(query)];
  const source = sql`from ${joined} where ${sql.join(conditions, sql` and `)}`;
  const after =
    cursor === undefined ? undefined : readCursor(cursor, [/^\d{4}-\d\d-\d\d$/, /^\d{1,15}$/]);
  const { rows } = await sql<EventRow>`
    select ${columns} ${source}
      ${after ? sql`and (v.from_day, v.event_id) > (${after[0]}::date, ${after[1]}::bigint)` : sql``}
    order by v.from_day, v.event_id limit ${limit + 1}`.execute(db.kysely);
  const counted = await sql<{ total: number }>`select count(*) as total ${source}`.execute(
    db.kysely,
  );
  return {
    ...pageOf(rows.map(toEvent), limit, ({ fromDay, id }) => writeCursor([fromDay, String(id)])),
    total: counted.rows[0].total,
  };
}

function* meant(query: EventQuery): Generator<RawBuilder<unknown>> {
  const { from, to, item, location, kind, origin, recursAs, search } = query;
  if (from) yield sql`v.to_day >= ${from}::date`;
  if (to) yield sql`v.from_day <= ${to}::date`;
  if (kind) yield sql`v.kind = ${kind}`;
  if (origin) yield sql`e.origin = ${origin}`;
  if (recursAs) yield sql`v.recurs_as = ${recursAs}`;
  if (item)
    yield sql`(v.item_id is null or i.code = ${item}) and (v.category is null
      or v.category = (select category from item where code = ${item}))`;
  if (location)
    yield sql`(v.location_id is null or t.code = ${location}) and (v.country is null
      or v.country = (select country from location where code = ${location}))`;
  for (const word of (search ?? '').toLowerCase().split(/\s+/).filter(Boolean))
    yield sql`strpos(lower(concat_ws(' ', v.name, v.name_zh)), ${word}) > 0`;
}

/** One event as it stands, with all its versions, newest first. @throws Problem `calendar.eventNotFound`. */
export async function getEvent(
  { kysely }: Pick<Database, 'kysely'>,
  id: number,
): Promise<CalendarEvent & { versions: CalendarEvent[] }> {
  const { rows } = await sql<EventRow>`
    select ${columns} from ${joined} where v.event_id = ${id} order by v.id desc`.execute(kysely);
  if (rows.length === 0) throw new Problem('calendar.eventNotFound', { id });
  const versions = rows.map(toEvent);
  return { ...versions[0], versions };
}

/** @throws Problem `calendar.*`, `scope.*`, `item.notFound`, `location.notFound`, `plan.actorMissing` */
export const addEvent = (
  db: Database | Tx,
  input: EventInput,
  actor: string,
): Promise<CalendarEvent> =>
  within(db, async (tx) => {
    const version = await wanted(tx, input, actor);
    const { id } = await tx
      .insertInto('calendar_event')
      .values({ origin: 'person' })
      .returning('id')
      .executeTakeFirstOrThrow();
    return append(tx, { ...version, event_id: id, is_removed: false });
  });

/**
 * Gives an event a new version; the earlier ones stay for the plans that read them.
 *
 * @param version the version that the change was made on
 * @throws Problem as `addEvent`, and `calendar.eventNotFound`, `.eventRemoved`, `.changedMeanwhile`
 */
export const changeEvent = (
  db: Database | Tx,
  id: number,
  version: number,
  input: EventInput,
  actor: string,
): Promise<CalendarEvent> =>
  within(db, async (tx) => {
    await standing(tx, id, version);
    return append(tx, { ...(await wanted(tx, input, actor)), event_id: id, is_removed: false });
  });

/**
 * Takes an event out of the calendar; plans of the past still tell it.
 *
 * @throws Problem `calendar.eventNotFound`, `calendar.eventRemoved`, `plan.actorMissing`
 */
export const removeEvent = (
  db: Database | Tx,
  id: number,
  { actor, reason = null }: { readonly actor: string; readonly reason?: string | null },
): Promise<CalendarEvent> =>
  within(db, async (tx) => {
    const who = checkedActor(actor);
    const former = await standing(tx, id);
    const { name, nameZh, recursAs, kind, fromDay, toDay } = former;
    const { country, location, category, item } = former;
    return append(tx, {
      event_id: id,
      name,
      name_zh: nameZh,
      recurs_as: recursAs,
      kind,
      from_day: fromDay,
      to_day: toDay,
      country,
      location_id: location?.id ?? null,
      category,
      item_id: item?.id ?? null,
      expected_uplift: former.expectedUplift,
      is_removed: true,
      is_by_person: true,
      actor: who,
      reason: tidyReason(reason),
    });
  });

const wanted = async (tx: Tx, input: EventInput, actor: string) => ({
  ...checkedEvent(input),
  ...(await findScope(tx, input)),
  is_by_person: true,
  actor: checkedActor(actor),
  reason: tidyReason(input.reason ?? null),
});

/** The event as it stands, kept to this transaction so that two people cannot change it at once. */
async function standing(tx: Tx, id: number, version?: number): Promise<CalendarEvent> {
  await sql`select from calendar_event where id = ${id} for update`.execute(tx);
  const event = await getEvent({ kysely: tx }, id);
  const { actor } = event;
  if (event.isRemoved) throw new Problem('calendar.eventRemoved', { id, actor });
  if (version !== undefined && version !== event.version)
    throw new Problem('calendar.changedMeanwhile', { id, actor });
  return event;
}

async function append(
  tx: Tx,
  row: Parameters<ReturnType<typeof tx.insertInto<'calendar_event_version'>>['values']>[0] & {
    readonly event_id: number;
  },
): Promise<CalendarEvent> {
  await tx.insertInto('calendar_event_version').values(row).execute();
  const { versions: _, ...event } = await getEvent({ kysely: tx }, row.event_id);
  return event;
}
