import type { Kysely, Selectable } from 'kysely';
import type { Database, PlanRunTable, Schema } from '../postgres/index.js';
import { Problem } from '../problem.js';

/** What a plan came to. Written once by the run; money as exact decimals. */
export interface PlanSummary {
  itemCount: number;
  itemLocationCount: number;
  buyLineCount: number;
  transferLineCount: number;
  purchaseOrderCount: number;
  transferOrderCount: number;
  buyCost: string;
  transferCost: string;
  valueAtRisk: number;
  currency: string;
  history: Record<string, { lines: number; pieces: number }>;
  methods: Record<string, number>;
  seconds: Record<string, number>;
}

/** The versions of the sources that a run read. */
export interface PlanInputs {
  sources: { name: string; versionId: number; isAssumption: boolean }[];
  [further: string]: unknown;
}

/** A finished plan run; it never changes. */
export interface PlanRun {
  id: number;
  asOf: string;
  seed: string;
  engineVersion: string;
  inputsHash: string;
  inputs: PlanInputs;
  settings: Record<string, unknown>;
  summary: PlanSummary;
  createdAt: string;
}

/** Every plan run, the newest first. */
export async function listPlanRuns(db: Database): Promise<{ data: PlanRun[] }> {
  const rows = await db.kysely.selectFrom('plan_run').selectAll().orderBy('id', 'desc').execute();
  return { data: rows.map(toPlanRun) };
}

/** One plan run. @throws Problem `plan.runNotFound`. */
export const getPlanRun = (db: Database, id: number): Promise<PlanRun> => readRun(db.kysely, id);

/** As `getPlanRun`, inside a transaction or not. @throws Problem `plan.runNotFound`. */
export async function readRun(kysely: Kysely<Schema>, id: number): Promise<PlanRun> {
  const row = Number.isSafeInteger(id)
    ? await kysely.selectFrom('plan_run').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!row) throw new Problem('plan.runNotFound', { id });
  return toPlanRun(row);
}

const toPlanRun = (row: Selectable<PlanRunTable>): PlanRun => ({
  id: row.id,
  asOf: row.as_of,
  seed: row.seed,
  engineVersion: row.engine_version,
  inputsHash: row.inputs_hash,
  // The run itself wrote these; nobody else may.
  inputs: row.inputs as PlanInputs,
  settings: row.settings as Record<string, unknown>,
  summary: row.summary as PlanSummary,
  createdAt: row.created_at.toISOString(),
});
