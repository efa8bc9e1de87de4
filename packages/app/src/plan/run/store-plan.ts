import type { PlanLine, PositionPlan, ProposedOrder } from '@stockwright/core/plan';
import { formatDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import type { Database, Tx } from '../../postgres/database.js';
import { json } from '../../postgres/index.js';
import { carryHolds } from '../carry-holds.js';
import { locationIdOf } from './planning-inputs.js';

/** A plan run as it goes into the database: the row, then its positions and lines. */
export interface PlanToStore {
  readonly jobId: string | null;
  readonly asOf: string;
  readonly seed: string;
  readonly settings: unknown;
  readonly inputs: unknown;
  readonly inputsHash: string;
  readonly engineVersion: string;
  readonly forecastFile: string;
  readonly currency: string;
  readonly summary: unknown;
  readonly positions: readonly {
    readonly item: number;
    readonly plan: PositionPlan;
    readonly forecastMethod: string;
    readonly explanation: unknown;
  }[];
  readonly orders: readonly ProposedOrder[];
}

const BATCH = 1000;

/** JSON with seven significant digits: all that a computed expectation has to tell, in half the space. */
const compact = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'number' && !Number.isInteger(each) ? Number(each.toPrecision(7)) : each,
  );

/**
 * Stores a run whole or not at all. When the same inputs were planned meanwhile, that run stands.
 *
 * @returns the run's number, and whether it is this one
 */
export function storePlan(
  database: Database,
  plan: PlanToStore,
): Promise<{ runId: number; created: boolean }> {
  return database.transaction(async (tx) => {
    const made = await tx
      .insertInto('plan_run')
      .values({
        job_id: plan.jobId,
        as_of: plan.asOf,
        seed: plan.seed,
        settings: json(plan.settings),
        inputs: json(plan.inputs),
        inputs_hash: plan.inputsHash,
        engine_version: plan.engineVersion,
        forecast_file: plan.forecastFile,
        summary: json(plan.summary),
      })
      .onConflict((conflict) => conflict.column('inputs_hash').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) {
      const standing = await tx
        .selectFrom('plan_run')
        .select('id')
        .where('inputs_hash', '=', plan.inputsHash)
        .executeTakeFirstOrThrow();
      return { runId: standing.id, created: false };
    }
    await storePositions(tx, made.id, plan);
    await storeLines(tx, made.id, plan);
    await carryHolds(tx, made.id, plan.asOf);
    return { runId: made.id, created: true };
  });
}

async function storePositions(tx: Tx, runId: number, { positions }: PlanToStore): Promise<void> {
  for (let start = 0; start < positions.length; start += BATCH) {
    const rows = positions
      .slice(start, start + BATCH)
      .map(({ item, plan, forecastMethod, explanation }) => ({
        item_id: item,
        location_id: plan.place,
        on_hand: plan.onHand,
        on_order: plan.onOrder,
        inventory_position: plan.inventoryPosition,
        protection_days: plan.protectionDays,
        demand_mean: plan.demandMean,
        demand_sd: plan.demandSd,
        critical_ratio: plan.criticalRatio,
        order_up_to: plan.orderUpTo,
        stock_out_risk: plan.stockOutRisk,
        forecast_method: forecastMethod,
        explanation,
      }));
    await sql`
      insert into plan_position
      select ${runId}, r.* from json_to_recordset(${compact(rows)}::json) as r(
        item_id bigint, location_id bigint, on_hand integer, on_order integer,
        inventory_position integer, protection_days integer, demand_mean double precision,
        demand_sd double precision, critical_ratio double precision, order_up_to integer,
        stock_out_risk double precision, forecast_method text, explanation jsonb)`.execute(tx);
  }
}

async function storeLines(tx: Tx, runId: number, { orders, currency }: PlanToStore): Promise<void> {
  const lines = orders.flatMap(({ group, lines }) => lines.map((line) => ({ group, line })));
  for (let start = 0; start < lines.length; start += BATCH) {
    const rows = lines
      .slice(start, start + BATCH)
      .map(({ group, line }) => lineRow(runId, group, line, currency));
    await tx.insertInto('plan_line').values(rows).execute();
  }
}

const lineRow = (runId: number, group: number, line: PlanLine, currency: string) => ({
  run_id: runId,
  kind: line.kind,
  item_id: line.item,
  from_location_id: locationIdOf(line.from),
  to_location_id: line.to,
  lane_id: line.lane,
  order_group: group,
  quantity: line.quantity,
  need: line.need,
  unit_cost: line.unitCost,
  line_cost: line.lineCost,
  currency,
  order_on: formatDay(line.orderOn),
  ship_on: formatDay(line.shipOn),
  arrive_on: formatDay(line.arriveOn),
  stock_out_risk: line.stockOutRisk,
  value_at_risk: line.valueAtRisk,
  explanation: compact({
    ...line.explanation,
    role: line.role,
    expectedSaving: line.expectedSaving,
  }),
});
