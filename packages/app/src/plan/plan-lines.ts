import { PAGE_SIZE, pageOf, readCursor, writeCursor } from '../page-cursor.js';
import type { Database } from '../postgres/index.js';
import { Problem } from '../problem.js';
import {
  countPlanLines,
  type Decision,
  type PlanLine,
  type PlanLineFilter,
  type PlanLinePlace,
  type PlanLineSelection,
  selectPlanLines,
  sortKeys,
} from './plan-line-query.js';
import { readRun } from './plan-runs.js';

export interface PlanLineQuery extends PlanLineFilter {
  cursor?: string;
  /** Rows on a page, at least 1. */
  limit?: number;
  /** Day on which decisions must hold; default: the day the plan is of. */
  today?: string;
}

export interface PlanLinePage {
  data: PlanLine[];
  nextCursor: string | null;
  total: number;
}

/** One item at one place as the plan saw it. */
export interface PlanPosition {
  onHand: number;
  onOrder: number;
  inventoryPosition: number;
  protectionDays: number;
  demandMean: number;
  demandSd: number;
  criticalRatio: number;
  orderUpTo: number;
  stockOutRisk: number;
  forecastMethod: string;
  explanation: Record<string, unknown>;
}

/** A line with everything that explains it. */
export interface PlanLineDetail extends PlanLine {
  explanation: Record<string, unknown>;
  /** The receiving place. */
  position: PlanPosition | null;
  /** Every decision taken on this line, the newest first. */
  decisions: Decision[];
}

/**
 * A page of a run's lines with what is decided on each.
 *
 * @throws Problem `plan.runNotFound`, `page.cursorUnusable`.
 */
export async function listPlanLines(
  db: Database,
  runId: number,
  query: PlanLineQuery = {},
): Promise<PlanLinePage> {
  const { cursor, limit = PAGE_SIZE, today, ...filter } = query;
  const { asOf } = await readRun(db.kysely, runId);
  const selection: PlanLineSelection = { ...filter, runId, day: today ?? asOf };
  const after = cursor === undefined ? undefined : placeOf(cursor, filter);
  const rows = await selectPlanLines(db.kysely, { ...selection, after, limit: limit + 1 });
  const page = pageOf(rows, limit, ({ key, line }) =>
    writeCursor([...orderOf(filter), key, String(line.id)]),
  );
  return {
    data: page.data.map(({ line }) => line),
    nextCursor: page.nextCursor,
    total: await countPlanLines(db.kysely, selection),
  };
}

/**
 * One line with its explanation, the position it mends and every decision taken on it.
 *
 * @param today day on which decisions must hold; default: the day the plan is of
 * @throws Problem `plan.lineNotFound`.
 */
export async function getPlanLine(
  db: Database,
  id: number,
  today?: string,
): Promise<PlanLineDetail> {
  const { kysely } = db;
  const stored = Number.isSafeInteger(id)
    ? await kysely
        .selectFrom('plan_line')
        .innerJoin('plan_run', 'plan_run.id', 'plan_line.run_id')
        .select(['run_id', 'item_id', 'to_location_id', 'explanation', 'as_of'])
        .where('plan_line.id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!stored) throw new Problem('plan.lineNotFound', { id });
  const runId = stored.run_id;
  const [{ line }] = await selectPlanLines(kysely, {
    runId,
    ids: [id],
    day: today ?? stored.as_of,
  });
  const position = await kysely
    .selectFrom('plan_position')
    .selectAll()
    .where('run_id', '=', runId)
    .where('item_id', '=', stored.item_id)
    .where('location_id', '=', stored.to_location_id)
    .executeTakeFirst();
  const decisions = await kysely
    .selectFrom('plan_line_decision')
    .selectAll()
    .where('line_id', '=', id)
    .orderBy('id', 'desc')
    .execute();
  return {
    ...line,
    explanation: stored.explanation as Record<string, unknown>,
    position: position
      ? {
          onHand: position.on_hand,
          onOrder: position.on_order,
          inventoryPosition: position.inventory_position,
          protectionDays: position.protection_days,
          demandMean: position.demand_mean,
          demandSd: position.demand_sd,
          criticalRatio: position.critical_ratio,
          orderUpTo: position.order_up_to,
          stockOutRisk: position.stock_out_risk,
          forecastMethod: position.forecast_method,
          explanation: position.explanation as Record<string, unknown>,
        }
      : null,
    decisions: decisions.map((row) => ({
      state: row.state,
      quantity: row.quantity,
      reason: row.reason,
      until: row.until,
      actor: row.actor,
      decidedAt: row.decided_at.toISOString(),
    })),
  };
}

/** The order of a list as a cursor states it, so that a cursor of another order is not misread. */
const orderOf = ({ sort = 'valueAtRisk', descending = true }: PlanLineFilter): [string, string] => [
  sort,
  descending ? 'down' : 'up',
];

function placeOf(cursor: string, filter: PlanLineFilter): PlanLinePlace {
  const [sort, direction] = orderOf(filter);
  const [, , key, id] = readCursor(cursor, [
    new RegExp(`^${sort}$`),
    new RegExp(`^${direction}$`),
    sortKeys[filter.sort ?? 'valueAtRisk'].pattern,
    /^\d{1,15}$/,
  ]);
  return { key, id: Number(id) };
}
