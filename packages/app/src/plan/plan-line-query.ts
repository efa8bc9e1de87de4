import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DecisionState, LocationKind, PlanLineKind, Schema } from '../postgres/index.js';
import { decisionsInForce } from './decisions-in-force.js';

/** An item as it is named on screen. */
export interface ItemRef {
  id: number;
  code: string;
  name: string;
  nameZh: string | null;
}

/** A place as it is named on screen. */
export interface LocationRef extends ItemRef {
  kind: LocationKind;
}

/** What a person set on a line, apart from what was computed. */
export interface Decision {
  state: DecisionState;
  /** Null: the computed quantity stands. */
  quantity: number | null;
  reason: string | null;
  /** Last day on which the decision holds; null = for good. */
  until: string | null;
  actor: string;
  /** Earlier than the run for a hold carried over from an earlier one. */
  decidedAt: string;
}

/** One proposal of a plan, with what people decided on it and the order it became. */
export interface PlanLine {
  id: number;
  kind: PlanLineKind;
  item: ItemRef;
  from: LocationRef;
  to: LocationRef;
  orderGroup: number;
  quantity: number;
  need: number;
  unitCost: string;
  lineCost: string;
  currency: string;
  orderOn: string;
  shipOn: string;
  arriveOn: string;
  stockOutRisk: number;
  valueAtRisk: number;
  decision: Decision | null;
  /** The order this line became, if it did. */
  supplyOrderId: number | null;
  supplyOrderNumber: string | null;
}

export type PlanLineSort =
  | 'valueAtRisk'
  | 'lineCost'
  | 'quantity'
  | 'stockOutRisk'
  | 'orderOn'
  | 'arriveOn'
  | 'item'
  | 'from'
  | 'to';

/** Which lines of a run, and in which order. */
export interface PlanLineFilter {
  kind?: PlanLineKind;
  /** Code of the giving location. */
  from?: string;
  /** Code of the receiving location. */
  to?: string;
  /** Words that must all occur in the item's code or names. */
  search?: string;
  /** State in force; a line nobody decided on is open. */
  state?: DecisionState;
  /** Default `valueAtRisk`. */
  sort?: PlanLineSort;
  /** Default true. */
  descending?: boolean;
}

interface SortKey {
  readonly expression: RawBuilder<unknown>;
  /** SQL type that the key's text, as a cursor holds it, is read as. */
  readonly type: RawBuilder<unknown>;
  readonly pattern: RegExp;
}

const number = /^-?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity|NaN)$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
// Codes are compared byte by byte, so that both databases page in one order whatever their locale.
const code = (column: RawBuilder<unknown>): SortKey => ({
  expression: sql`${column} collate "C"`,
  type: sql`text`,
  pattern: /^/,
});

export const sortKeys: Readonly<Record<PlanLineSort, SortKey>> = {
  valueAtRisk: { expression: sql`l.value_at_risk`, type: sql`float8`, pattern: number },
  lineCost: { expression: sql`l.line_cost`, type: sql`numeric`, pattern: number },
  quantity: { expression: sql`l.quantity`, type: sql`integer`, pattern: /^\d{1,10}$/ },
  stockOutRisk: { expression: sql`l.stock_out_risk`, type: sql`float8`, pattern: number },
  orderOn: { expression: sql`l.order_on`, type: sql`date`, pattern: day },
  arriveOn: { expression: sql`l.arrive_on`, type: sql`date`, pattern: day },
  item: code(sql`i.code`),
  from: code(sql`f.code`),
  to: code(sql`t.code`),
};

/** Place after which a page starts: the last row's key as text, and its id. */
export interface PlanLinePlace {
  readonly key: string;
  readonly id: number;
}

export interface PlanLineSelection extends PlanLineFilter {
  readonly runId: number;
  /** Day on which decisions must hold. */
  readonly day: string;
  /** These lines alone. */
  readonly ids?: readonly number[];
  readonly after?: PlanLinePlace;
  readonly limit?: number;
}

