import {
  type Database,
  decide,
  exportLines,
  getSupplyOrder,
  listPlanLines,
  orderLines,
  readWorkbook,
} from '@stockwright/app';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBoth } from '../support/databases.js';
import { editWorkbook } from './edit-workbook.js';
import { oneDatabase } from './one-database.js';
import { type PlanHouse, storeRun } from './plan-house.js';

const today = '2026-05-04';

describeOnBoth('ordering lines of a plan', (databases) => {
  const database = oneDatabase(databases);
  let db: Database;
  beforeAll(() => {
    db = database();
  });

  const approvedRun = async (): Promise<PlanHouse> => {
    const house = await storeRun(db);
    const decisions = house.lines.map((lineId) => ({ lineId, state: 'approved' as const }));
    await decide(db, house.runId, decisions, 'ann');
    return house;
  };
  const linesOrdered = async (runId: number) => {
    const { data } = await listPlanLines(db, runId, { sort: 'item', descending: false });
    return data.filter(({ supplyOrderId }) => supplyOrderId !== null);
  };

  test('lines of one group make one order, each with the person’s quantity or else the computed one', async () => {
    const { runId, lines } = await approvedRun();
    await decide(
      db,
      runId,
      [
        { lineId: lines[0], state: 'approved', quantity: 72 },
        { lineId: lines[2], state: 'approved', quantity: 0 },
      ],
      'ann',
    );
    const reply = await orderLines(db, runId, lines, 'ann', today);
    expect(reply).toMatchObject({ orderedLineCount: 3, alreadyOrderedLineCount: 0 });
    const orders = await Promise.all(reply.orderIds.map((id) => getSupplyOrder(db, id)));
    expect(orders).toMatchObject([
      {
        kind: 'purchase',
        from: { code: 'NINGBO' },
        planRunId: runId,
        // 72 × 2.50 + 60 × 2.50
        cost: '330.0000',
        lines: [
          { item: { code: 'BEAR-BLUE' }, ordered: 60 },
          { item: { code: 'BEAR-RED' }, ordered: 72 },
        ],
      },
      { kind: 'transfer', from: { code: 'DC' }, to: { code: 'YORK' }, lines: [{ ordered: 6 }] },
    ]);
    expect((await linesOrdered(runId)).map(({ id }) => id)).not.toContain(lines[2]);
  });

  test('ordering twice makes one order, one after the other as at the same moment', async () => {
    const { runId, lines } = await approvedRun();
    const once = await orderLines(db, runId, [lines[0], lines[0]], 'ann', today);
    expect(once).toMatchObject({ orderedLineCount: 1, alreadyOrderedLineCount: 0 });
    expect(await orderLines(db, runId, [lines[0]], 'ann', today)).toEqual({
      orderIds: [],
      orderedLineCount: 0,
      alreadyOrderedLineCount: 1,
    });

    const callers = Array.from({ length: 6 }, (_, i) =>
      orderLines(db, runId, i % 2 === 0 ? lines : [...lines].reverse(), `caller ${i}`, today),
    );
    const replies = await Promise.all(callers);
    expect(replies.map(({ orderedLineCount }) => orderedLineCount).sort()).toEqual([
      0, 0, 0, 0, 0, 3,
    ]);
    const rows = await db.kysely
      .selectFrom('supply_order_line')
      .select('plan_line_id')
      .where('plan_line_id', 'in', lines)
      .execute();
    expect(rows.map((row) => row.plan_line_id).sort()).toEqual([...lines].sort());
  });

  test('a line that is not approved is refused, and then nothing is ordered', async () => {
    const { runId, lines } = await approvedRun();
    for (const decision of [
      { state: 'rejected' as const },
      { state: 'open' as const },
      { state: 'snoozed' as const, until: '2026-06-01' },
    ]) {
      await decide(db, runId, [{ lineId: lines[3], ...decision }], 'bo');
      await expect(orderLines(db, runId, lines, 'ann', today)).rejects.toMatchObject({
        code: 'plan.lineNotApproved',
        facts: { line: lines[3], item: 'BEAR-RED', state: decision.state, count: 1 },
      });
    }
    const other = await storeRun(db);
    await expect(orderLines(db, runId, other.lines, 'ann', today)).rejects.toMatchObject({
      code: 'plan.lineNotInRun',
    });
    expect(await linesOrdered(runId)).toEqual([]);
  });

  test('whoever rejects while another orders comes before or after, never in between', async () => {
    const { runId, lines } = await approvedRun();
    const [ordered, rejected] = await Promise.allSettled([
      orderLines(db, runId, [lines[0]], 'ann', today),
      decide(db, runId, [{ lineId: lines[0], state: 'rejected' }], 'bo'),
    ]);
    expect([ordered.status, rejected.status].sort()).toEqual(['fulfilled', 'rejected']);
    const isOrdered = (await linesOrdered(runId)).length === 1;
    expect(isOrdered).toBe(ordered.status === 'fulfilled');
  });

  test('an ordered line can no longer be decided on, nor changed by a workbook', async () => {
    const { runId, lines } = await approvedRun();
    const { bytes } = await exportLines(db, runId, {}, 'xlsx');
    await orderLines(db, runId, [lines[0]], 'ann', today);
    await expect(
      decide(db, runId, [{ lineId: lines[0], state: 'rejected' }], 'ann'),
    ).rejects.toMatchObject({ code: 'plan.lineAlreadyOrdered' });
    const edited = await editWorkbook(bytes, (put) => {
      put(lines[0], 'Your quantity', 1);
      put(lines[1], 'Your quantity', 12);
    });
    const reply = await readWorkbook(db, runId, edited, { apply: true, actor: 'ann' });
    expect(reply.changes.map(({ lineId }) => lineId)).toEqual([lines[1]]);
    expect(reply.rejects).toMatchObject([{ field: 'line' }]);
  });
});
