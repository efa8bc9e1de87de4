import { sql } from 'kysely';
import { lockLines } from '../plan/decisions.js';
import { decisionsInForce } from '../plan/decisions-in-force.js';
import { stateWords } from '../plan/plan-columns.js';
import { idList } from '../plan/plan-line-query.js';
import { readRun } from '../plan/plan-runs.js';
import {
  type Database,
  type DecisionState,
  json,
  type PlanLineKind,
  type Tx,
  within,
} from '../postgres/index.js';
import { Problem } from '../problem.js';
import { noteTransition } from './change-supply-order.js';

export interface OrderLinesReply {
  /** Orders made now. */
  orderIds: number[];
  /** Lines that are in these orders. */
  orderedLineCount: number;
  /** Lines that had an order before; they are left alone. */
  alreadyOrderedLineCount: number;
}

/**
 * Turns approved lines of a plan into purchase and transfer orders, lines of one group (one supplier or
 * giver, one receiver, the same days) into one order. A line that has its order already is left alone,
 * also when two people order it at the same moment. A line that a person set to 0 pieces is not ordered.
 *
 * @param today day on which the approvals must hold; default: the day the plan is of
 * @throws Problem `plan.runNotFound`, `plan.lineNotInRun`, `plan.lineNotApproved`; then nothing is ordered.
 */
export const orderLines = (
  db: Database | Tx,
  runId: number,
  lineIds: readonly number[],
  actor: string,
  today?: string,
): Promise<OrderLinesReply> =>
  within(db, async (tx) => {
    const run = await readRun(tx, runId);
    const wanted = [...new Set(lineIds)];
    await lockLines(tx, runId, wanted);
    const lines = await readLines(tx, runId, wanted, today ?? run.asOf);
    const fresh = lines.filter((line) => line.orderId === null);
    refuseUnapproved(fresh);
    const groups = new Map<string, LineToOrder[]>();
    for (const line of fresh)
      if (line.quantity > 0)
        groups.set(groupOf(line), [...(groups.get(groupOf(line)) ?? []), line]);
    const orderIds: number[] = [];
    for (const group of groups.values()) orderIds.push(await makeOrder(tx, runId, group, actor));
    return {
      orderIds,
      orderedLineCount: fresh.filter((line) => line.quantity > 0).length,
      alreadyOrderedLineCount: lines.length - fresh.length,
    };
  });

interface LineToOrder {
  readonly id: number;
  readonly kind: PlanLineKind;
  readonly itemId: number;
  readonly itemCode: string;
  readonly fromId: number;
  readonly toId: number;
  readonly laneId: number | null;
  readonly orderGroup: number;
  /** What the person set, or else what was computed. */
  readonly quantity: number;
  readonly unitCost: string;
  readonly currency: string;
  readonly orderOn: string;
  readonly shipOn: string;
  readonly arriveOn: string;
  readonly state: DecisionState | null;
  readonly orderId: number | null;
}

async function readLines(
  tx: Tx,
  runId: number,
  lineIds: readonly number[],
  day: string,
): Promise<LineToOrder[]> {
  const { rows } = await sql<LineToOrder>`
    with ${decisionsInForce(runId, day)}
    select l.id, l.kind, l.item_id as "itemId", i.code as "itemCode", l.from_location_id as "fromId",
           l.to_location_id as "toId", l.lane_id as "laneId", l.order_group as "orderGroup",
           coalesce(d.quantity, l.quantity) as quantity, l.unit_cost as "unitCost", l.currency,
           l.order_on as "orderOn", l.ship_on as "shipOn", l.arrive_on as "arriveOn", d.state,
           o.order_id as "orderId"
    from plan_line l
    join item i on i.id = l.item_id
    left join in_force d on d.line_id = l.id
    left join supply_order_line o on o.plan_line_id = l.id
    where l.id = any(${idList(lineIds)})
    order by l.order_group, l.id`.execute(tx);
  return rows;
}

function refuseUnapproved(lines: readonly LineToOrder[]): void {
  const unapproved = lines.filter(({ state }) => state !== 'approved');
  if (unapproved.length === 0) return;
  const [{ id, itemCode, state }] = unapproved;
  throw new Problem('plan.lineNotApproved', {
    line: id,
    item: itemCode,
    state: state ?? 'open',
    stateZh: stateWords['zh-CN'][state ?? 'open'],
    count: unapproved.length,
  });
}

/** Lines with equal keys travel together. */
const groupOf = (line: LineToOrder): string =>
  json([
    line.orderGroup,
    line.kind,
    line.fromId,
    line.toId,
    line.laneId,
    line.currency,
    line.orderOn,
    line.shipOn,
    line.arriveOn,
  ]);

const PREFIX: Readonly<Record<PlanLineKind, string>> = { buy: 'PO', transfer: 'TO' };

async function makeOrder(
  tx: Tx,
  runId: number,
  lines: readonly LineToOrder[],
  actor: string,
): Promise<number> {
  const [first] = lines;
  const { id } = await tx
    .insertInto('supply_order')
    .values({
      // The number people use is made of the row's own, known only after it is written.
      number: sql<string>`gen_random_uuid()::text`,
      kind: first.kind === 'buy' ? 'purchase' : 'transfer',
      from_location_id: first.fromId,
      to_location_id: first.toId,
      lane_id: first.laneId,
      state: 'approved',
      order_on: first.orderOn,
      ship_on: first.shipOn,
      arrive_on: first.arriveOn,
      currency: first.currency,
      plan_run_id: runId,
      created_by: actor,
      sent_on: null,
      shipped_on: null,
      confirmed_arrive_on: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('supply_order')
    .set({ number: `${PREFIX[first.kind]}-${String(id).padStart(6, '0')}` })
    .where('id', '=', id)
    .execute();
  await sql`
    insert into supply_order_line (order_id, item_id, ordered, unit_cost, plan_line_id)
    select ${id}::bigint, l."itemId", l.quantity, l."unitCost", l.id
    from jsonb_to_recordset(${json(lines)}::jsonb)
      as l ("itemId" bigint, quantity integer, "unitCost" numeric, id bigint)
    order by l."itemId"`.execute(tx);
  const reason = `plan ${runId}`;
  await noteTransition(tx, id, null, 'proposed', { actor, reason });
  await noteTransition(tx, id, 'proposed', 'approved', { actor, reason });
  return id;
}
