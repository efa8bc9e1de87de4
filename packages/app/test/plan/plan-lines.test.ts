import {
  type Database,
  decide,
  exportLines,
  listPlanLines,
  type PlanLineSort,
} from '@stockwright/app';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBoth } from '../support/databases.js';
import { oneDatabase } from './one-database.js';
import { storeRun } from './plan-house.js';

const sorts: PlanLineSort[] = [
  'valueAtRisk',
  'lineCost',
  'quantity',
  'stockOutRisk',
  'orderOn',
  'arriveOn',
  'item',
  'from',
  'to',
];

/** Three items over three lanes with many equal numbers: 9 lines. */
const lines = ['BEAR-RED', 'BEAR-BLUE', 'KITE'].flatMap((item, i) =>
  [
    ['NINGBO', 'DC'],
    ['LEEDS', 'DC'],
    ['DC', 'YORK'],
  ].map(([from, to], j) => ({
    item,
    from,
    to,
    quantity: 10 + (j % 2),
    group: j + 1,
    valueAtRisk: [0.1 + 0.2, 1e-7, 12_345_678.9][i],
  })),
);

describeOnBoth('lists of plan lines', (databases) => {
  const database = oneDatabase(databases);
  let db: Database;
  beforeAll(() => {
    db = database();
  });

  test('pages meet every line once, in one order, whatever the sort and however many are equal', async () => {
    const { runId } = await storeRun(db, lines);
    for (const sort of sorts)
      for (const descending of [true, false]) {
        const whole = await listPlanLines(db, runId, { sort, descending });
        expect(whole).toMatchObject({ total: 9, nextCursor: null });
        const ids: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await listPlanLines(db, runId, { sort, descending, limit: 2, cursor });
          expect(page.total).toBe(9);
          ids.push(...page.data.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect(ids, `${sort} ${descending}`).toEqual(whole.data.map(({ id }) => id));
        expect(new Set(ids).size).toBe(9);
      }
  });

  test('a cursor of another order, or one that somebody made up, is refused', async () => {
    const { runId } = await storeRun(db, lines);
    const { nextCursor } = await listPlanLines(db, runId, { sort: 'item', limit: 1 });
    for (const query of [
      { sort: 'from', cursor: nextCursor ?? '' },
      { sort: 'item', descending: false, cursor: nextCursor ?? '' },
      { sort: 'item', cursor: 'nonsense' },
      {
        sort: 'quantity',
        cursor: Buffer.from('["quantity","down","x","1"]').toString('base64url'),
      },
    ] as const)
      await expect(listPlanLines(db, runId, query)).rejects.toMatchObject({
        code: 'page.cursorUnusable',
      });
    await expect(listPlanLines(db, 999_999)).rejects.toMatchObject({ code: 'plan.runNotFound' });
  });

  test('filters narrow the list, its total and its export alike', async () => {
    const run = await storeRun(db, lines);
    await decide(db, run.runId, [{ lineId: run.lines[0], state: 'approved' }], 'ann');
    for (const [filter, total] of [
      [{ kind: 'transfer' }, 3],
      [{ from: 'NINGBO' }, 3],
      [{ to: 'YORK' }, 3],
      [{ search: 'bear' }, 6],
      [{ search: 'BEAR red' }, 3],
      [{ search: '蓝' }, 3],
      [{ search: '%' }, 0], // text, not a pattern
      [{ search: 'bear_red' }, 0],
      [{ search: "'; drop table item" }, 0],
      [{ state: 'approved' }, 1],
      [{ state: 'open', kind: 'buy' }, 5],
      [{ from: 'nowhere' }, 0],
    ] as const) {
      expect((await listPlanLines(db, run.runId, filter)).total, JSON.stringify(filter)).toBe(
        total,
      );
      const { bytes } = await exportLines(db, run.runId, filter, 'json');
      expect(JSON.parse(new TextDecoder().decode(bytes)).lines).toHaveLength(total);
    }
  });
});