/** The selected lines in order, each with its sort key as text for a cursor. */
export async function selectPlanLines(
  kysely: Kysely<Schema>,
  selection: PlanLineSelection,
): Promise<{ line: PlanLine; key: string }[]> {
  const { runId, sort = 'valueAtRisk', descending = true, after, limit } = selection;
  const { expression, type } = sortKeys[sort];
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`<` : sql`>`;
  const { rows } = await sql<PlanLineRow>`
    with ${decisionsInForce(runId, selection.day)}
    select l.id, l.kind, l.order_group, l.quantity, l.need, l.unit_cost, l.line_cost, l.currency,
           l.order_on, l.ship_on, l.arrive_on, l.stock_out_risk, l.value_at_risk,
           ${refOf('i')} as item, ${refOf('f')} as from, ${refOf('t')} as to,
           d.state, d.quantity as decision_quantity, d.reason, d.until,
           d.actor, d.decided_at, o.order_id, so.number as order_number, (${expression})::text as key
    ${fromLines}
    where ${matches(selection)}
      ${after ? sql`and (${expression}, l.id) ${beyond} (${after.key}::${type}, ${after.id}::bigint)` : sql``}
    order by ${expression} ${direction}, l.id ${direction}
    ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(kysely);
  return rows.map((row) => ({ line: toPlanLine(row), key: row.key }));
}

/** How many lines a selection has, wherever a page starts. */
export async function countPlanLines(
  kysely: Kysely<Schema>,
  selection: PlanLineSelection,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    with ${decisionsInForce(selection.runId, selection.day)}
    select count(*) as total ${fromLines} where ${matches(selection)}`.execute(kysely);
  return rows[0].total;
}

const fromLines = sql`
  from plan_line l
  join item i on i.id = l.item_id
  join location f on f.id = l.from_location_id
  join location t on t.id = l.to_location_id
  left join in_force d on d.line_id = l.id
  left join supply_order_line o on o.plan_line_id = l.id
  left join supply_order so on so.id = o.order_id`;

function matches({ runId, ids, kind, from, to, search, state }: PlanLineSelection) {
  const conditions = [sql`l.run_id = ${runId}`];
  if (ids) conditions.push(sql`l.id = any(${idList(ids)})`);
  if (kind) conditions.push(sql`l.kind = ${kind}`);
  if (from) conditions.push(sql`f.code = ${from}`);
  if (to) conditions.push(sql`t.code = ${to}`);
  if (state) conditions.push(sql`coalesce(d.state, 'open') = ${state}`);
  for (const word of wordsOf(search)) conditions.push(sql`${itemText} like ${word}`);
  return sql.join(conditions, sql` and `);
}

/** Ids as an SQL list. As text, since the two drivers write JavaScript lists differently. */
export const idList = (ids: readonly number[]): RawBuilder<unknown> =>
  sql`${`{${ids.join(',')}}`}::text::bigint[]`;

export const itemText = sql`lower(concat_ws(' ', i.code, i.name, i.name_zh))`;

/** Patterns for `like`, one per word, with its special characters taken literally. */
export const wordsOf = (search = ''): string[] =>
  search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);

/** The reference of an item or location, by its alias, as JSON. */
export const refOf = (alias: 'i' | 'f' | 't'): RawBuilder<unknown> => {
  const row = sql.raw(alias);
  const kind = alias === 'i' ? sql`` : sql`, 'kind', ${row}.kind`;
  return sql`json_build_object('id', ${row}.id, 'code', ${row}.code, 'name', ${row}.name,
    'nameZh', ${row}.name_zh${kind})`;
};

interface PlanLineRow {
  id: number;
  kind: PlanLineKind;
  order_group: number;
  quantity: number;
  need: number;
  unit_cost: string;
  line_cost: string;
  currency: string;
  order_on: string;
  ship_on: string;
  arrive_on: string;
  stock_out_risk: number;
  value_at_risk: number;
  item: ItemRef;
  from: LocationRef;
  to: LocationRef;
  state: DecisionState | null;
  decision_quantity: number | null;
  reason: string | null;
  until: string | null;
  actor: string;
  decided_at: Date;
  order_id: number | null;
  order_number: string | null;
  key: string;
}

const toPlanLine = (row: PlanLineRow): PlanLine => ({
  id: row.id,
  kind: row.kind,
  item: row.item,
  from: row.from,
  to: row.to,
  orderGroup: row.order_group,
  quantity: row.quantity,
  need: row.need,
  unitCost: row.unit_cost,
  lineCost: row.line_cost,
  currency: row.currency,
  orderOn: row.order_on,
  shipOn: row.ship_on,
  arriveOn: row.arrive_on,
  stockOutRisk: row.stock_out_risk,
  valueAtRisk: row.value_at_risk,
  decision:
    row.state === null
      ? null
      : {
          state: row.state,
          quantity: row.decision_quantity,
          reason: row.reason,
          until: row.until,
          actor: row.actor,
          decidedAt: row.decided_at.toISOString(),
        },
  supplyOrderId: row.order_id,
  supplyOrderNumber: row.order_number,
});
