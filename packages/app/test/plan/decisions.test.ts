import {
  type Database,
  type DecisionInput,
  decide,
  describeProblem,
  exportLines,
  getPlanLine,
  listPlanLines,
  listPlanRuns,
  listStock,
  readWorkbook,
  status,
} from '@stockwright/app';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBoth } from '../support/databases.js';
import { editHidden, editWorkbook } from './edit-workbook.js';
import { oneDatabase } from './one-database.js';
import { fourLines, storeRun } from './plan-house.js';

const stateOf = async (db: Database, runId: number, lineId: number, today?: string) =>
  (await listPlanLines(db, runId, { today })).data.find(({ id }) => id === lineId)?.decision?.state;

const countDecisions = async ({ kysely }: Database) =>
  (await kysely.selectFrom('plan_line_decision').select('id').execute()).length;

describeOnBoth('decisions on plan lines', (databases) => {
  const database = oneDatabase(databases);
  let db: Database;
  beforeAll(() => {
    db = database();
  });

  test('a decision stands beside the computed quantity, and the newest one is in force', async () => {
    const { runId, lines } = await storeRun(db);
    await decide(db, runId, [{ lineId: lines[0], state: 'approved', quantity: 144 }], 'ann');
    const { data } = await decide(
      db,
      runId,
      [{ lineId: lines[0], state: 'approved', quantity: 72, reason: '  less\u0007 shelf  ' }],
      ' bo ',
    );
    expect(data).toMatchObject([
      {
        quantity: 120,
        decision: { state: 'approved', quantity: 72, reason: 'less shelf', actor: 'bo' },
      },
    ]);
    const detail = await getPlanLine(db, lines[0]);
    expect(detail.decisions.map(({ quantity, actor }) => [quantity, actor])).toEqual([
      [72, 'bo'],
      [144, 'ann'],
    ]);
    expect(detail).toMatchObject({
      explanation: { why: 'low' },
      position: { onHand: 40, orderUpTo: 158, forecastMethod: 'theta' },
    });
  });

  test('one wrong decision and none is written, with a message that names the line', async () => {
    const { runId, lines } = await storeRun(db);
    const other = await storeRun(db);
    const [good, lineId] = lines;
    const before = await countDecisions(db);
    const wrong: [Partial<DecisionInput>, string][] = [
      [{ quantity: 1.5 }, 'plan.quantityNotWhole'],
      [{ quantity: -1 }, 'plan.quantityNotWhole'],
      [{ quantity: 2 ** 31 }, 'plan.quantityNotWhole'],
      [{ state: 'maybe' as never }, 'plan.stateUnknown'],
      [{ reason: 'x'.repeat(501) }, 'plan.reasonTooLong'],
      [{ state: 'snoozed' }, 'plan.snoozeNeedsUntil'],
      [{ until: '2026-02-30' }, 'plan.untilNotADay'],
      [{ until: '2026-05-02' }, 'plan.untilHasPassed'], // the plan is of 2026-05-03
      [{ lineId: other.lines[0] }, 'plan.lineNotInRun'],
      [{ lineId: good }, 'plan.lineDecidedTwice'],
    ];
    for (const [part, code] of wrong)
      await expect(
        decide(
          db,
          runId,
          [
            { lineId: good, state: 'approved' },
            { lineId, state: 'approved', ...part },
          ],
          'ann',
        ),
        code,
      ).rejects.toMatchObject({ code });
    await expect(decide(db, runId, [{ lineId, state: 'open' }], ' ')).rejects.toMatchObject({
      code: 'plan.actorMissing',
    });
    await expect(decide(db, 999_999, [], 'ann')).rejects.toMatchObject({
      code: 'plan.runNotFound',
    });
    expect(await countDecisions(db)).toBe(before);
  });

  test('a quantity outside the supplier’s terms stands, with a warning', async () => {
    const { runId, lines } = await storeRun(db);
    const { data, warnings } = await decide(
      db,
      runId,
      [
        { lineId: lines[0], state: 'approved', quantity: 50 }, // minimum 60, packs of 12
        { lineId: lines[1], state: 'approved', quantity: 0 }, // nothing is ordered: nothing to warn of
        { lineId: lines[3], state: 'approved', quantity: 1 }, // a transfer has no supplier's terms
      ],
      'ann',
    );
    expect(data.map(({ decision }) => decision?.quantity)).toEqual([50, 0, 1]);
    expect(warnings.map(({ lineId, code }) => [lineId, code])).toEqual([
      [lines[0], 'plan.belowMinimumOrder'],
      [lines[0], 'plan.notWholePacks'],
    ]);
    expect(warnings.map(({ code, facts }) => describeProblem(code, facts, 'en'))).toEqual([
      `Line ${lines[0]}: 50 is below the supplier’s minimum of 60.`,
      `Line ${lines[0]}: 50 is not a whole number of packs of 12.`,
    ]);
  });

  test('a snoozed line comes back as open after its day, not as what was decided before', async () => {
    const { runId, lines } = await storeRun(db);
    const [lineId] = lines;
    await decide(db, runId, [{ lineId, state: 'approved' }], 'ann');
    await decide(db, runId, [{ lineId, state: 'snoozed', until: '2026-05-20' }], 'ann');
    expect(await stateOf(db, runId, lineId)).toBe('snoozed');
    expect(await stateOf(db, runId, lineId, '2026-05-20')).toBe('snoozed');
    expect(await stateOf(db, runId, lineId, '2026-05-21')).toBeUndefined();
    const open = await listPlanLines(db, runId, { state: 'open', today: '2026-05-21' });
    expect(open.total).toBe(4);
  });

  test('a hold with a day binds later runs until then or until somebody decides anew; an approval does not', async () => {
    const first = await storeRun(db);
    const [held, approved] = first.lines;
    await decide(
      db,
      first.runId,
      [
        { lineId: held, state: 'snoozed', until: '2026-05-20' },
        { lineId: approved, state: 'approved', until: '2026-12-31' },
      ],
      'ann',
    );
    const second = await storeRun(db, fourLines, '2026-05-10');
    const { data } = await listPlanLines(db, second.runId);
    expect(data.filter(({ decision }) => decision).map(({ id }) => id)).toEqual([second.lines[0]]);

    const third = await storeRun(db, fourLines, '2026-05-21');
    expect(await stateOf(db, third.runId, third.lines[0])).toBeUndefined();

    await decide(db, second.runId, [{ lineId: second.lines[0], state: 'open' }], 'bo');
    const fourth = await storeRun(db, fourLines, '2026-05-12');
    expect(await stateOf(db, second.runId, second.lines[0])).toBe('open');
    expect(await stateOf(db, fourth.runId, fourth.lines[0])).toBeUndefined();
    expect(await stateOf(db, first.runId, held)).toBe('snoozed');
  });

  test('an edited workbook is previewed without a write and applied once, however often it is sent', async () => {
    const { runId, lines } = await storeRun(db);
    const { bytes } = await exportLines(db, runId, {}, 'xlsx', 'zh-CN');
    const edited = await editWorkbook(bytes, (put) => {
      put(lines[0], '人工数量', 96);
      put(lines[0], '状态', '已批准');
      put(lines[2], '状态', '已拒绝');
      put(lines[2], '原因', '=太贵了');
    });
    const before = await countDecisions(db);
    const preview = await readWorkbook(db, runId, edited);
    expect(preview).toMatchObject({ runId, applied: false, conflicts: 0, rejects: [] });
    expect(preview.changes).toHaveLength(4);
    expect(await countDecisions(db)).toBe(before);

    const applied = await readWorkbook(db, runId, edited, { apply: true, actor: 'ann' });
    expect(applied).toEqual({ ...preview, applied: true });
    expect(await countDecisions(db)).toBe(before + 2);
    const again = await readWorkbook(db, runId, edited, { apply: true, actor: 'ann' });
    expect(again.changes).toEqual([]);
    expect(await countDecisions(db)).toBe(before + 2);

    const next = await exportLines(db, runId, {}, 'xlsx', 'en');
    expect((await readWorkbook(db, runId, next.bytes)).changes).toEqual([]);
    expect((await getPlanLine(db, lines[2])).decision).toMatchObject({
      state: 'rejected',
      reason: '=太贵了',
      actor: 'ann',
    });
  });

  test('two people who apply the same edited workbook at once write it once', async () => {
    const { runId, lines } = await storeRun(db);
    const { bytes } = await exportLines(db, runId, {}, 'xlsx');
    const edited = await editWorkbook(bytes, (put) => put(lines[1], 'State', 'approved'));
    await Promise.all(
      ['ann', 'bo'].map((actor) => readWorkbook(db, runId, edited, { apply: true, actor })),
    );
    expect((await getPlanLine(db, lines[1])).decisions).toHaveLength(1);
  });

  test('a workbook of another run, or of another database, is refused', async () => {
    const one = await storeRun(db);
    const two = await storeRun(db);
    const { bytes } = await exportLines(db, one.runId, {}, 'xlsx');
    await expect(readWorkbook(db, two.runId, bytes)).rejects.toMatchObject({
      code: 'workbook.otherRun',
    });
    const foreign = await editHidden(bytes, 'B3', 'another hash');
    await expect(readWorkbook(db, one.runId, foreign)).rejects.toMatchObject({
      code: 'workbook.otherHouse',
    });
  });

  test('reading, exporting and previewing write nothing', async ({ skip }) => {
    if (db.kind === 'server') skip('other sessions draw transaction numbers there too');
    const { runId, lines } = await storeRun(db);
    // Whatever writes or locks a row draws the next transaction number.
    const nextNumber = async () =>
      (await db.execute('select pg_snapshot_xmax(pg_current_snapshot())::text as x')).rows;
    const before = await nextNumber();
    await listPlanRuns(db);
    await listPlanLines(db, runId);
    await getPlanLine(db, lines[0]);
    await listStock(db);
    await status({ database: db });
    await exportLines(db, runId, {}, 'csv');
    await readWorkbook(db, runId, (await exportLines(db, runId, {}, 'xlsx')).bytes);
    expect(await nextNumber()).toEqual(before);
    await decide(db, runId, [{ lineId: lines[0], state: 'open' }], 'ann');
    expect(await nextNumber()).not.toEqual(before);
  });
});
