import { type RawBuilder, sql } from 'kysely';
import { checkedDays } from '../../calendar/event-rules.js';
import { findScope, type ScopeGiven, type ScopeShown, scopeColumns } from '../../calendar/scope.js';
import { PAGE_SIZE, pageOf, readCursor, writeCursor } from '../../page-cursor.js';
import { REASON_LENGTH, tidyReason } from '../../plan/decision-rules.js';
import { checkedActor } from '../../plan/decisions.js';
import { type Database, type OverrideKind, type Tx, within } from '../../postgres/index.js';
import { Problem } from '../../problem.js';

/** What a person set on a forecast, apart from what is computed. It never changes; it may be withdrawn. */
export interface ForecastOverride extends Omit<ScopeShown, 'country'> {
  id: number;
  fromDay: string;
  toDay: string;
  /** `factor` multiplies the computed pieces; `level` is pieces a day on the mean of the days. */
  kind: OverrideKind;
  value: number;
  reason: string;
  actor: string;
  setAt: string;
  withdrawal: { reason: string | null; actor: string; withdrawnAt: string } | null;
}

export interface OverrideInput extends Omit<ScopeGiven, 'country'> {
  fromDay: string;
  /** Default: the first day. */
  toDay?: string;
  kind: OverrideKind;
  value: number;
  reason: string;
}

export interface OverrideQuery {
  /** Codes: overrides that concern the item, the location. */
  item?: string;
  location?: string;
  /** Overrides that touch these days. */
  from?: string;
  to?: string;
  /** False: withdrawn ones too. Default true. */
  inForce?: boolean;
  cursor?: string;
  limit?: number;
}

interface OverrideRow extends Omit<ForecastOverride, 'setAt' | 'withdrawal'> {
  recorded_at: Date;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
  withdrawn_at: Date | null;
}

const selected = sql`select o.id, ${scopeColumns('o')}, o.from_day as "fromDay", o.to_day as "toDay", o.kind,
    o.value, o.reason, o.actor, o.recorded_at, w.actor as withdrawn_by, w.reason as withdrawn_reason,
    w.recorded_at as withdrawn_at
  from forecast_override o left join item i on i.id = o.item_id left join location t on t.id = o.location_id
  left join forecast_override_withdrawal w on w.override_id = o.id`;

const toOverride = ({
  recorded_at,
  withdrawn_by,
  withdrawn_reason,
  withdrawn_at,
  ...row
}: OverrideRow): ForecastOverride => ({
  ...row,
  setAt: recorded_at.toISOString(),
  withdrawal:
    withdrawn_by === null || withdrawn_at === null
      ? null
      : {
          reason: withdrawn_reason,
          actor: withdrawn_by,
          withdrawnAt: withdrawn_at.toISOString(),
        },
});

/** A page of overrides, the newest first. @throws Problem `page.cursorUnusable`. */
export async function listOverrides(
  db: Database,
  query: OverrideQuery = {},
): Promise<{ data: ForecastOverride[]; nextCursor: string | null; total: number }> {
  const { cursor, limit = PAGE_SIZE } = query;
  const condition = sql.join([sql`true`, ...meant(query)], sql` and `);
  const after = cursor === undefined ? undefined : readCursor(cursor, [/^\d{1,15}$/]);
  const { rows } = await sql<OverrideRow>`
    ${selected} where ${condition} ${after ? sql`and o.id < ${after[0]}::bigint` : sql``}
    order by o.id desc limit ${limit + 1}`.execute(db.kysely);
  const counted = await sql<{ total: number }>`
    select count(*) as total from (${selected} where ${condition}) meant`.execute(db.kysely);
  return {
    ...pageOf(rows.map(toOverride), limit, ({ id }) => writeCursor([String(id)])),
    total: counted.rows[0].total,
  };
}

function* meant({
  item,
  location,
  from,
  to,
  inForce = true,
}: OverrideQuery): Generator<RawBuilder<unknown>> {
  if (inForce) yield sql`w.override_id is null`;
  if (from) yield sql`o.to_day >= ${from}::date`;
  if (to) yield sql`o.from_day <= ${to}::date`;
  if (item)
    yield sql`(o.item_id is null or i.code = ${item}) and (o.category is null
      or o.category = (select category from item where code = ${item}))`;
  if (location) yield sql`(o.location_id is null or t.code = ${location})`;
}

/** One override. @throws Problem `forecast.overrideNotFound`. */
export async function getOverride(
  { kysely }: Pick<Database, 'kysely'>,
  id: number,
): Promise<ForecastOverride> {
  const { rows } = await sql<OverrideRow>`${selected} where o.id = ${id}`.execute(kysely);
  if (rows.length === 0) throw new Problem('forecast.overrideNotFound', { id });
  return toOverride(rows[0]);
}

const MOST_DAYS = 731;

/**
 * Sets an override. It counts from the next plan on; the computed forecast stays beside it.
 *
 * @throws Problem `forecast.*`, `calendar.endBeforeStart`, `calendar.tooLong`, `scope.*`, `item.notFound`,
 *   `location.notFound`, `plan.actorMissing`
 */
export const addOverride = (
  db: Database | Tx,
  input: OverrideInput,
  actor: string,
): Promise<ForecastOverride> =>
  within(db, async (tx) => {
    const { kind, value } = input;
    const who = checkedActor(actor);
    const { fromDay, toDay } = checkedDays(input.fromDay, input.toDay ?? input.fromDay, MOST_DAYS);
    const reason = tidyReason(input.reason) ?? '';
    if (reason === '' || reason.length > REASON_LENGTH)
      throw new Problem('forecast.reasonMissing', { limit: REASON_LENGTH });
    if (!(value >= 0 && value <= (kind === 'factor' ? 100 : 1e6)))
      throw new Problem('forecast.valueOutside', { value });
    const { country: _, ...scope } = await findScope(tx, input);
    const { item_id, category, location_id } = scope;
    if (item_id === null && category === null && location_id === null)
      throw new Problem('forecast.overrideNeedsScope');
    if (kind === 'level' && (item_id === null || location_id === null))
      throw new Problem('forecast.levelNeedsPlace');
    const { id } = await tx
      .insertInto('forecast_override')
      .values({ ...scope, from_day: fromDay, to_day: toDay, kind, value, reason, actor: who })
      .returning('id')
      .executeTakeFirstOrThrow();
    return getOverride({ kysely: tx }, id);
  });

/**
 * Withdraws an override from the next plan on; past plans still tell it, and it is judged all the same.
 *
 * @throws Problem `forecast.overrideNotFound`, `forecast.overrideWithdrawn`, `plan.actorMissing`
 */
export const withdrawOverride = (
  db: Database | Tx,
  id: number,
  { actor, reason = null }: { readonly actor: string; readonly reason?: string | null },
): Promise<ForecastOverride> =>
  within(db, async (tx) => {
    const who = checkedActor(actor);
    await getOverride({ kysely: tx }, id);
    const { numInsertedOrUpdatedRows = 0n } = await tx
      .insertInto('forecast_override_withdrawal')
      .values({ override_id: id, reason: tidyReason(reason), actor: who })
      .onConflict((conflict) => conflict.column('override_id').doNothing())
      .executeTakeFirst();
    const override = await getOverride({ kysely: tx }, id);
    if (numInsertedOrUpdatedRows === 0n)
      throw new Problem('forecast.overrideWithdrawn', {
        id,
        actor: override.withdrawal?.actor ?? '',
      });
    return override;
  });
