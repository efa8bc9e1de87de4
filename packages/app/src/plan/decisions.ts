import { sql } from 'kysely';
import { type Database, type DecisionState, json, type Tx, within } from '../postgres/index.js';
import { Problem } from '../problem.js';
import { brokenRule, type DecisionFields, tidyReason } from './decision-rules.js';
import { idList, type PlanLine, selectPlanLines } from './plan-line-query.js';
import { type PlanRun, readRun } from './plan-runs.js';

export interface DecisionInput {
  lineId: number;
  state: DecisionState;
  /** Null or left out: the computed quantity stands. */
  quantity?: number | null;
  reason?: string | null;
  until?: string | null;
}

/** A quantity that the supplier may not deliver as it is. It stands all the same: people agree such things. */
export interface DecisionWarning {
  lineId: number;
  code: 'plan.belowMinimumOrder' | 'plan.notWholePacks';
  /** Values for the blanks of the message of that code. */
  facts: Record<string, number>;
}

/** The lines decided on, in the order of the request, and what does not fit the supplier's terms. */
export interface DecisionReply {
  data: PlanLine[];
  warnings: DecisionWarning[];
}

const ACTOR_LENGTH = 100;

/**
 * Sets a person's decisions on lines of a run: all of them or, when one is wrong, none. A decision is a
 * new row; earlier ones and the computed numbers stay as they are.
 *
 * @throws Problem `plan.*` naming the first line that is wrong and why.
 */
export const decide = (
  db: Database | Tx,
  runId: number,
  decisions: readonly DecisionInput[],
  actor: string,
): Promise<DecisionReply> =>
  within(db, async (tx) => {
    const run = await readRun(tx, runId);
    const who = checkedActor(actor);
    const wanted = decisions.map((given) => checked(given, run));
    const lineIds = wanted.map(({ lineId }) => lineId);
    refuseRepeats(lineIds);
    await lockLines(tx, runId, lineIds);
    await refuseOrdered(tx, lineIds);
    await append(tx, wanted, who);
    return {
      data: await linesInOrder(tx, run, lineIds),
      warnings: await warningsOn(tx, wanted),
    };
  });

type Wanted = DecisionFields & { readonly lineId: number };

function checked(given: DecisionInput, run: PlanRun): Wanted {
  const { lineId, state, quantity = null, until = null } = given;
  if (!Number.isSafeInteger(lineId))
    throw new Problem('plan.lineNotInRun', { line: lineId, run: run.id });
  const wanted = { lineId, state, quantity, reason: tidyReason(given.reason ?? null), until };
  const broken = brokenRule(wanted, run.asOf);
  if (broken) throw new Problem(`plan.${broken.rule}`, { line: lineId, ...broken.facts });
  return wanted;
}

/** Who acts, without blanks around. @throws Problem `plan.actorMissing`. */
export function checkedActor(actor: string): string {
  const who = tidyReason(actor) ?? '';
  if (who === '' || who.length > ACTOR_LENGTH)
    throw new Problem('plan.actorMissing', { limit: ACTOR_LENGTH });
  return who;
}

function refuseRepeats(lineIds: readonly number[]): void {
  const seen = new Set<number>();
  for (const line of lineIds) {
    if (seen.has(line)) throw new Problem('plan.lineDecidedTwice', { line });
    seen.add(line);
  }
}

/**
 * Keeps lines to this transaction until it ends, so that nobody orders a line while another rejects it.
 * Always in the order of their ids: two callers then wait for each other, never in a circle.
 *
 * @throws Problem `plan.lineNotInRun`.
 */
export async function lockLines(tx: Tx, runId: number, lineIds: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from plan_line where run_id = ${runId} and id = any(${idList(lineIds)})
    order by id for update`.execute(tx);
  const found = new Set(rows.map(({ id }) => id));
  const missing = lineIds.find((id) => !found.has(id));
  if (missing !== undefined) throw new Problem('plan.lineNotInRun', { line: missing, run: runId });
}

async function refuseOrdered(tx: Tx, lineIds: readonly number[]): Promise<void> {
  const { rows } = await sql<{ line: number; order: string }>`
    select l.plan_line_id as line, o.number as order
    from supply_order_line l join supply_order o on o.id = l.order_id
    where l.plan_line_id = any(${idList(lineIds)}) order by 1 limit 1`.execute(tx);
  if (rows.length > 0) throw new Problem('plan.lineAlreadyOrdered', { ...rows[0] });
}

/** One statement with one parameter, whatever the number of rows: a protocol message holds 65,535. */
async function append(tx: Tx, wanted: readonly Wanted[], actor: string): Promise<void> {
  await sql`
    insert into plan_line_decision (line_id, state, quantity, reason, until, actor)
    select w."lineId", w.state, w.quantity, w.reason, w.until, ${actor}::text
    from rows from (jsonb_to_recordset(${json(wanted)}::jsonb)
      as ("lineId" bigint, state text, quantity integer, reason text, until date))
      with ordinality w ("lineId", state, quantity, reason, until, place)
    order by w.place`.execute(tx);
}

async function linesInOrder(tx: Tx, run: PlanRun, lineIds: readonly number[]): Promise<PlanLine[]> {
  const rows = await selectPlanLines(tx, { runId: run.id, day: run.asOf, ids: lineIds });
  const byId = new Map(rows.map(({ line }) => [line.id, line]));
  return lineIds.flatMap((id) => byId.get(id) ?? []);
}

async function warningsOn(tx: Tx, wanted: readonly Wanted[]): Promise<DecisionWarning[]> {
  const set = wanted.filter(
    ({ state, quantity }) => state !== 'rejected' && quantity !== null && quantity > 0,
  );
  if (set.length === 0) return [];
  const { rows } = await sql<{ line: number; minimum: number; pack: number }>`
    select l.id as line, s.minimum_order_quantity as minimum, s.pack_size as pack
    from plan_line l
    join item_supply s on s.item_id = l.item_id and s.supplier_id = l.from_location_id
    where l.kind = 'buy' and l.id = any(${idList(set.map(({ lineId }) => lineId))})`.execute(tx);
  const terms = new Map(rows.map((row) => [row.line, row]));
  return set.flatMap(({ lineId, quantity }) => {
    const { minimum, pack } = terms.get(lineId) ?? { minimum: 1, pack: 1 };
    const pieces = quantity ?? 0;
    const warnings: DecisionWarning[] = [];
    const facts = { line: lineId, quantity: pieces };
    if (pieces < minimum)
      warnings.push({ lineId, code: 'plan.belowMinimumOrder', facts: { ...facts, minimum } });
    if (pieces % pack !== 0)
      warnings.push({ lineId, code: 'plan.notWholePacks', facts: { ...facts, pack } });
    return warnings;
  });
}
