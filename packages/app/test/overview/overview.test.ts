import { randomUUID } from 'node:crypto';
import { type Database, listMovements, listSources, listStock, status } from '@stockwright/app';
import { beforeAll, expect, test } from 'vitest';
import { oneDatabase } from '../plan/one-database.js';
import { describeOnBoth } from '../support/databases.js';

describeOnBoth('the overview', (databases) => {
  const database = oneDatabase(databases);
  let db: Database;
  let itemId: number;
  let locationId: number;
  beforeAll(async () => {
    db = database();
    const one = await db.kysely.selectFrom('stock_balance').selectAll().executeTakeFirstOrThrow();
    itemId = one.item_id;
    locationId = one.location_id;
  });

  const landSource = async (name: string, kind: string, days: [string, string] | null) => {
    const known = await db.kysely
      .selectFrom('source')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst();
    const source =
      known ??
      (await db.kysely
        .insertInto('source')
        .values({ name, kind })
        .returningAll()
        .executeTakeFirstOrThrow());
    const version = await db.kysely
      .insertInto('source_version')
      .values({
        source_id: source.id,
        content_hash: randomUUID(),
        file: null,
        row_count: 10,
        rejected_count: 1,
        first_day: days?.[0] ?? null,
        last_day: days?.[1] ?? null,
        mapping: '{}',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.kysely
      .insertInto('source_current')
      .values({ source_id: source.id, version_id: version.id })
      .onConflict((c) => c.column('source_id').doUpdateSet({ version_id: version.id }))
      .execute();
    return version.id;
  };

  const planOn = (versionIds: number[]) =>
    db.kysely
      .insertInto('plan_run')
      .values({
        job_id: null,
        as_of: '2026-05-03',
        seed: 's',
        settings: '{}',
        inputs: JSON.stringify({
          sources: versionIds.map((versionId) => ({ name: '', versionId, isAssumption: false })),
        }),
        inputs_hash: randomUUID(),
        engine_version: '0',
        forecast_file: null,
        summary: '{}',
      })
      .returning('id')
      .executeTakeFirstOrThrow();

  test('status tells the span of sales and whether data came in after the latest plan', async () => {
    expect(await status({ database: db })).toMatchObject({
      version: '0.1.0',
      database: db.kind,
      itemCount: 3,
      historyFirstDay: null,
      latestRunId: null,
      latestRunIsStale: false,
      hasAssumptions: false,
      runningJobIds: [],
    });
    const sales = await landSource('sales', 'sales', ['2026-01-01', '2026-05-03']);
    const stock = await landSource('stock', 'stock', ['2026-05-04', '2026-05-04']);
    const run = await planOn([sales, stock]);
    expect(await status({ database: db })).toMatchObject({
      historyFirstDay: '2026-01-01',
      historyLastDay: '2026-05-03',
      latestRunId: run.id,
      latestRunIsStale: false,
      locations: [
        { code: 'DC' },
        { code: 'LEEDS', nameZh: null },
        { code: 'NINGBO' },
        { code: 'YORK' },
      ],
    });
    await landSource('sales', 'sales', ['2026-01-01', '2026-05-10']);
    expect(await status({ database: db })).toMatchObject({
      historyLastDay: '2026-05-10',
      latestRunIsStale: true,
    });
    expect((await listSources(db)).data).toMatchObject([
      { name: 'sales', rowCount: 10, rejectedCount: 1, lastDay: '2026-05-10' },
      { name: 'stock', firstDay: '2026-05-04' },
    ]);
  });

  test('balances come in pages by code, and an exact code means that item alone', async () => {
    const { id: longer } = await db.kysely
      .insertInto('item')
      .values({
        code: 'BEAR-RED-XL',
        name: 'Large red bear',
        name_zh: null,
        category: null,
        unit_price: null,
        unit_cost: null,
        currency: null,
        volume_litres: null,
        source_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.kysely
      .insertInto('stock_balance')
      .values({ item_id: longer, location_id: locationId, on_hand: 5, held: 1, counted_on: null })
      .execute();
    const first = await listStock(db, { limit: 1 });
    expect(first).toMatchObject({ total: 2, data: [{ item: { code: 'BEAR-RED' }, onHand: 40 }] });
    const second = await listStock(db, { limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({
      nextCursor: null,
      data: [
        { item: { code: 'BEAR-RED-XL' }, location: { code: 'DC', kind: 'warehouse' }, held: 1 },
      ],
    });
    expect((await listStock(db, { item: 'BEAR-RED' })).total).toBe(1);
    expect((await listStock(db, { item: 'red bear' })).total).toBe(2);
    expect((await listStock(db, { location: 'YORK' })).total).toBe(0);
  });

  test('the journal comes newest first, page by page, undisturbed by rows that arrive meanwhile', async () => {
    const note = (quantity: number) =>
      db.kysely
        .insertInto('movement')
        .values({
          event_id: randomUUID(),
          item_id: itemId,
          location_id: locationId,
          bucket: 'on_hand',
          kind: 'adjustment',
          quantity,
          occurred_on: '2026-05-03',
          actor: 'ann',
          reason: null,
          supply_order_id: null,
        })
        .execute();
    for (const quantity of [1, 2, 3, 4, 5]) await note(quantity);
    const at = { item: 'BEAR-RED', location: 'DC', limit: 2 };
    const first = await listMovements(db, at);
    await note(6);
    const second = await listMovements(db, { ...at, cursor: first.nextCursor ?? '' });
    expect([...first.data, ...second.data].map(({ quantity }) => quantity)).toEqual([5, 4, 3, 2]);
    expect(second.total).toBe(6);
    await expect(listMovements(db, { ...at, item: 'X' })).rejects.toMatchObject({
      code: 'item.notFound',
    });
    await expect(listMovements(db, { ...at, location: 'X' })).rejects.toMatchObject({
      code: 'location.notFound',
    });
  });
});
