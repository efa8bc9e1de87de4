import { sql } from 'kysely';
import type { Database } from '../postgres/index.js';

/** Something that a screen may want to show anew. */
export type Change =
  | { readonly type: 'job.changed'; readonly jobId: string }
  | { readonly type: 'plan.created'; readonly runId: number }
  | { readonly type: 'plan.decided'; readonly runId: number; readonly lineIds: number[] }
  | { readonly type: 'supplyOrder.changed'; readonly orderId: number };

/** How far a listener has read: the newest job change and the highest number of each journal. */
interface Position {
  readonly jobsAt: number;
  readonly run: number;
  readonly decision: number;
  readonly transition: number;
  readonly receipt: number;
}

type Journal = 'run' | 'decision' | 'transition' | 'receipt';

/**
 * Rows are numbered before they are committed, so a lower number may appear after a higher one.
 * Looking back this far, and remembering what was told, lets none slip by.
 */
const LOOK_BACK_ROWS = 200;
const LOOK_BACK_MS = 5_000;
/** More changes than this at once are told in several messages. */
const ROWS_AT_ONCE = 5_000;

/**
 * What changed since a listener last asked, read from the journals themselves. So it also tells what
 * another process did on the same database, and a listener that was cut off resumes where it was.
 */
export class ChangeFeed {
  #position: Position;
  readonly #floor: Position;
  readonly #told: Record<Journal, Set<number>> = {
    run: new Set(),
    decision: new Set(),
    transition: new Set(),
    receipt: new Set(),
  };
  readonly #toldJobs = new Map<string, number>();

  private constructor(
    readonly database: Database,
    position: Position,
  ) {
    this.#position = position;
    this.#floor = position;
  }

  /** Listens from now on, or from where `resumeFrom` (a former `cursor`) ended. */
  static async open(database: Database, resumeFrom?: string): Promise<ChangeFeed> {
    const resumed = resumeFrom ? readPosition(resumeFrom) : undefined;
    return new ChangeFeed(database, resumed ?? (await present(database)));
  }

  /** Text from which a later feed can resume. */
  get cursor(): string {
    const { jobsAt, run, decision, transition, receipt } = this.#position;
    return [jobsAt, run, decision, transition, receipt].join('.');
  }

  /** What changed since the last call, oldest kind first; empty when nothing did. */
  async next(): Promise<Change[]> {
    const jobs = await this.#changedJobs();
    const runs = await this.#new('run', (after) =>
      this.database.kysely
        .selectFrom('plan_run')
        .select('id')
        .where('id', '>', after)
        .orderBy('id')
        .limit(ROWS_AT_ONCE)
        .execute(),
    );
    const decisions = await this.#new('decision', (after) =>
      this.database.kysely
        .selectFrom('plan_line_decision as decision')
        .innerJoin('plan_line as line', 'line.id', 'decision.line_id')
        .select(['decision.id', 'line.id as line_id', 'line.run_id'])
        .where('decision.id', '>', after)
        .orderBy('decision.id')
        .limit(ROWS_AT_ONCE)
        .execute(),
    );
    const transitions = await this.#new('transition', (after) =>
      this.database.kysely
        .selectFrom('supply_order_transition')
        .select(['id', 'order_id'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(ROWS_AT_ONCE)
        .execute(),
    );
    const receipts = await this.#new('receipt', (after) =>
      this.database.kysely
        .selectFrom('receipt')
        .select(['id', 'order_id'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(ROWS_AT_ONCE)
        .execute(),
    );
    const orderIds = new Set([...transitions, ...receipts].map(({ order_id }) => order_id));
    return [
      ...jobs.map((jobId) => ({ type: 'job.changed' as const, jobId })),
      ...runs.map(({ id }) => ({ type: 'plan.created' as const, runId: id })),
      ...decidedByRun(decisions),
      ...[...orderIds].map((orderId) => ({ type: 'supplyOrder.changed' as const, orderId })),
    ];
  }

  async #changedJobs(): Promise<string[]> {
    const since = Math.max(this.#position.jobsAt - LOOK_BACK_MS, this.#floor.jobsAt);
    const rows = await this.database.kysely
      .selectFrom('job')
      .select(['id', 'changed_at'])
      .where('changed_at', '>', new Date(since))
      .orderBy('changed_at')
      .execute();
    const changed = rows.filter(
      ({ id, changed_at }) => this.#toldJobs.get(id) !== changed_at.getTime(),
    );
    this.#toldJobs.clear();
    for (const { id, changed_at } of rows) this.#toldJobs.set(id, changed_at.getTime());
    const newest = Math.max(this.#position.jobsAt, ...rows.map((row) => row.changed_at.getTime()));
    this.#position = { ...this.#position, jobsAt: newest };
    return changed.map(({ id }) => id);
  }

  async #new<Row extends { id: number }>(
    journal: Journal,
    read: (after: number) => Promise<Row[]>,
  ): Promise<Row[]> {
    const told = this.#told[journal];
    const after = Math.max(this.#position[journal] - LOOK_BACK_ROWS, this.#floor[journal]);
    const rows = await read(after);
    const fresh = rows.filter(({ id }) => !told.has(id));
    told.clear();
    for (const { id } of rows) told.add(id);
    const highest = Math.max(this.#position[journal], ...rows.map(({ id }) => id));
    this.#position = { ...this.#position, [journal]: highest };
    return fresh;
  }
}

function decidedByRun(rows: readonly { line_id: number; run_id: number }[]): Change[] {
  const byRun = new Map<number, Set<number>>();
  for (const { line_id, run_id } of rows)
    byRun.set(run_id, (byRun.get(run_id) ?? new Set()).add(line_id));
  return [...byRun].map(([runId, lineIds]) => ({
    type: 'plan.decided',
    runId,
    lineIds: [...lineIds],
  }));
}

async function present(database: Database): Promise<Position> {
  const { rows } = await sql<{
    jobs_at: Date | null;
    run: number | null;
    decision: number | null;
    transition: number | null;
    receipt: number | null;
  }>`select (select max(changed_at) from job) as jobs_at,
            (select max(id) from plan_run) as run,
            (select max(id) from plan_line_decision) as decision,
            (select max(id) from supply_order_transition) as transition,
            (select max(id) from receipt) as receipt`.execute(database.kysely);
  const [row] = rows;
  return {
    jobsAt: row.jobs_at?.getTime() ?? 0,
    run: row.run ?? 0,
    decision: row.decision ?? 0,
    transition: row.transition ?? 0,
    receipt: row.receipt ?? 0,
  };
}

function readPosition(cursor: string): Position | undefined {
  if (!/^\d{1,15}(\.\d{1,15}){4}$/.test(cursor)) return undefined;
  const [jobsAt, run, decision, transition, receipt] = cursor.split('.').map(Number);
  return { jobsAt, run, decision, transition, receipt };
}
